using PsdPurge.Benchmarks.Data;

namespace PsdPurge.Benchmarks.Servers;

/// <summary>What a benchmark wants to be served.</summary>
/// <param name="Data">What each Front-End holds.</param>
/// <param name="FrontEnds">How many there are.</param>
/// <param name="LatencyMs">How long a round trip to them takes, in milliseconds.</param>
internal sealed record ServerRequest(BenchData Data, int FrontEnds = 1, int LatencyMs = 0)
{
    /// <summary>What one more Front-End holds, on which clients and server may warm up.</summary>
    public BenchData WarmUpData => Data with { Entries = 20_000 };

    /// <summary>The same as arguments of a command line.</summary>
    public string[] ToArguments() => [$"{Data.Shape}", $"{Data.Entries}", $"{FrontEnds}", $"{LatencyMs}"];

    /// <summary>Reads them.</summary>
    public static ServerRequest Parse(ReadOnlySpan<string> arguments) => new(
        new BenchData(Enum.Parse<BenchShape>(arguments[0]), Number(arguments[1])), Number(arguments[2]), Number(arguments[3]));

    private static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
