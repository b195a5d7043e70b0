namespace PsdPurge.Schema.Statements;

/// <summary>What a search for a schema profile reads: a bounded sample of entries with all their columns, and of living conferences.</summary>
internal static class ResolverStatements
{
    /// <summary>Characters of a text, and half the bytes of a binary value, that are looked at.</summary>
    private const int MaxText = 900;

    /// <summary>Which conferences live here, and whose are they?</summary>
    /// <param name="schema">The server's columns.</param>
    /// <param name="newest">The highest ConfIds instead of the lowest.</param>
    public static string Living(ServerSchema schema, bool newest) =>
        $"""
        SELECT TOP (@Rows) c.ConfId, c.OrganizerId, r.UserAtHost, c.ExternalConfId,
               {(schema.Find("Conference", "ConferenceKey") is null ? "NULL" : "c.ConferenceKey")} AS ConferenceKey
        FROM dbo.Conference AS c
        INNER JOIN dbo.Resource AS r ON r.ResourceId = c.OrganizerId
        ORDER BY c.ConfId {(newest ? "DESC" : "ASC")};
        """;

    /// <summary>What do entries hold in these columns? DocId first.</summary>
    /// <param name="columns">Columns of Document and PersistedServiceData.</param>
    /// <param name="newest">The highest DocIds, above @After, instead of the lowest.</param>
    public static string Entries(IReadOnlyList<ColumnInfo> columns, bool newest) =>
        $"""
        SELECT TOP (@Rows) d.DocId{string.Concat(columns.Select(c => ",\n       " + Value(c)))}
        FROM dbo.PersistedServiceData AS psd WITH (NOLOCK)
        INNER JOIN dbo.Document AS d WITH (NOLOCK) ON d.DocId = psd.DocId
        {(newest ? "WHERE d.DocId > @After\nORDER BY d.DocId DESC" : "ORDER BY d.DocId ASC")};
        """;

    private static string Value(ColumnInfo column)
    {
        var alias = string.Equals(column.Table, nameof(LinkTable.Document), StringComparison.OrdinalIgnoreCase) ? "d" : "psd";
        var value = $"{alias}.{column.QuotedName}";
        return column.Kind switch
        {
            ColumnKind.Text => $"SUBSTRING({value}, 1, {MaxText})",
            ColumnKind.Binary => $"SUBSTRING({value}, 1, {MaxText * 2})",
            _ => value,
        };
    }
}
