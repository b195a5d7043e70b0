using PsdPurge.Lab;
using PsdPurge.Lab.Engine;
using PsdPurge.Lab.Scenarios;
using PsdPurge.Purge.CarriedIds;

namespace PsdPurge.Core.Tests.Purge;

/// <summary>Servers with more living conferences than the number of ids that a removal keeps.</summary>
public sealed class ManyConferencesTests
{
    private const int FirstConfId = 1_000_000;
    private const int LastConfIds = 9_000_000;

    /// <summary>Numbers that are living ConfIds by accident were mistaken for ids that a column repeats, because most ConfIds were unknown.</summary>
    [Fact]
    public async Task Numbers_that_match_others_conferences_are_no_reason_to_stop()
    {
        await using TestPool pool = await TestPool.StartAsync(StaleIds.Pool(frontEnds: 1));
        AddConferences(pool, Enumerable.Range(FirstConfId, CarriedIdStatements.MostNames + 1).Concat(Enumerable.Range(LastConfIds, 5)));
        SqliteServer here = pool.Lab.FrontEnds[0].Sql;
        here.Execute($"ALTER TABLE dbo.Document ADD Number int NULL; UPDATE dbo.Document SET Number = {LastConfIds} + DocId % 5;");
        here.Execute(
            """
            UPDATE dbo.Document
            SET Number = (SELECT c.ConfId FROM dbo.Conference AS c WHERE c.ExternalConfId = Document.ExternalConfId AND c.OrganizerId = Document.OwnerId)
            WHERE DocId IN (SELECT TOP (4) d.DocId FROM dbo.Document AS d
                            INNER JOIN dbo.Conference AS c ON c.ExternalConfId = d.ExternalConfId AND c.OrganizerId = d.OwnerId);
            """);
        pool.Rebase();

        RemovalOutcome outcome = await pool.RemoveAsync();

        outcome.Said.AssertNoFailure();
        Assert.Equal(pool.Orphans(0), pool.Gone(0));
    }

    /// <summary>Adds conferences of a user who is not an endpoint, so that they need no documents.</summary>
    private static void AddConferences(TestPool pool, IEnumerable<int> confIds)
    {
        LabFrontEnd frontEnd = pool.Lab.FrontEnds[0];
        var ada = (long)frontEnd.Sql.Scalar("SELECT r.ResourceId FROM dbo.Resource AS r WHERE r.UserAtHost = N'ada@contoso.com';")!;
        FrontEndData owner = new(0, "fe01.contoso.com", [], [(int)ada], [], []);
        Organizer organizer = new() { Index = 0, Address = "", DirectoryAddress = "", IsEndpoint = false, HomePool = "" };
        frontEnd.Tables.Load("rtc", SharedTables.Conference(
            owner,
            confIds.Select(id => new LabConference(id, new ConferencePlan(organizer, ConferenceId.Of(100_000_000 + id), DocumentLink.Conference))),
            SchemaVariant.OwnerColumn));
    }
}
