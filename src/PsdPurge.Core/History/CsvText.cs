using System.Text;

namespace PsdPurge.History;

/// <summary>Comma-separated text (RFC 4180) that a spreadsheet does not take for formulas.</summary>
internal static class CsvText
{
    private static readonly char[] FormulaStarts = ['=', '+', '-', '@', '\t', '\r'];

    /// <summary>One line, with its end.</summary>
    public static string Line(IEnumerable<string?> fields) => string.Join(",", fields.Select(field => Quote(Guard(field ?? "")))) + "\r\n";

    /// <summary>Takes off the apostrophe that keeps a spreadsheet from taking a text for a formula.</summary>
    public static string Unguard(string text) => text.Length > 1 && text[0] == '\'' && FormulaStarts.Contains(text[1]) ? text.Substring(1) : text;

    /// <summary>
    /// Reads records, whatever is in the text: a quote that is never closed ends with its line, so that a line which a crash cut off costs itself only.
    /// </summary>
    public static IEnumerable<IReadOnlyList<string>> Records(string text, char delimiter)
    {
        var position = 0;
        while (position < text.Length)
        {
            var start = position;
            if (Record(text, delimiter, ref position, multiline: true) is not { } record)
            {
                position = start;
                record = Record(text, delimiter, ref position, multiline: false)!;
            }

            if (record.Count > 1 || record[0].Length > 0)
            {
                yield return record;
            }
        }
    }

    private static string Guard(string field) => field.Length > 0 && FormulaStarts.Contains(field[0]) ? "'" + field : field;

    private static string Quote(string field) =>
        field.IndexOfAny(['"', ',', '\r', '\n', ';']) < 0 && field.Trim().Length == field.Length ? field : "\"" + field.Replace("\"", "\"\"") + "\"";

    private static List<string>? Record(string text, char delimiter, ref int position, bool multiline)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (; position < text.Length; position++)
        {
            var c = text[position];
            var next = position + 1 < text.Length ? text[position + 1] : '\0';
            if (quoted && c == '"' && next == '"')
            {
                field.Append('"');
                position++;
            }
            else if (c == '"' && (quoted || field.Length == 0))
            {
                quoted = !quoted;
            }
            else if (c == delimiter && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else if (c is '\r' or '\n' && !(quoted && multiline))
            {
                position += c == '\r' && next == '\n' ? 2 : 1;
                fields.Add(field.ToString());
                return fields;
            }
            else
            {
                field.Append(c);
            }
        }

        fields.Add(field.ToString());
        return quoted && multiline ? null : fields;
    }
}
