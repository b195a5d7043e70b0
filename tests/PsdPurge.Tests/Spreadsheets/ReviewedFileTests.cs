using System.Text;
using PsdPurge.Lab.Scenarios;
using PsdPurge.Tests.Hosting;

namespace PsdPurge.Tests.Spreadsheets;

/// <summary>A reviewed file from which lines were deleted, and which is otherwise unchanged. Exactly the entries that are left in it are removed.</summary>
public sealed class ReviewedFileTests : IDisposable
{
    private const string Doubtful = "webinar.app@contoso.com";
    private static readonly ExcelCopy American = new("en-US", ExcelFormat.CsvUtf8);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("psdpurge-reviewed-");

    /// <summary>The ways to save the file, each with the command that reads it.</summary>
    private static readonly (string What, Func<string, byte[]> Save, string Read)[] Ways =
    [
        ("Export-Csv of PowerShell 7", Encoding.UTF8.GetBytes, ReviewedFile.ImportComma),
        ("Export-Csv of Windows PowerShell", csv => ReviewedFile.Utf8("#TYPE PsdPurge.AppEndpointPsdEntry\r\n" + csv), ReviewedFile.ImportComma),
        ("Excel, CSV UTF-8", csv => American.Save(American.Open(csv)), ReviewedFile.ImportComma),
        ("Excel, CSV UTF-8, German", csv => Saved(new("de-DE", ExcelFormat.CsvUtf8), csv), ReviewedFile.ImportSemicolon),
        ("Excel, Unicode text", csv => Saved(new("en-US", ExcelFormat.UnicodeText), csv), ReviewedFile.ImportTab),
        ("Excel, CSV, read as what it is", csv => Saved(new("en-US", ExcelFormat.Csv), csv), ReviewedFile.ImportComma + " -Encoding latin1"),
        ("a line for Excel only, skipped", csv => ReviewedFile.Utf8("sep=,\r\n" + csv), "[System.IO.File]::ReadAllLines($Path)[1..9999] | ConvertFrom-Csv"),
    ];

    public static TheoryData<string> Names => [.. Ways.Select(way => way.What)];

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Exactly_the_lines_that_are_left_are_removed(string what)
    {
        var (_, save, read) = Ways.Single(way => way.What == what);
        await using var lab = await LabSession.StartAsync(cmdlets: UtilityCmdlets.All);
        var path = Path.Combine(_folder.FullName, "psd.csv");
        var rows = Reviewed(ReviewedFile.Of(lab, path));
        File.WriteAllBytes(path, save(ReviewedFile.Csv(rows)));

        AssertRemoved(lab, lab.Host.Run($"param($Path) {read} | Remove-AppEndpointPsdEntries -Force", path));
    }

    [SofficeTheory]
    [InlineData("en-US", ',', ReviewedFile.ImportComma)]
    [InlineData("de-DE", ';', ReviewedFile.ImportSemicolon)]
    public async Task What_a_real_spreadsheet_program_saved_is_removed(string culture, char separator, string read)
    {
        using var soffice = new Soffice();
        await using var lab = await LabSession.StartAsync(cmdlets: UtilityCmdlets.All);
        var path = Path.Combine(_folder.FullName, "psd.csv");
        var rows = Reviewed(ReviewedFile.Of(lab, path));
        File.WriteAllBytes(path, ReviewedFile.Utf8(ReviewedFile.Csv(rows)));

        AssertRemoved(lab, lab.Host.Run($"param($Path) {read} | Remove-AppEndpointPsdEntries -Force", soffice.OpenAndSave(path, culture, separator)));
    }

    [Fact]
    public async Task Entries_that_were_JSON_are_removed()
    {
        await using var lab = await LabSession.StartAsync(cmdlets: UtilityCmdlets.All);
        var before = lab.Pool.Snapshot();
        var result = lab.Host.Run("Select-AppEndpointPsdEntries pool01.contoso.com | ConvertTo-Json | ConvertFrom-Json | Remove-AppEndpointPsdEntries -Force");

        Assert.Empty(result.Errors);
        Assert.Empty(lab.Pool.VerifyAfterRemoval(before, PurgeScope.PoolEndpoints));
    }

    [Fact]
    public async Task An_entry_that_has_gone_meanwhile_is_skipped_and_not_taken_for_damage()
    {
        await using var lab = await LabSession.StartAsync(cmdlets: UtilityCmdlets.All);
        var path = Path.Combine(_folder.FullName, "psd.csv");
        ReviewedFile.Of(lab, path);
        lab.Host.Must("param($Path) Import-Csv $Path | Remove-AppEndpointPsdEntries -Force", path);
        var result = lab.Host.Run("param($Path) Import-Csv $Path | Remove-AppEndpointPsdEntries -Force", path);

        Assert.Empty(result.Errors);
        Assert.All(result.Output, item => Assert.Equal("NothingToDo", item.Properties["Status"].Value.ToString()));
        Assert.All(result.Output, item => Assert.StartsWith("NotFound: ", item.Properties["SkippedBy"].Value.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_doubled_counts_once_and_empty_lines_not_at_all_and_both_are_said()
    {
        await using var lab = await LabSession.StartAsync(cmdlets: UtilityCmdlets.All);
        var before = lab.Pool.Snapshot();
        var path = Path.Combine(_folder.FullName, "psd.csv");
        var file = ReviewedFile.Of(lab, path);
        file.Rows.Insert(3, file.Rows[1]);
        file.Rows.Add([.. file.Rows[0].Select(_ => "")]);
        file.Rows.Add([.. file.Rows[0].Select(_ => " ")]);
        File.WriteAllBytes(path, American.Save(file.Rows));
        var result = lab.Host.Run("param($Path) Import-Csv $Path | Remove-AppEndpointPsdEntries -Force", path);

        Assert.Empty(result.Errors);
        Assert.Equal(
            lab.Orphans(PurgeScope.PoolEndpoints),
            lab.InOrder(result).Select(item => ((string?)item.Properties["FrontEnd"].Value, (long)item.Properties["Candidates"].Value)));
        Assert.Contains("Entries that the input names more than once count once: object 3 of the input (line 4 of its file).", result.Warnings);
        Assert.Contains("Empty lines of the input that were left out: 2.", result.Warnings);
        Assert.Empty(lab.Pool.VerifyAfterRemoval(before, PurgeScope.PoolEndpoints));
    }

    // The reviewer put the newest entries first, and deleted those of a doubtful endpoint.
    private static IEnumerable<List<string>> Reviewed(ReviewedFile file) =>
        [file.Rows[0], .. file.Rows.Skip(1).Where(row => row[2] != Doubtful).Reverse()];

    private static byte[] Saved(ExcelCopy excel, string csv) => excel.Save(excel.Open(csv));

    private static void AssertRemoved(LabSession lab, RunResult result)
    {
        Assert.Empty(result.Errors);
        Assert.All(result.Output, item => Assert.Equal("Completed", item.Properties["Status"].Value.ToString()));
        var kept = lab.Host.Run("Select-AppEndpointPsdEntries pool01.contoso.com");
        Assert.NotEmpty(kept.Output);
        Assert.All(kept.Column("SipAddress"), address => Assert.Equal(Doubtful, address));
        Assert.Equal(
            lab.Orphans(PurgeScope.PoolEndpoints).Sum(one => one.Orphans) - lab.Orphans(PurgeScope.Endpoints(Doubtful)).Sum(one => one.Orphans),
            result.Output.Sum(item => (long)item.Properties["Deleted"].Value));
    }
}
