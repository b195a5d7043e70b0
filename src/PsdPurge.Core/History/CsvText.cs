using System.Text;

namespace PsdPurge.History;

/// <summary>
/// Comma-separated text (RFC 4180) that a spreadsheet does not take for formulas. A record is always one line. If a quote is not closed on its line, a crash or
/// a full disk cut the line off, and the following lines are read as usual.
/// </summary>
internal static class CsvText
{
    private static readonly char[] FormulaStarts = ['=', '+', '-', '@', '\t'];

    /// <summary>A record as one line, with its line end. A line break within a field becomes a blank.</summary>
    public static string Line(IEnumerable<string?> fields) => string.Join(",", fields.Select(field => Quote(Guard(OneLine(field ?? ""))))) + "\r\n";

    /// <summary>Removes the apostrophe that keeps a spreadsheet from taking a text for a formula.</summary>
    public static string Unguard(string text) => text.Length > 1 && text[0] == '\'' && FormulaStarts.Contains(text[1]) ? text.Substring(1) : text;

    /// <summary>The fields of a line.</summary>
    /// <param name="line">The line, without its end.</param>
    /// <param name="delimiter">The separator.</param>
    /// <param name="isCutOff">Whether the line ends within a quoted field.</param>
    public static IReadOnlyList<string> Fields(string line, char delimiter, out bool isCutOff)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (quoted && c == '"' && i + 1 < line.Length && line[i + 1] == '"')
            {
                field.Append('"');
                i++;
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
            else
            {
                field.Append(c);
            }
        }

        fields.Add(field.ToString());
        isCutOff = quoted;
        return fields;
    }

    /// <summary>Whether a line is empty.</summary>
    public static bool IsBlank(string line) => line.All(c => char.IsWhiteSpace(c) || c == '\uFEFF');

    private static string OneLine(string field) =>
        field.IndexOfAny(['\r', '\n']) < 0 ? field : field.Replace("\r\n", " ").Replace('\r', ' ').Replace('\n', ' ');

    private static string Guard(string field) => field.Length > 0 && FormulaStarts.Contains(field[0]) ? "'" + field : field;

    private static string Quote(string field) =>
        field.IndexOfAny(['"', ',', ';']) < 0 && field.Trim().Length == field.Length ? field : "\"" + field.Replace("\"", "\"\"") + "\"";
}
