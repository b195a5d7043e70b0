using System.Globalization;
using PsdPurge.Lab;
using PsdPurge.Lab.Engine;
using PsdPurge.Lab.Faults;
using PsdPurge.Lab.Scenarios;

namespace PsdPurge.Core.Tests.Purge;

/// <summary>
/// Servers on which some documents name their living conference by a former id where the profile looks. Nothing may be deleted there, whatever else
/// the row holds.
/// </summary>
public sealed class CarriedIdTests
{
    public static TheoryData<string, string, string, string> Copies => new()
    {
        { "Document", "nvarchar(64)", "ExternalConfId", "Document.ConfRef" },
        { "Document", "nvarchar(64)", "LOWER(ExternalConfId)", "Document.ConfRef" },
        { "Document", "nvarchar(200)", "N'conf:' + ExternalConfId + N';v=2'", "Document.ConfRef" },
        { "Document", "nvarchar(200)", "N'X' + ExternalConfId + N'X'", "Document.ConfRef" },
        { "Document", "varbinary(200)", "CONVERT(varbinary(200), ExternalConfId)", "Document.ConfRef" },
        { "Document", "varbinary(200)", "CONVERT(varbinary(200), CONVERT(varchar(64), ExternalConfId))", "Document.ConfRef" },
        { "Document", "varbinary(max)", "CONVERT(varbinary(max), N' {' + ExternalConfId + N'}')", "Document.ConfRef" },
        { "Document", "varbinary(max)", "CONVERT(varbinary(max), CONVERT(varchar(64), N'{' + LOWER(ExternalConfId) + N'} '))", "Document.ConfRef" },
        { "Document", "nvarchar(64)", OfItsConference("c.ConferenceKey"), "Document.ConfRef" },
        { "Document", "nvarchar(64)", OfItsConference("REPLACE(c.ConferenceKey, N'-', N'')"), "Document.ConfRef" },
        { "Document", "int", OfItsConference("c.ConfId"), "Document.ConfRef" },
        { "Document", "xml", "N'<conf id=\"' + ExternalConfId + N'\"/>'", "Document.ConfRef" },
        { "Document", "varbinary(200)", "0x01 + CONVERT(varbinary(200), ExternalConfId)", "Document.ConfRef" },
        { "Document", "nvarchar(64)", OfItsConference("CONVERT(nvarchar(20), c.ConfId)"), "Document.ConfRef" },
        { "Document", "nvarchar(64)", OfItsConference("N'conf=' + CONVERT(nvarchar(20), c.ConfId) + N';'"), "Document.ConfRef" },
        {
            "PersistedServiceData",
            "nvarchar(64)",
            "(SELECT d.ExternalConfId FROM dbo.Document AS d WHERE d.DocId = PersistedServiceData.DocId)",
            "PersistedServiceData.ConfRef"
        },
    };

    [Theory]
    [MemberData(nameof(Copies))]
    public async Task A_candidate_that_carries_a_living_conferences_id_in_another_column_stops_the_pool(string table, string type, string copy, string column)
    {
        await using TestPool pool = await TestPool.StartAsync(StaleIds.Pool());
        foreach (LabFrontEnd frontEnd in pool.Lab.FrontEnds)
        {
            frontEnd.Sql.Execute($"ALTER TABLE dbo.{table} ADD ConfRef {type} NULL;");
            frontEnd.Sql.Execute($"UPDATE dbo.{table} SET ConfRef = {copy};");
        }

        StaleIds.Lay(pool);
        pool.Scope = pool.Scope with { AllowUnnamedConferences = true };
        RemovalOutcome outcome = await StaleIds.RemoveNothingAsync(pool);

        Assert.All(outcome.ErrorIds, id => Assert.Equal("SchemaContradicted", id));
        Assert.Equal(3, outcome.ErrorIds.Count());
        Assert.Contains(
            outcome.Said.Failures,
            f => f.Message.Contains("Document.ExternalConfId", StringComparison.Ordinal) && f.Message.Contains(column + " holds ", StringComparison.Ordinal));
    }

