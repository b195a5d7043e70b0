namespace PsdPurge.Bundle;

/// <summary>The statements that read a bundle's rows.</summary>
internal static class SampleStatements
{
    /// <summary>Reads rows by their key, a few at a time. NOLOCK, because the rows are only shown.</summary>
    /// <param name="table">The table.</param>
    /// <param name="key">Its key.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="count">The number of keys: @Key0, @Key1 and so on.</param>
    public static string Rows(string table, ServerColumn key, IReadOnlyList<ServerColumn> columns, int count) =>
        $"""
        SELECT {string.Join(",\n       ", columns.Select(c => $"{ResolverStatements.Value(c, "t")} AS {c.QuotedName}"))}
        FROM dbo.{Identifier.Quote(table)} AS t WITH (NOLOCK)
        WHERE t.{key.QuotedName} IN ({string.Join(", ", Enumerable.Range(0, count).Select(i => LinkExpression.FromText(key, $"@Key{i}")))})
        ORDER BY t.{key.QuotedName};
        """;
}
