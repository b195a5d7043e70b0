using System.Text;
using PsdPurge.Lab.Scenarios;
using PsdPurge.Tests.Hosting;

namespace PsdPurge.Tests.Spreadsheets;

/// <summary>A pool and the file of its entries. The tests of a class share them, because none of the tests may change anything.</summary>
public sealed class ReviewedPool : IAsyncLifetime
{
    internal LabSession Lab { get; private set; } = null!;

    internal DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("psdpurge-reviewed-");

    public async Task InitializeAsync() => Lab = await LabSession.StartAsync(cmdlets: UtilityCmdlets.All);

    public async Task DisposeAsync()
    {
        await Lab.DisposeAsync();
        Folder.Delete(recursive: true);
    }
}

/// <summary>Reviewed files that came back changed. Each file is refused as a whole, and nothing is touched. The error names its lines and what to do.</summary>
public sealed class DamagedFileTests(ReviewedPool pool) : IClassFixture<ReviewedPool>
{
    private static readonly ExcelCopy American = new("en-US", ExcelFormat.CsvUtf8);
    private static readonly ExcelCopy German = new("de-DE", ExcelFormat.CsvUtf8);

    /// <summary>The damage to the file, the command that reads it, and parts of the error's message.</summary>
    private static readonly (string What, Func<ReviewedFile, byte[]> Damage, string Read, string[] Says)[] Damages =
    [
        ("a long DocId, Excel, en-US", Opened(American, "1W9J71SKSX2X", "123456789012345"), ReviewedFile.ImportComma,
            ["Object 2 of the input (line 3 of its file) was changed after it was written: it has '1.23457E+14' in column DocId, "
                + "which a spreadsheet makes of a long number.", "Data > From Text/CSV"]),
        ("a long DocId, Excel, de-DE", Opened(German, "1W9J71SKSX2X", "123456789012345"), ReviewedFile.ImportSemicolon,
            ["(line 3 of its file)", "'1,23457E+14' in column DocId"]),
        ("a DocId with a leading zero", Opened(American, "1W9J71SKSX2X", "0017"), ReviewedFile.ImportComma,
            ["(line 3 of its file)", "its values do not match its column Check"]),
        ("a conference like a number", Opened(American, "12E5", "17"), ReviewedFile.ImportComma, ["(line 3 of its file)", "'1.20E+06' in column ConferenceId"]),
        ("a conference like a truth value", Opened(German, "Wahr", "17"), ReviewedFile.ImportSemicolon,
            ["(line 3 of its file)", "'WAHR' in column ConferenceId, which a spreadsheet makes of a truth value"]),
        ("a conference like a day", Opened(American, "1-2", "17"), ReviewedFile.ImportComma,
            ["(line 3 of its file)", "'2-Jan' in column ConferenceId, which may be a date"]),
        ("a conference like a day in German", Opened(German, "1.2", "17"), ReviewedFile.ImportSemicolon,
            ["(line 3 of its file)", "in column ConferenceId, which may be a date"]),
        ("a conference like a formula", Opened(American, "=A1", "17"), ReviewedFile.ImportComma, ["'#NAME?' in column ConferenceId"]),
        ("digits that a spreadsheet does not keep", file => Edited(
            file,
            sheet => sheet.Insert("1W9J71SKSX2X", "12345678901234567"),
            (sheet, docId) => sheet[2][docId] = "12345678901234500"), ReviewedFile.ImportComma,
            ["'12345678901234500' in column DocId, of which a spreadsheet keeps the first 15 digits only"]),
        ("semicolons, read with commas", file => German.Save(German.Open(file.Csv())), ReviewedFile.ImportComma,
            ["has all columns in one: the file is separated by semicolons. Read it with Import-Csv psd.csv -Delimiter ';'."]),
        ("tabs, read with commas", file => new ExcelCopy("en-US", ExcelFormat.UnicodeText).Save(American.Open(file.Csv())), ReviewedFile.ImportComma,
            ["the file is separated by tabs", "-Delimiter \"`t\""]),
        ("commas, read with semicolons", file => ReviewedFile.Utf8(file.Csv()), ReviewedFile.ImportSemicolon, ["the file is separated by commas"]),
        ("semicolons of Export-Csv -UseCulture", file => ReviewedFile.Utf8(file.Csv().Replace("\",\"", "\";\"", StringComparison.Ordinal)),
            ReviewedFile.ImportComma,
            ["the file is separated by semicolons"]),
        ("a line for Excel only", file => ReviewedFile.Utf8("sep=,\r\n" + file.Csv()), ReviewedFile.ImportComma,
            ["begins with the line 'sep=", "Select-Object -Skip 1"]),
        ("a line for Excel only, semicolons", file => ReviewedFile.Utf8("sep=;\r\n" + file.Csv().Replace("\",\"", "\";\"", StringComparison.Ordinal)),
            ReviewedFile.ImportSemicolon,
            ["begins with the line 'sep="]),
        ("columns renamed", file => Edited(file, sheet => sheet.Rows[0][2] = "SIP-Adresse"), ReviewedFile.ImportComma,
            ["has no column SipAddress; it has Pool, FrontEnd, SIP-Adresse, ConferenceId,"]),
        ("a total", file => Edited(file, sheet => sheet.Rows.Add(["Total", "", "", "", "", "1530", "12345", ""])), ReviewedFile.ImportComma,
            ["has nothing in column FrontEnd. Delete a line that is no entry, such as a total"]),
        ("a total without a word", file => Edited(file, sheet => sheet.Rows.Add(["", "", "", "", "", "1530", "12345", ""])), ReviewedFile.ImportComma,
            ["has nothing in column FrontEnd"]),
        ("a cell emptied", file => Edited(file, sheet => sheet.Rows[3][4] = ""), ReviewedFile.ImportComma,
            ["Object 3 of the input (line 4 of its file) has nothing in column DocId"]),
        ("a check text emptied", file => Edited(file, sheet => sheet.Rows[3][7] = ""), ReviewedFile.ImportComma, ["has nothing in column Check"]),
        ("one column sorted", file => Edited(file, sheet => Reverse(sheet, "DocId")), ReviewedFile.ImportComma,
            [" objects of the input cannot be used. Object 1 of the input (line 2 of its file) was changed after it was written", " more are no better."]),
        ("numbers shown with thousands", file => Edited(file, sheet => sheet.Rows[2][6] = "1.234"), ReviewedFile.ImportComma,
            ["has '1.234' in column Bytes, which is not a number"]),
        ("a number changed", file => Edited(file, sheet => sheet.Rows[2][5] = "7"), ReviewedFile.ImportComma, ["its values do not match its column Check"]),
        ("a document changed", file => Edited(file, sheet => sheet.Rows[2][4] = "1"), ReviewedFile.ImportComma, ["its values do not match its column Check"]),
        ("saved in the code page of Windows", file => new ExcelCopy("en-US", ExcelFormat.Csv).Save(American.Open(file.Csv())), ReviewedFile.ImportComma,
            ["in column SipAddress, in which letters were lost to another encoding", "-Encoding UTF8"]),
        ("exported in Windows PowerShell's own encoding", file => Encoding.ASCII.GetBytes(file.Csv()), ReviewedFile.ImportComma,
            ["'b?ro.z?rich@contoso.com' in column SipAddress, in which letters were lost"]),
        ("read in the code page of Windows", file => Encoding.UTF8.GetBytes(file.Csv()), ReviewedFile.ImportComma + " -Encoding latin1",
            ["in which letters were lost to another encoding"]),
    ];

