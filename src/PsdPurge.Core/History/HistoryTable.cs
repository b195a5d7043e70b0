namespace PsdPurge.History;

/// <summary>The records of a CSV file by the names in its first line.</summary>
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
        // Windows PowerShell writes the type above the header; Export-Csv -UseCulture separates by semicolons in much of Europe.
        var start = 0;
        if (text.StartsWith("#TYPE", StringComparison.Ordinal))
        {
            var end = text.IndexOf('\n');
            start = end < 0 ? text.Length : end + 1;
        }

        var body = text.Substring(start);
        var header = body.Substring(0, body.IndexOf('\n') is var newline && newline >= 0 ? newline : body.Length);
        var delimiter = Delimiters.OrderByDescending(candidate => header.Count(c => c == candidate)).First();
        return new HistoryTable(delimiter, [.. CsvText.Records(body, delimiter)]);
    }

    public bool Has(string column) => _places.ContainsKey(column);

    public Func<string, object?> Row(int index) => name =>
        _places.TryGetValue(name, out var place) && place < _records[index].Count ? _records[index][place] : null;
}
