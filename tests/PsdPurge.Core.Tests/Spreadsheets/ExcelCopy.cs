using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PsdPurge.Tests.Spreadsheets;

/// <summary>The formats in which Excel saves a file.</summary>
public enum ExcelFormat
{
    /// <summary>"CSV": in the code page of Windows, with the region's list separator.</summary>
    Csv,

    /// <summary>"CSV UTF-8": with a byte order mark and the region's list separator.</summary>
    CsvUtf8,

    /// <summary>"Unicode Text": in UTF-16, with tabs.</summary>
    UnicodeText,
}

/// <summary>
/// A CSV file after somebody opened it in Excel with a double click and saved it. A cell is saved as it is shown. A text that looks like a number, a date, a
/// time, a boolean or a formula has become one.
/// </summary>
/// <param name="Culture">The region of Windows, such as de-DE.</param>
/// <param name="Format">The format in which it is saved.</param>
public sealed record ExcelCopy(string Culture, ExcelFormat Format)
{
    /// <summary>The format "General" shows whole numbers up to this many digits.</summary>
    private const int ShownDigits = 11;

    /// <summary>The number of digits that a number keeps.</summary>
    private const int KeptDigits = 15;

    private CultureInfo Region => CultureInfo.GetCultureInfo(Culture);

    public char Separator => Format == ExcelFormat.UnicodeText ? '\t' : Region.NumberFormat.NumberDecimalSeparator == "," ? ';' : ',';

    /// <summary>Opens comma-separated text.</summary>
    public List<List<string>> Open(string csv) => [.. Lines(csv).Select(line => Fields(line).Select(Shown).ToList())];

    /// <summary>Saves rows of cells.</summary>
    public byte[] Save(IEnumerable<IEnumerable<string>> rows)
    {
        var text = string.Concat(rows.Select(row => string.Join(Separator.ToString(), row.Select(Quoted)) + "\r\n"));
        return Format switch
        {
            ExcelFormat.CsvUtf8 => [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text)],
            ExcelFormat.UnicodeText => [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)],

            // ISO 8859-1 has the same letters at the same codes as Windows' code page 1252.
            _ => Encoding.GetEncoding(28591).GetBytes(text),
        };
    }

    /// <summary>The lines of a CSV file, including the type that Windows PowerShell writes.</summary>
    public static IEnumerable<string> Lines(string csv) =>
        csv.TrimStart('\uFEFF').Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0);

    public static List<string> Fields(string line) =>
        [.. Regex.Matches(line, "(?:^|,)(?:\"((?:[^\"]|\"\")*)\"|([^,]*))").Cast<Match>().Select(
            match => match.Groups[1].Success ? match.Groups[1].Value.Replace("\"\"", "\"") : match.Groups[2].Value)];

    private string Quoted(string cell) => cell.IndexOfAny([Separator, '"', '\r', '\n']) < 0 ? cell : "\"" + cell.Replace("\"", "\"\"") + "\"";

    private string Shown(string text)
    {
        var (yes, no) = Region.TwoLetterISOLanguageName == "de" ? ("WAHR", "FALSCH") : ("TRUE", "FALSE");
        if (text.Length > 1 && text[0] is '=' or '+' or '-' or '@' && !Regex.IsMatch(text, @"^[-+][\d.,]"))
        {
            return "#NAME?";
        }

        return Is(yes) ? yes : Is(no) ? no
            : Regex.IsMatch(text, @"^\d+$") ? Whole(text.TrimStart('0'))
            : Regex.IsMatch(text, @"^\d+E\+?\d+$", RegexOptions.IgnoreCase) ? double.Parse(text, CultureInfo.InvariantCulture).ToString("0.00E+00", Region)
            : Regex.IsMatch(text, @"^\d{1,2}:\d{2}(:\d{2})?$") ? TimeSpan.Parse(text, CultureInfo.InvariantCulture).ToString(@"h\:mm\:ss", Region)
            : Regex.IsMatch(text, @"^\d{1,2}:\d{2}:\d{2}\.\d+$") ? TimeSpan.Parse(text, CultureInfo.InvariantCulture).ToString(@"mm\:ss\.f", Region)
            : Date(text) ?? text;

        bool Is(string word) => string.Equals(text, word, StringComparison.OrdinalIgnoreCase);
    }

    private string Whole(string digits)
    {
        if (digits.Length <= ShownDigits)
        {
            return digits.Length == 0 ? "0" : digits;
        }

        var kept = digits.Length <= KeptDigits ? digits : digits.Remove(KeptDigits).PadRight(digits.Length, '0');
        return double.Parse(kept, CultureInfo.InvariantCulture).ToString("0.#####E+00", Region);
    }

    // A day and a month without a year, or a date with a year, in the region's order or with the year first.
    private string? Date(string text)
    {
        var short_ = Regex.IsMatch(text, @"^\d{1,2}[-/.]\d{1,2}\.?$");
        if (short_ && DateTime.TryParse(text.TrimEnd('.') + "/2026", Region, DateTimeStyles.None, out var day))
        {
            return day.ToString(Region.TwoLetterISOLanguageName == "de" ? "dd. MMM" : "d-MMM", Region);
        }

        return Regex.IsMatch(text, @"^(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})( \d{1,2}:\d{2}(:\d{2})?)?$")
            && DateTime.TryParse(text, Region, DateTimeStyles.None, out var time)
            ? time.ToString(text.Contains(':') ? $"{Region.DateTimeFormat.ShortDatePattern} HH:mm" : Region.DateTimeFormat.ShortDatePattern, Region)
            : null;
    }
}
