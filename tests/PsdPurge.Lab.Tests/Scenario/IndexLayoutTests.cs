using PsdPurge.Lab.Engine;
using PsdPurge.Lab.Scenarios;

namespace PsdPurge.Lab.Tests.Scenarios;

public sealed class IndexLayoutTests : IDisposable
{
    /// <summary>The catalog query that an admin, or the module, would use.</summary>
    private const string Catalog =
        """
        SELECT t.name + '.' + c.name
        FROM sys.tables AS t
        INNER JOIN sys.indexes AS i ON i.object_id = t.object_id
        INNER JOIN sys.index_columns AS ic ON ic.object_id = i.object_id AND ic.index_id = i.index_id
        INNER JOIN sys.columns AS c ON c.object_id = ic.object_id AND c.column_id = ic.column_id
        WHERE t.name IN ('Conference', 'Resource', 'Document') AND i.is_disabled = 0 AND ic.is_included_column = 0 AND ic.key_ordinal > 0
        ORDER BY t.name, i.index_id, ic.key_ordinal;
        """;

    private readonly SqliteServer _server = new();

    public void Dispose() => _server.Dispose();

    [Theory]
    [InlineData("key-only", "Conference.ConfId Document.DocId Resource.ResourceId")]
    [InlineData("organizer", "Conference.ConfId Conference.OrganizerId Conference.ExternalConfId Document.DocId Resource.ResourceId")]
    [InlineData("checksum", "Conference.ConfId Conference.ExternalConfIdCksum Document.DocId Resource.ResourceId")]
    [InlineData("conference-id,address", "Conference.ConfId Conference.ExternalConfId Document.DocId Resource.ResourceId Resource.UserAtHost")]
    [InlineData("owner", "Conference.ConfId Document.DocId Document.OwnerId Resource.ResourceId")]
    public void The_catalog_shows_the_indexes_that_the_pool_was_given_and_no_other(string layout, string columns)
    {
        Lay(layout);
        var found = new List<string>();
        new EngineTarget(_server).Read("rtc", Catalog, row => found.Add((string)row[0]!));

        Assert.Equal(columns, string.Join(' ', found));
    }

    [Theory]
    [InlineData("owner-column")]
    [InlineData("document-urn")]
    public void All_of_them_fit_each_schema(string schema) => Lay("all", schema);

    /// <summary>A bad plan must be visible. A lookup for each row reads the whole table each time, unless an index fits.</summary>
    [Theory]
    [InlineData("key-only", "SCAN")]
    [InlineData("checksum", "SCAN")]
    [InlineData("conference-id", "SEARCH")]
    public void A_correlated_lookup_reads_the_whole_table_without_an_index(string layout, string how)
    {
        Lay(layout);

        Assert.All(
            (string[])
            [
                "SELECT d.DocId FROM dbo.Document AS d WHERE NOT EXISTS (SELECT 1 FROM dbo.Conference AS c WHERE c.ExternalConfId = d.ExternalConfId)",
                "SELECT CASE WHEN EXISTS (SELECT 1 FROM dbo.Conference AS c WHERE c.ExternalConfId = d.ExternalConfId) THEN 1 ELSE 0 END FROM "
                    + "dbo.Document AS d",
                "SELECT (SELECT COUNT(c.OrganizerId) FROM dbo.Conference AS c WHERE c.ExternalConfId = d.ExternalConfId) FROM dbo.Document AS d",
            ],
            query =>
            {
                var plan = Explain(query);
                Assert.Contains(plan, line => line.StartsWith("CORRELATED", StringComparison.Ordinal));
                Assert.StartsWith(how, plan[^1], StringComparison.Ordinal);
                Assert.DoesNotContain("AUTOMATIC", string.Join('\n', plan), StringComparison.Ordinal);
            });
    }

    /// <summary>SQL Server does the same with a hash join.</summary>
    [Fact]
    public void A_join_of_two_sets_reads_each_of_them_once_without_an_index()
    {
        Lay("key-only");

        Assert.Contains("AUTOMATIC", Explain(
            "SELECT d.DocId FROM dbo.Document AS d LEFT JOIN dbo.Conference AS c ON c.ExternalConfId = d.ExternalConfId WHERE c.ConfId IS NULL")[
                ^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Names_that_no_index_has_are_refused()
    {
        Assert.Null(IndexLayout.Read("organizer,nothing"));
        Assert.Null(IndexLayout.Read(""));
        Assert.Equal("organizer,address", IndexLayout.Read("organizer,address")!.Name);
    }

    private void Lay(string layout, string schema = "owner-column") => ScenarioLoader.Lay(
        StandardScenario.Describe(1_000).Schema(SchemaVariant.BuiltIn.Single(one => one.Name == schema)).Indexes(IndexLayout.Read(layout)!).Build(),
        0,
        new EngineTarget(_server));

    private IReadOnlyList<string> Explain(string query)
    {
        using var session = (SqliteSession)_server.OpenSession("sa", "rtc");
        return session.Explain(query);
    }
}
