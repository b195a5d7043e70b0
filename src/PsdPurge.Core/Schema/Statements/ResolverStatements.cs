namespace PsdPurge.Schema.Statements;

/// <summary>
/// What a search for a schema profile reads: a bounded sample of entries with all their columns, and of living conferences. It waits for nobody's locks:
/// entries are read dirty (NOLOCK), and a conference that somebody is writing is left out (READPAST). What comes out only says where to look; the proof comes
/// after it.
/// </summary>
internal static class ResolverStatements
{
    /// <summary>Characters of a text, and half the bytes of a binary value, that are looked at.</summary>
    private const int MaxText = 900;

    /// <summary>Entries at each end whose values are looked up as keys of other tables.</summary>
    private const int ResolvingRows = 300;

    /// <summary>Which conferences live here, and whose are they?</summary>
    /// <param name="schema">The server's columns.</param>
    /// <param name="newest">The highest ConfIds instead of the lowest.</param>
    public static string Living(ServerSchema schema, bool newest) =>
        $"""
        SELECT TOP (@Rows) c.ConfId, c.OrganizerId, r.UserAtHost, c.ExternalConfId,
               {(schema.Find("Conference", "ConferenceKey") is null ? "NULL" : "c.ConferenceKey")} AS ConferenceKey
        FROM dbo.Conference AS c WITH (READPAST)
        INNER JOIN dbo.Resource AS r WITH (READPAST) ON r.ResourceId = c.OrganizerId
        ORDER BY c.ConfId {(newest ? "DESC" : "ASC")};
        """;

    /// <summary>What do entries hold in these columns? DocId first.</summary>
    /// <param name="columns">Columns of Document and PersistedServiceData, and of the rows that those refer to.</param>
    /// <param name="newest">The highest DocIds, above @After, instead of the lowest.</param>
    public static string Entries(IReadOnlyList<SampleColumn> columns, bool newest)
    {
        List<SampleHop> hops = [.. columns.Select(c => c.Hop).OfType<SampleHop>().Distinct()];
        var values = string.Concat(columns.Select(c => ",\n       " + Value(c.Value, c.Hop is null ? Alias(c.Table) : Alias(hops.IndexOf(c.Hop)))));
        var joins = string.Concat(hops.Select((h, i) => "\n" + h.Join(Alias(i), $"{Alias(h.Table)}.{h.Column.QuotedName}")));
        return $"""
            SELECT TOP (@Rows) d.DocId{values}
            FROM dbo.PersistedServiceData AS psd WITH (NOLOCK)
            INNER JOIN dbo.Document AS d WITH (NOLOCK) ON d.DocId = psd.DocId{joins}
            {(newest ? "WHERE d.DocId > @After\nORDER BY d.DocId DESC" : "ORDER BY d.DocId ASC")};
            """;
    }

    /// <summary>
    /// How many values has a column in a few entries, and how many of them are found as each of these keys? The keys are unique, so each value is one seek.
    /// </summary>
    /// <param name="hops">Ways that begin at the same column.</param>
    /// <param name="newest">Entries with the highest DocIds instead of the lowest.</param>
    public static string Resolving(IReadOnlyList<SampleHop> hops, bool newest) =>
        $"""
        SELECT COUNT_BIG(s.Held) AS Filled{string.Concat(hops.Select((h, i) => $", COUNT_BIG({Alias(i)}.{h.Key.QuotedName}) AS Found{i}"))}
        FROM (SELECT DISTINCT e.Held
              FROM (SELECT TOP ({ResolvingRows}) {Alias(hops[0].Table)}.{hops[0].Column.QuotedName} AS Held
                    FROM dbo.PersistedServiceData AS psd WITH (NOLOCK)
                    INNER JOIN dbo.Document AS d WITH (NOLOCK) ON d.DocId = psd.DocId
                    ORDER BY d.DocId {(newest ? "DESC" : "ASC")}) AS e) AS s
        {string.Join("\n", hops.Select((h, i) => h.Join(Alias(i), "s.Held")))};
        """;

    private static string Alias(LinkTable table) => table == LinkTable.Document ? "d" : "psd";

    private static string Alias(int hop) => "h" + SafeConversion.Number(hop);

    /// <summary>A column's value, or as much of its beginning as is looked at.</summary>
    public static string Value(ServerColumn column, string alias)
    {
        var value = $"{alias}.{column.QuotedName}";
        return column.Kind switch
        {
            ColumnKind.Text => $"SUBSTRING({value}, 1, {MaxText})",
            ColumnKind.Binary => $"SUBSTRING({value}, 1, {MaxText * 2})",
            _ => value,
        };
    }
}