    public static TheoryData<string> Names => [.. Damages.Select(damage => damage.What)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_damaged_file_is_refused_by_line_and_nothing_is_touched(string what)
    {
        var (_, damage, read, says) = Damages.Single(one => one.What == what);
        var path = Path.Combine(pool.Folder.FullName, Guid.NewGuid() + ".csv");
        File.WriteAllBytes(path, damage(ReviewedFile.Of(pool.Lab, path)));

        AssertRefused(path, read, says);
    }

    [SofficeTheory]
    [InlineData("en-US", ',', ReviewedFile.ImportComma, "1.23456789012346E+019")]
    [InlineData("de-DE", ';', ReviewedFile.ImportSemicolon, "1,23456789012346E+019")]
    public void What_a_real_spreadsheet_program_changed_is_refused(string culture, char separator, string read, string docId)
    {
        using var soffice = new Soffice();
        var path = Path.Combine(pool.Folder.FullName, Guid.NewGuid() + ".csv");
        var file = ReviewedFile.Of(pool.Lab, path);
        foreach (var id in new[] { "12E5", "=1+1", "1/2/2026", "12.01.2026", "0017" })
        {
            file.Insert(id, "12345678901234567890");
        }

        File.WriteAllBytes(path, ReviewedFile.Utf8(file.Csv()));
        AssertRefused(
            soffice.OpenAndSave(path, culture, separator), read, ["5 of ", "(line 3 of its file)", "(line 7 of its file)", $"'{docId}' in column DocId"]);
    }

    private void AssertRefused(string path, string read, string[] says)
    {
        var before = pool.Lab.Pool.Snapshot();
        var result = pool.Lab.Host.Run($"param($Path) {read} | Remove-AppEndpointPsdEntries -Force", path);

        Assert.Equal(["InvalidInputObject"], result.ErrorIds);
        Assert.Empty(result.Output);
        var message = result.Errors[0].Exception.Message;
        Assert.All(says, part => Assert.Contains(part, message, StringComparison.Ordinal));
        Assert.EndsWith("Nothing was deleted.", message, StringComparison.Ordinal);
        Assert.Empty(pool.Lab.Pool.VerifyAfterRemoval(before, PurgeScope.Endpoints()));
        Assert.Empty(Directory.GetFileSystemEntries(pool.Lab.BackupFolder));
    }

    private static Func<ReviewedFile, byte[]> Opened(ExcelCopy excel, string conferenceId, string docId) => file =>
    {
        file.Insert(conferenceId, docId);
        return excel.Save(excel.Open(file.Csv()));
    };

    private static byte[] Edited(ReviewedFile file, Action<ReviewedFile> edit, Action<List<List<string>>, int>? then = null)
    {
        edit(file);
        var rows = American.Open(file.Csv());
        then?.Invoke(rows, file.Column("DocId"));
        return American.Save(rows);
    }

    private static void Reverse(ReviewedFile file, string column)
    {
        var at = file.Column(column);
        var values = file.Rows.Skip(1).Select(row => row[at]).Reverse().ToList();
        for (var i = 0; i < values.Count; i++)
        {
            file.Rows[i + 1][at] = values[i];
        }
    }
}