    /// <summary>Babelfish refuses to convert bytes that its code page does not know, and zeros.</summary>
    [Theory]
    [InlineData("CONVERT(varbinary(max), ExternalConfId)", "SchemaContradicted")]
    [InlineData("CONVERT(varbinary(max), CONVERT(varchar(64), N'{' + LOWER(ExternalConfId) + N'}'))", "SchemaContradicted")]
    [InlineData("0x419D0041", null)]
    public async Task Bytes_that_the_server_cannot_read_as_text_are_searched_all_the_same(string copy, string? error)
    {
        await using TestPool pool = await TestPool.StartAsync(StaleIds.Pool(frontEnds: 1));
        LabFrontEnd here = pool.Lab.FrontEnds[0];
        here.Sql.Execute($"ALTER TABLE dbo.Document ADD ConfRef varbinary(max) NULL; UPDATE dbo.Document SET ConfRef = {copy};");
        if (error is not null)
        {
            StaleIds.Lay(pool);
            pool.Scope = pool.Scope with { AllowUnnamedConferences = true };
        }

        using Fault met = here.Faults.On(Request.Where(one => one.Text.Contains("CASE WHEN SUBSTRING(d.[ConfRef], 2, 1)", StringComparison.Ordinal)))
            .Fail(33557097, 16, "Failed to convert from data type varbinary to varchar.");
        RemovalOutcome outcome = error is null ? await pool.RemoveAsync() : await StaleIds.RemoveNothingAsync(pool);

        Assert.Equal(1, met.Fired);
        Assert.Equal(error is null ? [] : [error], outcome.ErrorIds);
        Assert.Equal(error is null ? pool.Orphans(0) : 0, pool.Gone(0));
    }

    [Fact]
    public async Task A_candidate_that_carries_the_id_of_another_organizers_living_conference_stops_the_pool()
    {
        await using TestPool pool = await TestPool.StartAsync(StaleIds.Pool());
        foreach (LabFrontEnd frontEnd in pool.Lab.FrontEnds)
        {
            frontEnd.Sql.Execute("ALTER TABLE dbo.Document ADD ConfRef nvarchar(64) NULL;");

            // One of Ada's conferences has documents under an endpoint and a former id. Her other conferences are named correctly.
            frontEnd.Sql.Execute(
                $"""
                UPDATE dbo.Document
                SET ConfRef = ExternalConfId, ExternalConfId = N'FORMERDAYS12',
                    OwnerId = (SELECT r.ResourceId FROM dbo.Resource AS r WHERE r.UserAtHost = N'{TestPool.App}')
                WHERE DocId = (SELECT MIN(d.DocId) FROM dbo.Document AS d INNER JOIN dbo.Resource AS r ON r.ResourceId = d.OwnerId
                      WHERE r.UserAtHost = N'ada@contoso.com' AND d.ExternalConfId IS NOT NULL);
                """);
        }

        RemovalOutcome outcome = await StaleIds.RemoveNothingAsync(pool);

        Assert.All(outcome.ErrorIds, id => Assert.Equal("SchemaContradicted", id));
        Assert.Equal(3, outcome.ErrorIds.Count());
    }

    [Theory]
    [InlineData("d.ExternalConfId")]
    [InlineData("(SELECT c.ConferenceKey FROM dbo.Conference AS c WHERE c.ExternalConfId = d.ExternalConfId AND c.OrganizerId = d.OwnerId)")]
    public async Task What_lives_on_another_Front_End_only_is_known_by_all_its_ids_whoever_owns_it(string id)
    {
        await using TestPool pool = await TestPool.StartAsync(StaleIds.Pool());
        SqliteServer here = pool.Lab.FrontEnds[0].Sql;
        const string OneOfHers = "(SELECT MIN(d.DocId) FROM dbo.Document AS d INNER JOIN dbo.Resource AS r ON r.ResourceId = d.OwnerId INNER JOIN "
            + "dbo.Conference AS c ON c.ExternalConfId = d.ExternalConfId WHERE r.UserAtHost = N'ada@contoso.com')";
        here.Execute("ALTER TABLE dbo.Document ADD ConfRef nvarchar(64) NULL;");
        here.Execute($"UPDATE d SET ConfRef = {id} FROM dbo.Document AS d WHERE d.DocId = {OneOfHers};");
        here.Execute("DELETE FROM dbo.Conference WHERE ExternalConfId = (SELECT d.ExternalConfId FROM dbo.Document AS d WHERE d.ConfRef IS NOT NULL);");
        here.Execute("UPDATE dbo.Document SET ExternalConfId = N'FORMERDAYS12', OwnerId = (SELECT r.ResourceId FROM dbo.Resource AS r WHERE r.UserAtHost = "
            + $"N'{TestPool.App}') WHERE ConfRef IS NOT NULL;");

        RemovalOutcome outcome = await StaleIds.RemoveNothingAsync(pool);

        Assert.All(outcome.ErrorIds, errorId => Assert.Equal("SchemaContradicted", errorId));
        Assert.Equal(3, outcome.ErrorIds.Count());
    }

