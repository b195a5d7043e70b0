namespace PsdPurge.Lab.Verbs.Runbook;

/// <summary>Prints tables as PowerShell shows them.</summary>
internal static class TablePrinter
{
    /// <summary>Prints a heading, rows, and how many rows were left out.</summary>
    /// <param name="output">The writer to print to.</param>
    /// <param name="columns">Headings, and whether each column is right-aligned.</param>
    /// <param name="rows">The texts of the rows.</param>
    /// <param name="hidden">The number of rows that are not shown.</param>
    public static void Print(TextWriter output, IReadOnlyList<(string Label, bool Right)> columns, IReadOnlyList<string[]> rows, long hidden = 0)
    {
        var widths = columns.Select((column, at) => Math.Max(column.Label.Length, rows.Select(row => row[at].Length).DefaultIfEmpty().Max())).ToArray();
        output.WriteLine(Line(columns.Select(column => column.Label)));
        output.WriteLine(Line(columns.Select(column => new string('-', column.Label.Length))));
        foreach (var row in rows)
        {
            output.WriteLine(Line(row));
        }

        if (hidden > 0)
        {
            output.WriteLine(FormattableString.Invariant($"... and {hidden:N0} more"));
        }

        output.WriteLine();

        string Line(IEnumerable<string> texts) => string.Join(' ', texts.Select((text, at) =>
            columns[at].Right ? text.PadLeft(widths[at]) : text.PadRight(widths[at]))).TrimEnd();
    }
}
