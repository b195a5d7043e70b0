using System.Globalization;

namespace PsdPurge.History;

/// <summary>The lines of a CSV file, with the names in its header and any separator.</summary>
internal sealed class HistoryTable
{
    private const string SeparatorLine = "sep=";
    private static readonly char[] Delimiters = [',', ';', '\t'];

    private readonly Dictionary<string, int> _places = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<HistoryLine> _lines = [];
    private readonly bool _isOurs;

    private HistoryTable(string header, char delimiter)
    {
        Delimiter = delimiter;
        Columns = [.. CsvText.Fields(header, delimiter, out _).Select(name => name.Trim())];
        for (var i = Columns.Count - 1; i >= 0; i--)
        {
            _places[Columns[i]] = i;
        }

        _isOurs = HistoryColumns.Names.All(Has);
    }

    public char Delimiter { get; }

    public IReadOnlyList<string> Columns { get; }

    /// <summary>The lines below the header that are not blank.</summary>
    public IReadOnlyList<HistoryLine> Lines => _lines;

    public static HistoryTable Parse(string text)
    {
        using var reader = new StringReader(text);
        var (header, delimiter, number) = ReadHeader(reader);
        var table = new HistoryTable(header, delimiter);
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (!CsvText.IsBlank(line))
            {
                table.Add(line, number);
            }
        }

        // Some programs end the last line and some do not. The line was cut off only if it is short as well.
        if (table._lines.Count > 0 && text.Length > 0 && text[text.Length - 1] is not ('\n' or '\r'))
        {
            table._lines[table._lines.Count - 1] = table._lines[table._lines.Count - 1] with { HasNoEnd = true };
        }

        return table;
    }

    public bool Has(string column) => _places.ContainsKey(column);

    /// <summary>Gets the value of a column in a line.</summary>
    public Func<string, object?> Row(HistoryLine line) =>
        name => _places.TryGetValue(name, out var place) && place < line.Fields.Count ? line.Fields[place] : null;

    /// <summary>What is wrong with a line as a whole, as the end of a sentence. Null if nothing is.</summary>
    public string? Damage(HistoryLine line) =>
        line.IsCutOff ? "is cut off within a quoted field"
        : line.Fields.Any(field => field.Contains('\uFFFD')) ? "holds characters that are not UTF-8"
        : line.Fields.Skip(Columns.Count).Any(field => field.Trim().Length > 0) || (line.Fields.Count < Columns.Count && (_isOurs || line.HasNoEnd))
        ? string.Format(CultureInfo.InvariantCulture, "has {0:N0} fields for {1:N0} columns", line.Fields.Count, Columns.Count)
        : null;

    /// <summary>
    /// The line that names the columns: the first one that is not blank, not the type that Windows PowerShell writes above it, and not a line that tells Excel
    /// the separator. If there is no such line, the type.
    /// </summary>
    private static (string Header, char Delimiter, int Number) ReadHeader(TextReader reader)
    {
        string? type = null;
        char? told = null;
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            if (told is null && line.StartsWith(SeparatorLine, StringComparison.OrdinalIgnoreCase) && line.Length > SeparatorLine.Length)
            {
                told = line[SeparatorLine.Length];
            }
            else if (type is null && line.StartsWith("#TYPE", StringComparison.Ordinal))
            {
                type = line;
            }
            else if (!CsvText.IsBlank(line))
            {
                // Export-Csv -UseCulture separates by semicolons in much of Europe.
                return (line, told ?? Delimiters.OrderByDescending(candidate => line.Count(c => c == candidate)).First(), number);
            }
        }

        return (type ?? "", ',', 0);
    }

    private void Add(string line, int number)
    {
        var fields = CsvText.Fields(line, Delimiter, out var isCutOff);
        if (fields.Any(field => field.Trim().Length > 0))
        {
            _lines.Add(new HistoryLine(number, fields, isCutOff));
        }
    }
}

/// <summary>A line of a history.</summary>
/// <param name="Number">Its number in the file, from 1.</param>
/// <param name="Fields">Its fields.</param>
/// <param name="IsCutOff">Whether it ends within a quoted field.</param>
internal sealed record HistoryLine(int Number, IReadOnlyList<string> Fields, bool IsCutOff)
{
    /// <summary>Whether the file ends with this line, without a line break.</summary>
    public bool HasNoEnd { get; init; }
}
