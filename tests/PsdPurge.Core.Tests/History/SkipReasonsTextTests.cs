using System.Collections;
using System.Globalization;
using PsdPurge.History;

namespace PsdPurge.Core.Tests.History;

/// <summary>The text of skip reasons: written by Export-Csv and in a history, and read from both.</summary>
public class SkipReasonsTextTests
{
    private static readonly RemovalResult Result = new()
    {
        FrontEnd = "fe01",
        Candidates = 1_242_574,
        Skipped = 1_242_573,
        SkippedBy = new SkipCounts { [SkipReason.NotFound] = 1, [SkipReason.ConferenceActive] = 1_234_567, [SkipReason.ConferenceExists] = 8_005 },
    };

    [Theory]
    [InlineData("en-US")]
    [InlineData("de-DE")]
    [InlineData("de-CH")]
    [InlineData("fr-FR")]
    [InlineData("hi-IN")]
    [InlineData("fa-IR")]
    public void What_export_csv_wrote_of_a_result_becomes_its_row_in_the_history(string culture)
    {
        CultureInfo.CurrentCulture = new CultureInfo(culture);

        // Export-Csv writes the result of ToString, and Import-Csv returns texts.
        var lines = "FrontEnd,Candidates,Skipped,SkippedBy\r\n"
            + CsvText.Line([Result.FrontEnd, $"{Result.Candidates}", $"{Result.Skipped}", $"{Result.SkippedBy}"]);
        var table = HistoryTable.Parse(lines);
        var line = table.Row(table.Lines[0]);
        var reader = new HistoryReader();

        Assert.Null(reader.Add(line, "line 2"));
        var row = Assert.Single(reader.Rows("x", DateTime.UtcNow));
        Assert.Equal(HistoryEvent.Purge, row.Event);
        Assert.Equal("ConferenceExists: 8005, ConferenceActive: 1234567, NotFound: 1", line("SkippedBy"));
        Assert.Equal(Result.SkippedBy, row.SkippedBy);
        Assert.Equal(Result.SkippedBy, InHistory(row).SkippedBy);
    }

    [Fact]
    public void Whoever_goes_through_it_without_knowing_the_reasons_meets_their_names()
    {
        var names = new Hashtable();
        foreach (DictionaryEntry entry in (IDictionary)Result.SkippedBy)
        {
            names.Add(Assert.IsType<string>(entry.Key), entry.Value);
        }

        // ConvertTo-Json can write this form, and PowerShell's remoting returns it. A history accepts it.
        Dictionary<string, object?> remote = new() { ["FrontEnd"] = "fe01", ["Candidates"] = 1_242_574L, ["Skipped"] = 1_242_573L, ["SkippedBy"] = names };
        var reader = new HistoryReader();
        Assert.Null(reader.Add(name => remote.TryGetValue(name, out var value) ? value : null, "object 1"));
        Assert.Equal(Result.SkippedBy, Assert.Single(reader.Rows("remote", DateTime.UtcNow)).SkippedBy);
    }

    [Theory]
    [InlineData("ConferenceExists=8005 ConferenceActive=1234567 NotFound=1")]
    [InlineData("ConferenceExists: 8005, ConferenceActive: 1234567, NotFound: 1")]
    [InlineData("notfound: 1; CONFERENCEACTIVE:1234567;ConferenceExists=8005")]
    public void All_forms_are_read(string text) => Assert.Equal(Result.SkippedBy, SkipCounts.Parse(text));

    [Fact]
    public void A_history_holds_a_form_without_quotes()
    {
        var text = HistoryColumns.Write(HistoryRow.From(Result)).Skip(HistoryColumns.Names.ToList().IndexOf("SkippedBy")).Take(1);

        Assert.Equal("ConferenceExists=8005 ConferenceActive=1234567 NotFound=1\r\n", CsvText.Line(text));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("System.Collections.Generic.Dictionary`2[PsdPurge.SkipReason,System.Int64]")]
    [InlineData("PsdPurge.SkipCounts")]
    [InlineData("3: 30, 12:30:00, 4")]
    [InlineData("NotFound: -1, NotFound: many, NotFound, NotFound: 99999999999999999999, Whim: 3")]
    public void Any_other_text_tells_no_reason(string? text) => Assert.Empty(SkipCounts.Parse(text));

    [Fact]
    public void What_is_readable_beside_other_text_counts() =>
        Assert.Equal([new KeyValuePair<SkipReason, long>(SkipReason.NotFound, 1)], SkipCounts.Parse("Whim=3 NotFound=1, and more"));

    private static HistoryRow InHistory(HistoryRow row) =>
        Assert.Single(HistoryFile.Parse(CsvText.Line(HistoryColumns.Names) + CsvText.Line(HistoryColumns.Write(row)), "x", DateTime.UtcNow).Rows);
}
