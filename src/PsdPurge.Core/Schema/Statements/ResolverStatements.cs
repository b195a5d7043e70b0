namespace PsdPurge.Schema.Statements;

/// <summary>
/// The statements of a search for a schema profile. They read a bounded sample of entries with all their columns, and of living conferences. They wait for no
/// locks: uncommitted entries are read (NOLOCK), and a conference that somebody is writing is left out (READPAST). The result only suggests links, and the
/// proof follows.
/// </summary>
internal static class ResolverStatements
{
    /// <summary>The number of characters of a text that are read. Of a binary value, twice as many bytes are.</summary>
    private const int MaxText = 900;

    /// <summary>The number of entries at each end whose values are looked up as keys of other tables.</summary>
    private const int ResolvingRows = 300;

    /// <summary>Reads living conferences with their organizers.</summary>
    /// <param name="schema">The server's columns.</param>
    /// <param name="newest">Whether to read the highest ConfIds instead of the lowest.</param>
    public static string Living(ServerSchema schema, bool newest) =>
        $"""
        SELECT TOP (@Rows) c.ConfId, c.OrganizerId, r.UserAtHost, c.ExternalConfId,
               {(schema.Find("Conference", "ConferenceKey") is null ? "NULL" : "c.ConferenceKey")} AS ConferenceKey
        FROM dbo.Conference AS c WITH (READPAST)
        INNER JOIN dbo.Resource AS r WITH (READPAST) ON r.ResourceId = c.OrganizerId
        ORDER BY c.ConfId {(newest ? "DESC" : "ASC")};
        """;

    /// <summary>Reads these columns of entries, after DocId.</summary>
    /// <param name="columns">Columns of Document and PersistedServiceData, and of the rows to which those refer.</param>
    /// <param name="newest">Whether to read the highest DocIds, above @After, instead of the lowest.</param>
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
    /// Counts a column's values in a few entries, and how many of them exist as each of these keys. The keys are unique, so each value costs one seek.
    /// </summary>
    /// <param name="hops">References that begin at the same column.</param>
    /// <param name="newest">Whether to read entries with the highest DocIds instead of the lowest.</param>
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

    /// <summary>A column's value, or its beginning if it is long.</summary>
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
