using PsdPurge.Benchmarks.Data;

namespace PsdPurge.Benchmarks.Servers;

/// <summary>What a benchmark wants to be served.</summary>
/// <param name="Data">What each Front-End holds.</param>
/// <param name="FrontEnds">How many there are.</param>
/// <param name="LatencyMs">How long a round trip to them takes, in milliseconds.</param>
/// <param name="Watched">Whether the first Front-End is to say what each statement cost it.</param>
internal sealed record ServerRequest(BenchData Data, int FrontEnds = 1, int LatencyMs = 0, bool Watched = false)
{
    /// <summary>What one more Front-End holds, on which clients and server may warm up.</summary>
    public BenchData WarmUpData => Data with { Entries = 20_000, Conferences = BenchData.FewConferences };

    /// <summary>The same as arguments of a command line.</summary>
    public string[] ToArguments() => [$"{Data.Shape}", $"{Data.Entries}", $"{Data.Conferences}", Data.Indexes, $"{FrontEnds}", $"{LatencyMs}", $"{Watched}"];

    /// <summary>Reads them.</summary>
    public static ServerRequest Parse(ReadOnlySpan<string> arguments) => new(
        new BenchData(Enum.Parse<BenchShape>(arguments[0]), Number(arguments[1])) { Conferences = Number(arguments[2]), Indexes = arguments[3] },
        Number(arguments[4]),
        Number(arguments[5]),
        bool.Parse(arguments[6]));

    private static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
