namespace PsdPurge.Benchmarks.Report;

/// <summary>A part of the results: a table, and the targets that it answers.</summary>
/// <param name="Title">The heading.</param>
/// <param name="About">A description in a sentence or two.</param>
/// <param name="Columns">The table's columns.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Targets">The targets that it answers.</param>
internal sealed record Section(
    string Title, string About, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, IReadOnlyList<Target> Targets)
{
    /// <summary>The time of the measurement, and the load of the machine.</summary>
    public string Measured { get; init; } = "";

    /// <summary>The server of the measurement.</summary>
    public string Server { get; init; } = "";

    /// <summary>Entries of a large table.</summary>
    public int Entries { get; init; }
}

/// <summary>A target and its figure.</summary>
/// <param name="Text">The target.</param>
/// <param name="Measured">The figure.</param>
/// <param name="IsMet">Whether the figure meets the target.</param>
internal sealed record Target(string Text, string Measured, bool IsMet)
{
    /// <summary>A ratio with an upper bound.</summary>
    public static Target AtMost(string text, double ratio, double bound) => new($"{text}: at most {Figure.Plain(bound)}", Figure.Plain(ratio), ratio <= bound);

    /// <summary>A ratio with a lower bound.</summary>
    public static Target AtLeast(string text, double ratio, double bound) =>
        new($"{text}: at least {Figure.Plain(bound)}", Figure.Plain(ratio), ratio >= bound);
}
