using System.Globalization;

namespace PsdPurge.Bundle;

/// <summary>A bundle's content as JSON.</summary>
internal static class BundleJson
{
    /// <summary>The format's version. It changes whenever a reader of the older format would be misled.</summary>
    public const int Format = 1;

    /// <summary>The files of a bundle.</summary>
    public static string Index(BundleContent content) => Json.Write(new JsonObject
    {
        { "format", Format },
        { "versions", Object(content.Versions) },
        {
            "pools", content.Pools.Select((pool, i) => new JsonObject
            {
                { "pool", pool.Name },
                { "folder", Folder(i) },
                {
                    "frontEnds", pool.FrontEnds.Select((frontEnd, j) => new JsonObject
                    {
                        { "frontEnd", frontEnd.Name }, { "folder", Folder(i, j) }, { "server", frontEnd.Server }, { "failures", frontEnd.Failures },
                    })
                },
            })
        },
    });

    /// <summary>The folder of a pool.</summary>
    public static string Folder(int pool) => string.Format(CultureInfo.InvariantCulture, "pool{0}", pool + 1);

    /// <summary>The folder of a Front-End.</summary>
    public static string Folder(int pool, int frontEnd) => string.Format(CultureInfo.InvariantCulture, "{0}/frontend{1}", Folder(pool), frontEnd + 1);

    public static string Checks(IReadOnlyList<PoolCheck> checks) => Json.Write(checks.Select(check => new JsonObject
    {
        { "pool", check.Pool }, { "frontEnd", check.FrontEnd }, { "check", check.Check }, { "status", check.Status.ToString() },
        { "found", check.Found }, { "advice", check.Advice }, { "errorId", check.ErrorId },
    }));

    public static string Search(SearchContent search) => Json.Write(new JsonObject
    {
        { "outcome", search.Outcome },
        { "errorId", search.ErrorId },
        { "found", Profile(search.Found) },
        { "nearest", Profile(search.Nearest) },
        { "organizerLinks", search.OrganizerLinks.Select(Tried) },
        { "conferenceLinks", search.ConferenceLinks.Select(Tried) },
        {
            "pairs", search.Pairs.Select(pair => new JsonObject
            {
                { "organizer", Link(pair.Organizer) }, { "conference", Link(pair.Conference) },
                { "agreeingConferences", pair.Agreeing }, { "organizers", pair.Organizers },
                { "strayDocuments", pair.Strays }, { "isPossible", pair.IsPossible }, { "whyItLost", pair.WhyItLost },
            })
        },
        { "log", search.Log.Select(line => new JsonObject { { "line", line } }) },
    });

    public static string Catalog(IReadOnlyList<DatabaseCatalog> databases) => Json.Write(databases.Select(database => new JsonObject
    {
        { "database", database.Name },
        { "tables", database.Tables.Select(Table) },
        { "triggers", database.Triggers },
        { "procedures", database.Procedures },
    }));

    public static string Samples(IReadOnlyList<SampleTable> samples) => Json.Write(samples.Select(table => new JsonObject
    {
        { "table", table.Table }, { "columns", table.Columns }, { "rows", table.Rows.Select(row => row.Select(Cell)) },
    }));

    /// <summary>A value. Bytes are written in the notation of T-SQL.</summary>
    internal static object? Cell(object? value) => value switch
    {
        byte[] bytes => "0x" + string.Concat(bytes.Select(b => b.ToString("X2", CultureInfo.InvariantCulture))),
        Guid guid => guid.ToString("D"),
        _ => value,
    };

    private static JsonObject Object(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        JsonObject all = [];
        foreach (KeyValuePair<string, string> pair in pairs)
        {
            all.Add(pair.Key, pair.Value);
        }

        return all;
    }

    private static JsonObject Table(CatalogTable table) => new()
    {
        { "schema", table.Schema },
        { "table", table.Name },
        { "rows", table.Rows },
        {
            "columns", table.Columns.Select(column => new JsonObject
            {
                { "name", column.Column.Name }, { "type", column.Column.Declaration }, { "nullable", column.IsNullable },
                { "collation", column.Column.Collation }, { "identity", column.Column.IsIdentity },
                { "computed", column.Column.IsComputed }, { "hasDefault", column.HasDefault },
            })
        },
        {
            "indexes", table.Indexes.Select(index => new JsonObject
            {
                { "name", index.Name }, { "type", index.Type }, { "unique", index.IsUnique }, { "primaryKey", index.IsPrimaryKey },
                { "uniqueConstraint", index.IsUniqueConstraint }, { "disabled", index.IsDisabled }, { "filtered", index.HasFilter },
                { "columns", index.Key.Select(c => c.Column) }, { "descending", index.Key.Where(c => c.IsDescending).Select(c => c.Column) },
                { "included", index.Included },
            })
        },
        {
            "foreignKeys", table.ForeignKeys.Select(key => new JsonObject
            {
                { "name", key.Name }, { "columns", key.Columns.Select(c => c.Column) }, { "otherSchema", key.OtherSchema }, { "otherTable", key.OtherTable },
                { "otherColumns", key.Columns.Select(c => c.OtherColumn) }, { "onDelete", key.OnDelete },
            })
        },
    };

    private static JsonObject? Profile(SchemaProfile? profile) =>
        profile is null ? null : new() { { "name", profile.Name }, { "organizer", Link(profile.Organizer) }, { "conference", Link(profile.Conference) } };

    private static JsonObject Tried(TriedLink tried) =>
        new() { { "link", Link(tried.Link) }, { "entriesThatNameSomething", tried.Named }, { "livingIdsFound", tried.Known } };

    /// <summary>A link in the notation of a profile's file.</summary>
    private static JsonObject Link(SchemaLink link) => new()
    {
        { "table", link.Table.ToString() },
        { "column", link.Column },
        { "through", link.Through is { } hop ? new JsonObject { { "table", hop.Table }, { "key", hop.Key }, { "value", hop.Value } } : null },
        { "pointsTo", link.Target.ToString() },
        { "pattern", link.Pattern?.Text },
        { "encoding", link.Encoding.ToString() },
    };
}