    [Fact]
    public async Task An_entry_under_a_wrong_endpoint_is_left_alone_where_its_conference_lives_on_another_Front_End_only()
    {
        await using TestPool pool = await TestPool.StartAsync(StaleIds.Pool());
        SqliteServer here = pool.Lab.FrontEnds[0].Sql;
        var docId = (long)here.Scalar("SELECT MIN(d.DocId) FROM dbo.Document AS d INNER JOIN dbo.Resource AS r ON r.ResourceId = d.OwnerId INNER JOIN "
            + "dbo.Conference AS c ON c.ExternalConfId = d.ExternalConfId WHERE r.UserAtHost = N'ada@contoso.com'")!;
        here.Execute($"DELETE FROM dbo.Conference WHERE ExternalConfId = (SELECT d.ExternalConfId FROM dbo.Document AS d WHERE d.DocId = {docId});");
        here.Execute(
            $"UPDATE dbo.Document SET OwnerId = (SELECT r.ResourceId FROM dbo.Resource AS r WHERE r.UserAtHost = N'{TestPool.App}') WHERE DocId = {docId};");
        pool.Rebase();

        RemovalOutcome outcome = await pool.RemoveAsync();

        outcome.Said.AssertNoFailure();
        pool.AssertPurged();
        Assert.Equal("ConferenceOnOtherFrontEnd: 1", pool.ResultOf(outcome, 0).SkippedBy.ToString());
        Assert.Equal(1, pool.Rows(0, docId));
    }

    [Fact]
    public async Task Keys_are_the_same_whether_the_Conference_table_or_the_row_has_the_dashes()
    {
        await using TestPool pool = await TestPool.StartAsync(StaleIds.Pool());
        foreach (LabFrontEnd frontEnd in pool.Lab.FrontEnds)
        {
            frontEnd.Sql.Execute("ALTER TABLE dbo.Document ADD ConfRef nvarchar(64) NULL;");
            frontEnd.Sql.Execute($"UPDATE dbo.Document SET ConfRef = {OfItsConference("c.ConferenceKey")};");
            frontEnd.Sql.Execute("UPDATE dbo.Conference SET ConferenceKey = REPLACE(ConferenceKey, N'-', N'');");
        }

        StaleIds.Lay(pool);
        pool.Scope = pool.Scope with { AllowUnnamedConferences = true };
        RemovalOutcome outcome = await StaleIds.RemoveNothingAsync(pool);

        Assert.All(outcome.ErrorIds, id => Assert.Equal("SchemaContradicted", id));
    }

