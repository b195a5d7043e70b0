namespace PsdPurge.Purge.Statements;

/// <summary>The statement that counts entries.</summary>
internal static class CountStatements
{
    /// <summary>The count of Microsoft's KB 3167232, step 1; COUNT_BIG, because COUNT overflows at two thousand million.</summary>
    /// <remarks>NOLOCK as in the article: the result is only a number, and nobody should wait for the count of a whole table.</remarks>
    public const string Entries =
        """
        SELECT COUNT_BIG(*)
        FROM dbo.PersistedServiceData AS psd WITH (NOLOCK)
        INNER JOIN dbo.Document AS d WITH (NOLOCK) ON psd.DocId = d.DocId;
        """;
}
