namespace PsdPurge.Benchmarks.Report;

/// <summary>A part of the results: a table, and what it means for the targets.</summary>
/// <param name="Title">The heading.</param>
/// <param name="About">What was done, in a sentence or two.</param>
/// <param name="Columns">The table's columns.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Targets">The targets that it answers.</param>
internal sealed record Section(
    string Title, string About, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, IReadOnlyList<Target> Targets)
{
    /// <summary>When it was measured, and what else the machine had to do.</summary>
    public string Measured { get; init; } = "";

    /// <summary>On what it was measured.</summary>
    public string Server { get; init; } = "";

    /// <summary>Entries of a large table.</summary>
    public int Entries { get; init; }
}

/// <summary>A target and its figure.</summary>
/// <param name="Text">What is asked for.</param>
/// <param name="Measured">What was measured.</param>
/// <param name="IsMet">Whether that is enough.</param>
internal sealed record Target(string Text, string Measured, bool IsMet)
{
    /// <summary>A ratio that may be no greater than a bound.</summary>
    public static Target AtMost(string text, double ratio, double bound) => new($"{text}: at most {Figure.Plain(bound)}", Figure.Plain(ratio), ratio <= bound);

    /// <summary>A ratio that must reach a bound.</summary>
    public static Target AtLeast(string text, double ratio, double bound) =>
        new($"{text}: at least {Figure.Plain(bound)}", Figure.Plain(ratio), ratio >= bound);
}