    [Fact]
    public async Task An_id_in_another_form_where_the_profile_looks_is_a_living_conferences_id()
    {
        await using TestPool pool = await TestPool.StartAsync(StaleIds.Pool());
        foreach (LabFrontEnd frontEnd in pool.Lab.FrontEnds)
        {
            frontEnd.Sql.Execute(
                $"UPDATE dbo.Document SET ExternalConfId = N'{{' + ExternalConfId + N'}}' WHERE {StaleIds.OneInTen} AND {StaleIds.LivesHere};");
        }

        pool.Scope = pool.Scope with { AllowUnnamedConferences = true };
        RemovalOutcome outcome = await StaleIds.RemoveNothingAsync(pool);

        Assert.All(outcome.ErrorIds, id => Assert.Equal("SchemaContradicted", id));
        Assert.Contains(outcome.Said.Failures, f => f.Message.Contains("Document.ExternalConfId holds ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_conference_that_is_made_while_candidates_are_sought_is_no_reason_to_stop()
    {
        const int NewDocument = 90_000_000;
        await using TestPool pool = await TestPool.StartAsync(StaleIds.Pool(frontEnds: 1));
        SqliteServer here = pool.Lab.FrontEnds[0].Sql;
        here.Execute("ALTER TABLE dbo.Document ADD ConfRef nvarchar(64) NULL;");
        var isMade = 0;
        pool.Lab.FrontEnds[0].RequestLog.Completed += completion =>
        {
            if (completion.Request.Text.Contains("CREATE TABLE #Living (", StringComparison.Ordinal) && Interlocked.Exchange(ref isMade, 1) == 0)
            {
                here.Execute(
                    $"""
                    INSERT INTO dbo.Conference (ConfId, OrganizerId, ServerMode, Static, ExternalConfId, ExternalConfIdCksum, ConferenceKey,
                        ProvisionTime, LastUpdateTime, Version, AdmissionType, Locked, Autopromote, PstnLobbyBypass)
                    SELECT 900000, ResourceId, 15, 0, N'NEWBORN12345', 1, N'7e9a26f7-3a4b-4b0c-9d52-6f0b1e2c3d4e', '2026-01-01', '2026-01-01', 1, 1, 0, 0, 1
                    FROM dbo.Resource WHERE UserAtHost = N'{TestPool.App}';
                    INSERT INTO dbo.Document (DocId, OwnerId, ExternalConfId, DocType, InsertTime, ConfRef)
                    SELECT {NewDocument}, ResourceId, N'NEWBORN12345', 1, '2026-01-01', N'7E9A26F7-3A4B-4B0C-9D52-6F0B1E2C3D4E'
                    FROM dbo.Resource WHERE UserAtHost = N'{TestPool.App}';
                    INSERT INTO dbo.PersistedServiceData (DocId, ServiceId, Version, Data, LastUpdateTime) VALUES ({NewDocument}, 1, 1, 0x01, '2026-01-01');
                    """);
            }
        };
        RemovalOutcome outcome = await pool.RemoveAsync();

        outcome.Said.AssertNoFailure();
        Assert.Equal(1, isMade);
        Assert.Equal(pool.Orphans(0), pool.Gone(0));
        Assert.Equal(1, pool.Rows(0, NewDocument));
        Assert.Equal("ConferenceExists: 1", outcome.Results[0].SkippedBy.ToString());
    }

    [Theory]
    [InlineData(new byte[] { 0, 0x34, 0, 0x37, 0, 0x31, 0, 0x31 })]
    [InlineData(new byte[] { 7, 0x34, 0, 0x37, 0, 0x31, 0, 0x31, 0 })]
    [InlineData(new byte[] { 0x34, 0, 0x37, 0, 0x31, 0, 0x31, 0 })]
    [InlineData(new byte[] { 0x34, 0x37, 0x31, 0x31 })]
    [InlineData(new byte[] { 0x3C, 0x63, 0x6F, 0x6E, 0x66, 0x20, 0x69, 0x64, 0x3D, 0x34, 0x37, 0x31, 0x31, 0x20, 0x2F, 0x3E })]
    public void A_number_in_bytes_is_one_number_however_wide_its_digits_are(byte[] bytes) =>
        Assert.Equal(["4711"], ScannedColumn.Texts(bytes).SelectMany(ColumnHabit.NumbersIn).Distinct());

    [Fact]
    public async Task Rows_that_repeat_their_own_ids_are_no_reason_to_stop()
    {
        await using TestPool pool = await TestPool.StartAsync(StaleIds.Pool());
        foreach (LabFrontEnd frontEnd in pool.Lab.FrontEnds)
        {
            frontEnd.Sql.Execute("ALTER TABLE dbo.Document ADD ConfRef nvarchar(200) NULL, Number int NULL, Owner nvarchar(200) NULL;");
            frontEnd.Sql.Execute("UPDATE dbo.Document SET ConfRef = N'conf:' + ExternalConfId, Number = DocId;");
            frontEnd.Sql.Execute("UPDATE dbo.Document SET Owner = (SELECT N'sip:' + r.UserAtHost FROM dbo.Resource AS r WHERE r.ResourceId = OwnerId);");
        }

        pool.Rebase();
        RemovalOutcome outcome = await pool.RemoveAsync();

        outcome.Said.AssertNoFailure();
        pool.AssertPurged();
    }

    [Theory]
    [InlineData("nvarchar(200)", "N'sip:ada@contoso.com'")]
    [InlineData("nvarchar(200)", "N'<x organizer=\"sip:ada@contoso.com\" />'")]
    [InlineData("int", "(SELECT r.ResourceId FROM dbo.Resource AS r WHERE r.UserAtHost = N'ada@contoso.com')")]
    public async Task A_candidate_that_names_the_owner_of_a_living_conference_in_another_column_stops_the_pool(string type, string owner)
    {
        // Ada has documents of her conference. Without the other column, they would explain the shared id.
        await using TestPool pool = await TestPool.StartAsync(Scenario.Pool().FrontEnds(2)
            .Endpoint(TestPool.App).Orphans(30).LiveConferences(40).Orphan("SHARED1234AB")
            .User("ada@contoso.com").LiveConferences(20).LiveConference("SHARED1234AB"));
        foreach (LabFrontEnd frontEnd in pool.Lab.FrontEnds)
        {
            frontEnd.Sql.Execute($"ALTER TABLE dbo.Document ADD Creator {type} NULL;");
            frontEnd.Sql.Execute(type == "int"
                ? "UPDATE dbo.Document SET Creator = OwnerId;"
                : "UPDATE dbo.Document SET Creator = (SELECT r.UserAtHost FROM dbo.Resource AS r WHERE r.ResourceId = OwnerId);");
            frontEnd.Sql.Execute($"UPDATE dbo.Document SET Creator = {owner} WHERE ExternalConfId = N'SHARED1234AB';");
        }

        RemovalOutcome outcome = await StaleIds.RemoveNothingAsync(pool);

        Assert.All(outcome.ErrorIds, id => Assert.Equal("SchemaContradicted", id));
        Assert.Contains(outcome.Said.Failures, f => f.Message.Contains(
            "Document.Creator names ada@contoso.com, whose conference SHARED1234AB in Document.ExternalConfId lives", StringComparison.Ordinal));
    }

    private static string OfItsConference(string value) =>
        $"(SELECT {value} FROM dbo.Conference AS c WHERE c.ExternalConfId = Document.ExternalConfId AND c.OrganizerId = Document.OwnerId)";
}
