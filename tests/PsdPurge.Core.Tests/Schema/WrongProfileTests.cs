using System.Text.RegularExpressions;
using PsdPurge.Lab;
using PsdPurge.Lab.Engine;
using PsdPurge.Lab.Scenarios;

namespace PsdPurge.Core.Tests.Schema;

/// <summary>Profiles with mistakes that are easily overlooked, on servers where they would delete the wrong rows.</summary>
public sealed class WrongProfileTests
{
    private static readonly SqlType Text = new(SqlTypeKind.NVarChar, 450);

    private static readonly GeneratedVariant Server = new(
        new GeneratedLink("Document", "Owner", "ResourceId", new SqlType(SqlTypeKind.Int)),
        new GeneratedLink("Document", "Meeting", "ExternalConfId", Text))
    {
        Decoys =
        [
            new Decoy("LastEditor", DecoyKind.MostlyOwner, 90),
            new Decoy("Always", DecoyKind.Constant),
            new Decoy("Number", DecoyKind.SmallNumber),
            new Decoy("SomeConf", DecoyKind.AnyConfId),
        ],
    };

    [Theory]
    [InlineData("LastEditor", "SchemaContradicted")]
    [InlineData("Always", "SchemaContradicted")]
    [InlineData("Number", "SchemaContradicted")]
    public async Task An_organizer_column_that_is_right_in_some_rows_only_removes_nothing(string column, string errorId)
    {
        await using LabPool pool = await StartAsync(Server, living: 12);
        await AssertRefusesAsync(pool, Profile(column, "Meeting", LinkTarget.ExternalConfId), errorId);
    }

    [Fact]
    public async Task A_conference_column_that_names_conferences_of_others_removes_nothing()
    {
        await using LabPool pool = await StartAsync(Server, living: 12);
        await AssertRefusesAsync(pool, Profile("Owner", "SomeConf", LinkTarget.ConfId), "SchemaContradicted");
    }

    [Fact]
    public async Task Contradictions_are_named_with_examples()
    {
        await using LabPool pool = await StartAsync(Server, living: 12);
        Run run = new(pool);
        await run.RemoveAsync(Profile("LastEditor", "Meeting", LinkTarget.ExternalConfId));
        Assert.Contains(run.Failures, f => Regex.IsMatch(f.Message, "document [0-9]+ names conference [0-9A-Z]+, which is .+@contoso.com's"));
    }

    [Fact]
    public async Task A_pattern_that_also_catches_a_longer_form_removes_nothing()
    {
        // Half of the documents have one part more. With the short pattern, their ids would belong to no conference.
        const string LongForm = "urn:conf:{UserAtHost}:{ExternalConfId}:roster";
        GeneratedVariant server =
            new(new GeneratedLink("Document", "Name", "UserAtHost", Text, LongForm), new GeneratedLink("Document", "Name", "ExternalConfId", Text, LongForm));
        UrnPattern shortForm = UrnPattern.Parse("urn:conf:{UserAtHost}:{ExternalConfId}");
        await using LabPool pool = await StartAsync(server, living: 12);
        foreach (LabFrontEnd frontEnd in pool.FrontEnds)
        {
            frontEnd.Sql.Execute("UPDATE dbo.Document SET Name = LEFT(Name, LEN(Name) - 7) WHERE DocId % 2 = 0 AND Name LIKE N'urn:conf:%';");
        }

        await AssertRefusesAsync(
            pool,
            new SchemaProfile(
                "short",
                new SchemaLink(LinkTable.Document, "Name", LinkTarget.UserAtHost, shortForm),
                new SchemaLink(LinkTable.Document, "Name", LinkTarget.ExternalConfId, shortForm)),
            "SchemaContradicted");
    }

    [Fact]
    public async Task Two_living_conferences_are_too_few()
    {
        await using LabPool pool = await StartAsync(Server, living: 1);
        await AssertRefusesAsync(pool, GeneratedSchemas.TrueProfile(Server), "SchemaNotProven");
    }

    [Fact]
    public async Task A_candidate_that_no_sample_holds_and_that_contradicts_stops_the_removal()
    {
        await using LabPool pool = await StartAsync(Server, living: 1500, frontEnds: 1);

        // One document of a user's living conference, in the middle of the table, names an endpoint.
        pool.FrontEnds[0].Sql.Execute(
            """
            UPDATE dbo.Document
            SET Owner = (SELECT r.ResourceId FROM dbo.Resource AS r WHERE r.UserAtHost = N'app@contoso.com')
            WHERE DocId = (
                SELECT MIN(d.DocId)
                FROM dbo.Document AS d
                INNER JOIN dbo.Resource AS r ON r.ResourceId = d.Owner
                INNER JOIN dbo.Conference AS c ON c.ExternalConfId = d.Meeting
                WHERE r.UserAtHost = N'ada@contoso.com' AND d.DocId > (SELECT (MIN(x.DocId) + MAX(x.DocId)) / 2 FROM dbo.Document AS x));
            """);

        Run run = await AssertRefusesAsync(pool, GeneratedSchemas.TrueProfile(Server), "SchemaContradicted");

        Assert.Contains(run.Log, line => line.Contains("is proven", StringComparison.Ordinal));
    }

    private static SchemaProfile Profile(string organizer, string conference, LinkTarget target) => new(
        "wrong",
        new SchemaLink(LinkTable.Document, organizer, LinkTarget.ResourceId),
        new SchemaLink(LinkTable.Document, conference, target));

    private static Task<LabPool> StartAsync(GeneratedVariant schema, int living, int frontEnds = 2) => LabPool.StartAsync(
        Scenario.Pool().FrontEnds(frontEnds).Schema(schema).Payload(10, 20)
            .Endpoint("app@contoso.com").Orphans(10).LiveConferences(living)
            .Endpoint("bot@contoso.com").Orphans(10)
            .User("ada@contoso.com").Orphans(5).LiveConferences(living)
            .Build());

    private static async Task<Run> AssertRefusesAsync(LabPool pool, SchemaProfile profile, string errorId)
    {
        PoolSnapshot before = pool.Snapshot();
        Run run = new(pool);

        await run.RemoveAsync(profile);

        Assert.NotEmpty(run.Failures);
        Assert.All(run.Failures, failure => Assert.Equal(errorId, failure.ErrorId));
        PoolSnapshot after = pool.Snapshot();
        Assert.All(pool.FrontEnds, f => Assert.Equal(before.FrontEnds[f.Index].Entries, after.FrontEnds[f.Index].Entries));
        return run;
    }
}
