using PsdPurge.Tests.Hosting;

namespace PsdPurge.Tests.History;

public sealed class HistoryTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("psdpurge-cmdlets-");
    private readonly ModuleHost _host = new();

    private string History => Path.Combine(_folder.FullName, "history.csv");

    private string Report => Path.Combine(_folder.FullName, "reports", "psd.html");

    public void Dispose()
    {
        _host.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void Growth_is_measured_from_lines_of_text()
    {
        var result = _host.RunWithInput("$input | Measure-PsdGrowth -Threshold 60000", Lines());

        Assert.Empty(result.Errors);
        var estimate = Assert.Single(result.Output);
        Assert.Equal("PsdPurge.GrowthEstimate", estimate.TypeNames[0]);
        Assert.Equal(1000.0, (double)estimate.Properties["EntriesPerDay"].Value, 3);
        Assert.Equal(60000L, estimate.Properties["Threshold"].Value);
        Assert.Contains(result.Warnings, warning => warning.StartsWith("fe01: No purge was seen", StringComparison.Ordinal));
    }

    [Fact]
    public void A_history_gives_the_same_growth_as_the_objects_that_it_was_made_of()
    {
        var direct = _host.RunWithInput("$input | Measure-PsdGrowth", Lines());
        var added = _host.RunWithInput("$input | Add-PsdHistory $args[0] -PassThru", Lines(), History);
        var read = _host.Run("Measure-PsdGrowth -HistoryPath $args[0]", History);

        Assert.Equal(Lines().Count(), added.Output.Count);
        Assert.Empty(read.Errors);
        Assert.Equal(direct.Column("EntriesPerDay"), read.Column("EntriesPerDay"));
        Assert.Equal(direct.Column("LastTime"), read.Column("LastTime"));
    }

    [Fact]
    public void A_bad_row_is_named_and_the_others_are_used()
    {
        var bad = Line(5, "a lot");
        var result = _host.RunWithInput("$input | Measure-PsdGrowth", Lines().Append(bad).Append(new PSObject("text")));

        Assert.Equal(["InvalidInputObject", "InvalidInputObject"], result.ErrorIds);
        Assert.Equal(ErrorCategory.InvalidData, result.Errors[0].CategoryInfo.Category);
        Assert.Equal(
            "Object 32 of the input has 'a lot' in column EntryCount, which is not a number of entries. "
            + "Pipe in the output of Get-PsdEntryCount or Remove-AppEndpointPsdEntries, or the lines of a history.",
            result.Errors[0].Exception.Message);
        Assert.Single(result.Output);
    }

    [Theory]
    [InlineData("$input | Measure-PsdGrowth -Threshold 60000")]
    [InlineData("$input | Add-PsdHistory $args[0]")]
    [InlineData("$input | Export-PsdReport $args[0]")]
    public void Times_that_can_be_read_in_two_ways_end_the_command(string script)
    {
        var result = _host.RunWithInput(script, Enumerable.Range(1, 12).Select(day => Line($"1/{day}/2025 2:00:00 AM", "5")), History);

        Assert.Equal(["TimesAmbiguous"], result.ErrorIds);
        Assert.StartsWith(
            "The times of the input can be read in two ways: '1/2/2025 2:00:00 AM' (object 2) as ",
            result.Errors[0].Exception.Message,
            StringComparison.Ordinal);
        Assert.Empty(result.Output);
        Assert.False(File.Exists(History));
    }

    [Fact]
    public void Nothing_to_measure_is_said() =>
        Assert.Contains("There are no counts", Assert.Single(_host.Run("Measure-PsdGrowth").Warnings), StringComparison.Ordinal);

    [Theory]
    [InlineData("Measure-PsdGrowth none.csv", "HistoryNotFound")]
    [InlineData("Measure-PsdGrowth none:\\x.csv", "InvalidPath")]
    [InlineData("Measure-PsdGrowth Function:\\x", "InvalidPath")]
    [InlineData("Export-PsdReport /", "InvalidPath")]
    public void A_path_that_cannot_be_used_is_said(string script, string error) => Assert.Equal([error], _host.Run(script).ErrorIds);

    [Fact]
    public void A_result_that_was_JSON_keeps_its_status_its_reasons_and_its_duration()
    {
        var result = _host.Run(
            """
            param($Path)
            [pscustomobject]@{
                FrontEnd = 'fe01'; Time = [datetime]'2026-11-02'; CountAfter = 5L; Candidates = 9L; Deleted = 6L; Skipped = 3L
                SkippedBy = [pscustomobject]@{ ConferenceExists = 2L; NotFound = 1L }; Status = 6L;
                    Elapsed = [pscustomobject]@{ Ticks = 15000000L; Seconds = 1L }
            } | Add-PsdHistory $Path
            """,
            History);

        Assert.Empty(result.Errors);
        Assert.Contains(",fe01,5,Purge,,9,6,3,ConferenceExists=2 NotFound=1,Failed,PT1.5S,", File.ReadLines(History).Last(), StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_that_cannot_go_into_a_history_go_beside_it_and_the_pipeline_goes_on()
    {
        File.WriteAllText(History, "Time;Pool;FrontEnd;EntryCount\r\n");
        var result = _host.RunWithInput("$input | Add-PsdHistory $args[0] -PassThru | ForEach-Object { 'on' } -End { 'to the end' }", [Line(1, "5")], History);

        Assert.Equal(["InvalidHistory"], result.ErrorIds);
        Assert.Equal(["on", "to the end"], result.Output.Select(item => item.BaseObject));
        Assert.Equal("Time;Pool;FrontEnd;EntryCount\r\n", File.ReadAllText(History));
        Assert.Contains(",fe01,5,", File.ReadLines(Directory.GetFiles(_folder.FullName, "history.pending-*.csv").Single()).Last(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("& { $args[0]; throw 'Ended.' } $Row | Add-PsdHistory $Path", true)]
    [InlineData("& { $args[0]; throw 'Ended.' } $Row | Add-PsdHistory $Path -PassThru", true)]
    [InlineData("$Row, $Row | Add-PsdHistory $Path -PassThru | ForEach-Object { throw 'Ended.' }", true)]
    [InlineData("& { $args[0]; throw 'Ended.' } $Row | Add-PsdHistory $Path -WhatIf", false)]
    [InlineData("$WhatIfPreference = $true; & { $args[0]; throw 'Ended.' } $Row | Add-PsdHistory $Path", false)]
    [InlineData("& { $args[0]; throw 'Ended.' } $Row | Add-PsdHistory $Path -Confirm", false)]
    [InlineData("$ConfirmPreference = 'Low'; & { $args[0]; throw 'Ended.' } $Row | Add-PsdHistory $Path", false)]
    public void What_came_before_the_pipeline_was_ended_is_recorded_unless_somebody_was_to_be_asked(string script, bool isRecorded)
    {
        var result = _host.Run("param($Row, $Path) " + script, Line(1, "5"), History);

        Assert.Contains("Ended.", result.Errors.Select(error => error.ToString()));
        Assert.Equal(isRecorded, File.Exists(History));
        Assert.True(!isRecorded || File.ReadLines(History).Last().Contains(",fe01,5,", StringComparison.Ordinal));
    }

    [Fact]
    public void A_path_that_cannot_be_used_is_said_before_anything_is_done()
    {
        var result = _host.Run("$global:Done = 0; & { $global:Done++; 'x' } | Add-PsdHistory none:\\x");

        Assert.Equal(["InvalidPath"], result.ErrorIds);
        Assert.Equal([0], _host.Run("$global:Done").Output.Select(item => item.BaseObject));
    }

    [Fact]
    public void A_history_is_not_touched_by_whatif()
    {
        Assert.Empty(_host.RunWithInput("$input | Add-PsdHistory $args[0] -WhatIf", Lines(), History).Errors);
        Assert.False(File.Exists(History));
    }

    [Fact]
    public void A_report_is_written_and_not_overwritten_unasked()
    {
        var written = _host.RunWithInput("$input | Export-PsdReport $args[0] -Threshold 60000 -Title 'A & B'", Lines(), Report);
        var again = _host.RunWithInput("$input | Export-PsdReport $args[0] -Title Second", Lines(), Report);

        Assert.Empty(written.Errors);
        Assert.Equal(Report, Assert.IsType<FileInfo>(Assert.Single(written.Output).BaseObject).FullName);
        Assert.Equal(["ReportExists"], again.ErrorIds);
        Assert.Contains("<h1>A &amp; B</h1>", File.ReadAllText(Report), StringComparison.Ordinal);
        Assert.Empty(_host.RunWithInput("$input | Export-PsdReport $args[0] -Title Second -Force", Lines(), Report).Errors);
        Assert.Contains("<h1>Second</h1>", File.ReadAllText(Report), StringComparison.Ordinal);
        Assert.Equal(["psd.html"], Directory.GetFiles(Path.GetDirectoryName(Report)!).Select(Path.GetFileName));
    }

    [Fact]
    public void A_report_is_not_written_by_whatif()
    {
        Assert.Empty(_host.RunWithInput("$input | Export-PsdReport $args[0] -WhatIf", Lines(), Report).Errors);
        Assert.False(File.Exists(Report));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-Force")]
    [InlineData("-WhatIf")]
    public void A_report_on_nothing_is_not_written(string arguments)
    {
        var result = _host.Run($"@() | Export-PsdReport $args[0] {arguments}", Report);

        Assert.Empty(result.Errors);
        Assert.Empty(result.Output);
        Assert.StartsWith("There are no counts and no removals to report on", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.GetDirectoryName(Report)));
    }

    [Fact]
    public void A_report_is_not_replaced_by_one_on_nothing()
    {
        _host.RunWithInput("$input | Export-PsdReport $args[0] -Title First", Lines(), Report);
        File.WriteAllText(History, "Time,Pool,FrontEnd,EntryCount\n");

        Assert.Single(_host.Run("Export-PsdReport $args[0] -Force -HistoryPath $args[1]", Report, History).Warnings);
        Assert.Equal(["InvalidInputObject"], _host.Run("'text' | Export-PsdReport $args[0] -Force", Report).ErrorIds);
        Assert.Contains("<h1>First</h1>", File.ReadAllText(Report), StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_on_removals_alone_is_written()
    {
        var removal = new PSObject();
        removal.Properties.Add(new PSNoteProperty("FrontEnd", "fe01"));
        removal.Properties.Add(new PSNoteProperty("CountBefore", ""));
        removal.Properties.Add(new PSNoteProperty("Candidates", "0"));
        removal.Properties.Add(new PSNoteProperty("CountAfter", ""));
        removal.Properties.Add(new PSNoteProperty("Status", "Failed"));
        var result = _host.RunWithInput("$input | Export-PsdReport $args[0]", [removal], Report);

        Assert.Empty(result.Errors);
        Assert.Empty(result.Warnings);
        Assert.Contains("fe01", File.ReadAllText(Report), StringComparison.Ordinal);
    }

    private static IEnumerable<PSObject> Lines() =>
        Enumerable.Range(0, 31).Select(day => Line(day, (10_000 + (1000 * day)).ToString(System.Globalization.CultureInfo.InvariantCulture)));

    private static PSObject Line(int day, string count) => Line($"2026-05-{day + 1:00}T02:00:00Z", count);

    // A line as Import-Csv returns it, with nothing but texts.
    private static PSObject Line(string time, string count)
    {
        var line = new PSObject();
        line.Properties.Add(new PSNoteProperty("Pool", ""));
        line.Properties.Add(new PSNoteProperty("FrontEnd", "fe01"));
        line.Properties.Add(new PSNoteProperty("EntryCount", count));
        line.Properties.Add(new PSNoteProperty("Time", time));
        return line;
    }
}
