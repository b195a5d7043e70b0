using System.Text.RegularExpressions;
using PsdPurge.Lab.Scenarios;
using PsdPurge.Tests.Hosting;

namespace PsdPurge.Tests.Spreadsheets;

/// <summary>The page that is approved before a removal, and the removal of the same selection.</summary>
public sealed class ReviewPageTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("psdpurge-approval-");

    private string Page => Path.Combine(_folder.FullName, "review.html");

    private string Csv => Path.Combine(_folder.FullName, "psd.csv");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task What_was_approved_is_what_is_removed()
    {
        await using var lab = await LabSession.StartAsync(cmdlets: UtilityCmdlets.All);
        var before = lab.Pool.Snapshot();
        var written = lab.Host.Run(
            """
            param($Csv, $Page)
            Select-AppEndpointPsdEntries pool01.contoso.com | Export-Csv $Csv -NoTypeInformation -Encoding UTF8
            $entries = Import-Csv $Csv
            @($entries) + @(Get-PsdEntryCount pool01.contoso.com) + @($entries | Remove-AppEndpointPsdEntries -WhatIf) | Export-PsdReport $Page -Title 'A & B'
            """,
            Csv,
            Page);
        Assert.Empty(written.Errors);
        var html = File.ReadAllText(Page);
        var rows = lab.Orphans(PurgeScope.PoolEndpoints).Sum(one => one.Orphans);

        Assert.Contains("<h1>A &amp; B</h1>", html, StringComparison.Ordinal);
        Assert.Contains($"The removal would delete {rows}\u00a0rows of rtc.dbo.PersistedServiceData", html, StringComparison.Ordinal);
        Assert.Contains(" are not in this selection and stay.", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Not given.", html, StringComparison.Ordinal);
        Assert.All(lab.Pool.FrontEnds, frontEnd => Assert.Contains($"<h4>{frontEnd.ComputerName}</h4>", html, StringComparison.Ordinal));
        Assert.DoesNotMatch("(?i)<script|<link|<img|<iframe|\\bsrc=|url\\(|@import|https?:|\\son[a-z]+=", html);
        Assert.Empty(lab.Pool.VerifyAfterRemoval(before, PurgeScope.Endpoints()));

        var mark = Regex.Match(html, "[b-v]{4}-[b-v]{4}-[b-v]{4}-[b-v]{4}").Value;
        Assert.NotEmpty(mark);
        var removed = lab.Host.Run("param($Csv) Import-Csv $Csv | Sort-Object DocId | Remove-AppEndpointPsdEntries -Force -Verbose", Csv);
        Assert.Empty(removed.Errors);
        Assert.Contains(removed.Verbose, line => line.StartsWith($"The input is the selection {mark}: {rows:N0} entries in ", StringComparison.Ordinal));
        Assert.Equal(rows, removed.Output.Sum(item => (long)item.Properties["Deleted"].Value));
        Assert.Empty(lab.Pool.VerifyAfterRemoval(before, PurgeScope.PoolEndpoints));
    }

    [Fact]
    public async Task Another_selection_has_another_mark_and_a_damaged_one_no_page()
    {
        await using var lab = await LabSession.StartAsync(cmdlets: UtilityCmdlets.All);
        var file = ReviewedFile.Of(lab, Csv);
        Assert.NotEqual(Mark(file), Mark(file, rows => rows.RemoveAt(5)));
        Assert.Equal(Mark(file), Mark(file, rows => rows.Reverse(1, rows.Count - 1)));

        var damaged = file.Rows.Select(row => row.ToList()).ToList();
        damaged[1][file.Column("DocId")] = "1.23457E+14";
        File.WriteAllBytes(Csv, ReviewedFile.Utf8(ReviewedFile.Csv(damaged)));
        File.Delete(Page);
        var refused = lab.Host.Run("param($Csv, $Page) Import-Csv $Csv | Export-PsdReport $Page", Csv, Page);
        Assert.Equal(["InvalidInputObject"], refused.ErrorIds);
        Assert.EndsWith("Nothing was written.", refused.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Page));

        string Mark(ReviewedFile of, Action<List<List<string>>>? change = null)
        {
            var rows = of.Rows.ToList();
            change?.Invoke(rows);
            File.WriteAllBytes(Csv, ReviewedFile.Utf8(ReviewedFile.Csv(rows)));
            Assert.Empty(lab.Host.Run("param($Csv, $Page) Import-Csv $Csv | Export-PsdReport $Page -Force", Csv, Page).Errors);
            return Regex.Match(File.ReadAllText(Page), "[b-v]{4}-[b-v]{4}-[b-v]{4}-[b-v]{4}").Value;
        }
    }
}
