using System.Globalization;
using System.Text;

namespace PsdPurge.History;

/// <summary>
/// Checks line by line whether a history is as this module wrote it. Rows are appended only to such a history. Otherwise (a spreadsheet saved it, a crash cut
/// it off) a person has to look at it first, and until then it is not changed.
/// </summary>
internal sealed class HistoryInspection
{
    private readonly HashSet<string> _sought;
    private readonly TimeText _times = new();

    private HistoryInspection(IEnumerable<string> sought) => _sought = [.. sought];

    /// <summary>Whether it is empty, without even a header.</summary>
    public bool IsBlank { get; private set; } = true;

    /// <summary>What is wrong with it, beginning with the line number, as the end of a sentence. Null if it is in order.</summary>
    public string? Damage { get; private set; }

    /// <summary>The sought lines that it already contains.</summary>
    public HashSet<string> Found { get; } = [];

    /// <summary>Inspects a history to its end.</summary>
    /// <param name="stream">The history, from its start.</param>
    /// <param name="sought">Lines to look for, each with its line end.</param>
    public static HistoryInspection Of(Stream stream, IEnumerable<string> sought)
    {
        var inspection = new HistoryInspection(sought);
        inspection.Damage = inspection.Read(stream);
        return inspection;
    }

    private string? Read(Stream stream)
    {
        using var reader = new StreamReader(stream, SharedFile.Utf8, detectEncodingFromByteOrderMarks: true, bufferSize: 4096, leaveOpen: true);
        var number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            var wasBlank = IsBlank;
            IsBlank &= CsvText.IsBlank(line);
            if (wasBlank && !IsBlank && number > 1)
            {
                return "line 1 is blank";
            }

            if (!IsBlank && WhatIsWrong(line, number, reader.CurrentEncoding) is { } wrong)
            {
                return string.Format(CultureInfo.InvariantCulture, "line {0:N0} {1}", number, wrong);
            }
        }

        return IsBlank || EndsWithNewLine(stream) ? null : string.Format(CultureInfo.InvariantCulture, "line {0:N0} is cut off: it has no end", number);
    }

    private string? WhatIsWrong(string line, int number, Encoding encoding)
    {
        if (encoding is not UTF8Encoding)
        {
            return $"is not UTF-8 but {encoding.WebName}";
        }

        var fields = CsvText.Fields(line, ',', out var isCutOff);
        return number == 1 ? WhatIsWrongWithHeader(line, fields)
            : CsvText.IsBlank(line) ? "is blank"
            : isCutOff ? "is cut off within a quoted field"
            : line.Contains('\uFFFD') ? "holds characters that are not UTF-8"
            : fields.Count != HistoryColumns.Names.Count
                ? string.Format(CultureInfo.InvariantCulture, "has {0:N0} fields for {1:N0} columns", fields.Count, HistoryColumns.Names.Count)
            : WhatIsWrongWithRow(line, fields);
    }

    private static string? WhatIsWrongWithHeader(string line, IReadOnlyList<string> fields)
    {
        if (fields.SequenceEqual(HistoryColumns.Names))
        {
            return null;
        }

        var table = HistoryTable.Parse(line);
        List<string> missing = [.. HistoryColumns.Names.Where(name => !table.Has(name))];
        return !table.Has("FrontEnd") ? "is not the one that names the columns"
            : missing.Count > 0 ? $"has no column {string.Join(", ", missing)}"
            : table.Delimiter != ',' ? $"is separated by {(table.Delimiter == ';' ? "semicolons" : "tabs")} and not by commas"
            : "names other columns, or in another order, than this module writes";
    }

    private string? WhatIsWrongWithRow(string line, IReadOnlyList<string> fields)
    {
        var row = HistoryColumns.Read(name => HistoryColumns.Value(fields, name), _times, out _, out var problem);
        if (row is not null && HistoryColumns.Value(fields, "Time") is { Length: > 0 } time && !TimeText.IsOurs(time))
        {
            problem = $"has '{time}' in column Time, which is not how this module writes a time";
        }

        if (problem is null && _sought.Contains(line + "\r\n"))
        {
            Found.Add(line + "\r\n");
        }

        return problem;
    }

    private static bool EndsWithNewLine(Stream stream)
    {
        stream.Seek(-1, SeekOrigin.End);
        return stream.ReadByte() == '\n';
    }
}
