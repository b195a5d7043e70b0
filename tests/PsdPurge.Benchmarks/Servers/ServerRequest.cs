using PsdPurge.Benchmarks.Data;

namespace PsdPurge.Benchmarks.Servers;

/// <summary>The servers that a benchmark needs.</summary>
/// <param name="Data">The data of each Front-End.</param>
/// <param name="FrontEnds">The number of Front-Ends.</param>
/// <param name="LatencyMs">The time of a round trip, in milliseconds.</param>
/// <param name="Watched">Whether the first Front-End records the cost of each statement.</param>
internal sealed record ServerRequest(BenchData Data, int FrontEnds = 1, int LatencyMs = 0, bool Watched = false)
{
    /// <summary>The data of one more Front-End, for warming up.</summary>
    public BenchData WarmUpData => Data with { Entries = 20_000, Conferences = BenchData.FewConferences };

    /// <summary>The request as arguments of a command line.</summary>
    public string[] ToArguments() => [$"{Data.Shape}", $"{Data.Entries}", $"{Data.Conferences}", Data.Indexes, $"{FrontEnds}", $"{LatencyMs}", $"{Watched}"];

    /// <summary>Reads the arguments of a command line.</summary>
    public static ServerRequest Parse(ReadOnlySpan<string> arguments) => new(
        new BenchData(Enum.Parse<BenchShape>(arguments[0]), Number(arguments[1])) { Conferences = Number(arguments[2]), Indexes = arguments[3] },
        Number(arguments[4]),
        Number(arguments[5]),
        bool.Parse(arguments[6]));

    private static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
