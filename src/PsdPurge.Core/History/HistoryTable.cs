namespace PsdPurge.History;

/// <summary>The records of a CSV file by the names in its header.</summary>
internal sealed class HistoryTable
{
    private static readonly char[] Delimiters = [',', ';', '\t'];

    private readonly Dictionary<string, int> _places = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<IReadOnlyList<string>> _records;

    private HistoryTable(char delimiter, List<IReadOnlyList<string>> records)
    {
        Delimiter = delimiter;
        Columns = records.Count == 0 ? [] : [.. records[0].Select(name => name.Trim())];
        _records = [.. records.Skip(1)];
        for (var i = Columns.Count - 1; i >= 0; i--)
        {
            _places[Columns[i]] = i;
        }
    }

    public char Delimiter { get; }

    public IReadOnlyList<string> Columns { get; }

    public int Count => _records.Count;

    public static HistoryTable Parse(string text)
    {
        // Export-Csv -UseCulture separates by semicolons in much of Europe.
        using var reader = new StringReader(text);
        var header = ReadHeader(reader) ?? "";
        var delimiter = Delimiters.OrderByDescending(candidate => header.Count(c => c == candidate)).First();
        return new HistoryTable(delimiter, [.. CsvText.Records(header + "\n" + reader.ReadToEnd(), delimiter)]);
    }

    /// <summary>
    /// The line that names the columns: the first one that is neither blank nor the type that Windows PowerShell writes above it. Where there is none,
    /// the type; null where all is blank.
    /// </summary>
    public static string? ReadHeader(TextReader reader)
    {
        string? type = null;
        while (reader.ReadLine() is { } line)
        {
            if (type is null && line.StartsWith("#TYPE", StringComparison.Ordinal))
            {
                type = line;
            }
            else if (!line.All(c => char.IsWhiteSpace(c) || c == '\uFEFF'))
            {
                return line;
            }
        }

        return type;
    }

    public bool Has(string column) => _places.ContainsKey(column);

    public Func<string, object?> Row(int index) => name =>
        _places.TryGetValue(name, out var place) && place < _records[index].Count ? _records[index][place] : null;
}
