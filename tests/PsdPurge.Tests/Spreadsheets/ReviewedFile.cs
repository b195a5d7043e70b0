using System.Text;
using PsdPurge.Tests.Hosting;

namespace PsdPurge.Tests.Spreadsheets;

/// <summary>A file of Export-Csv that somebody reviews, as rows of texts. The first row is the header.</summary>
internal sealed class ReviewedFile
{
    public const string ImportComma = "Import-Csv $Path";
    public const string ImportSemicolon = "Import-Csv $Path -Delimiter ';'";
    public const string ImportTab = "Import-Csv $Path -Delimiter \"`t\"";

    private ReviewedFile(List<List<string>> rows) => Rows = rows;

    public List<List<string>> Rows { get; }

    /// <summary>Selects and exports, as in the runbook.</summary>
    public static ReviewedFile Of(LabSession lab, string path)
    {
        var result = lab.Host.Run("param($Path) Select-AppEndpointPsdEntries pool01.contoso.com | Export-Csv $Path -NoTypeInformation", path);
        Assert.Empty(result.Errors);
        return new ReviewedFile([.. ExcelCopy.Lines(File.ReadAllText(path)).Select(ExcelCopy.Fields)]);
    }

    public int Column(string name) => Rows[0].IndexOf(name);

    /// <summary>The texts with the quotes of Export-Csv.</summary>
    public string Csv() => Csv(Rows);

    public static string Csv(IEnumerable<IEnumerable<string>> rows) =>
        string.Concat(rows.Select(row => string.Join(',', row.Select(cell => '"' + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + '"')) + "\r\n"));

    /// <summary>Adds an entry that a spreadsheet will change, after the first entry. It has the check text that the module would have written.</summary>
    public void Insert(string conferenceId, string docId)
    {
        var row = Rows[1].ToList();
        (row[Column("ConferenceId")], row[Column("DocId")]) = (conferenceId, docId);
        row[Column("Check")] = EntryCheckText.Of(row[0], row[1], row[2], row[3], row[4], row[5], row[6]);
        Rows.Insert(2, row);
    }

    public static byte[] Utf8(string text) => [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text)];
}
