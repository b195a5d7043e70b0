namespace PsdPurge.Schema.Statements;

/// <summary>What the server says of its own tables.</summary>
internal static class SchemaStatements
{
    /// <summary>
    /// Which columns do the tables have that a profile may name? Names are compared in lower case, because a database's collation may tell cases apart. An
    /// alias type goes by the name of its base type; a type of the CLR (hierarchyid, geography) has none and goes by its own.
    /// </summary>
    public const string Columns =
        $"""
        {EveryColumn}
          AND LOWER(t.name) IN ({KnownTables})
        ORDER BY t.name, c.column_id;
        """;

    /// <summary>Which columns do the tables have that a profile's links go through?</summary>
    public const string ThroughColumns =
        $"""
        {EveryColumn}
          AND LOWER(t.name) NOT IN ({KnownTables}) AND LOWER(t.name) IN (LOWER(@Table1), LOWER(@Table2))
        ORDER BY t.name, c.column_id;
        """;

    /// <summary>Which columns of those tables are unique, each by itself?</summary>
    public const string ThroughKeys =
        $"""
        {EveryUniqueColumn}
          AND LOWER(t.name) IN (LOWER(@Table1), LOWER(@Table2));
        """;

    /// <summary>Which columns do all other tables have?</summary>
    public const string OtherColumns =
        $"""
        {EveryColumn}
          AND LOWER(t.name) NOT IN ({KnownTables})
        ORDER BY t.name, c.column_id;
        """;

    /// <summary>Which columns of any table are unique, each by itself?</summary>
    public const string OtherKeys = EveryUniqueColumn + ";";

    private const string KnownTables = "N'persistedservicedata', N'document', N'resource', N'conference', N'frontend'";

    private const string EveryColumn =
        """
        SELECT t.name AS TableName, c.name AS ColumnName, LOWER(COALESCE(y.name, z.name)) AS TypeName, c.max_length AS MaxLength, c.precision AS [Precision],
               c.scale AS [Scale], c.collation_name AS CollationName, c.is_identity AS IsIdentity, c.is_computed AS IsComputed
        FROM sys.columns AS c
        INNER JOIN sys.tables AS t ON t.object_id = c.object_id
        INNER JOIN sys.schemas AS s ON s.schema_id = t.schema_id
        INNER JOIN sys.types AS z ON z.user_type_id = c.user_type_id
        LEFT JOIN sys.types AS y ON y.user_type_id = c.system_type_id
        WHERE LOWER(s.name) = N'dbo'
        """;

    private const string EveryUniqueColumn =
        """
        SELECT t.name AS TableName, c.name AS ColumnName
        FROM sys.indexes AS i
        INNER JOIN sys.tables AS t ON t.object_id = i.object_id
        INNER JOIN sys.schemas AS s ON s.schema_id = t.schema_id
        INNER JOIN sys.index_columns AS x ON x.object_id = i.object_id AND x.index_id = i.index_id AND x.is_included_column = 0
        INNER JOIN sys.columns AS c ON c.object_id = x.object_id AND c.column_id = x.column_id
        WHERE LOWER(s.name) = N'dbo' AND i.is_unique = 1 AND i.is_disabled = 0 AND i.is_hypothetical = 0 AND i.has_filter = 0
          AND NOT EXISTS (SELECT 1 FROM sys.index_columns AS o
                          WHERE o.object_id = x.object_id AND o.index_id = x.index_id AND o.is_included_column = 0 AND o.column_id <> x.column_id)
        """;

    /// <summary>Which Front-Ends does this one take for its pool's? The table is seen in public scripts, so it is read only if it is there.</summary>
    public const string FrontEnds =
        """
        SELECT f.Fqdn
        FROM dbo.FrontEnd AS f
        WHERE f.Fqdn IS NOT NULL
        ORDER BY f.Fqdn;
        """;

    /// <summary>Is there an entry at all? A row or none. NOLOCK: it waits for nobody, and nothing is decided by one row.</summary>
    public const string AnyEntry =
        """
        SELECT TOP (1) 1 AS Found
        FROM dbo.PersistedServiceData AS psd WITH (NOLOCK)
        INNER JOIN dbo.Document AS d WITH (NOLOCK) ON d.DocId = psd.DocId;
        """;

    /// <summary>Which server is this, by its own account?</summary>
    public const string Server =
        """
        SELECT ISNULL(CONVERT(nvarchar(256), SERVERPROPERTY('ServerName')), N'') AS ServerName,
               ISNULL(CONVERT(nvarchar(256), SERVERPROPERTY('MachineName')), N'') AS MachineName;
        """;

    /// <summary>Which columns do the indexes of Conference begin with, in their order? Only those that the server can use for any row.</summary>
    public const string ConferenceIndexes =
        $"""
        SELECT i.index_id AS IndexId, c.name AS ColumnName
        {UsableIndexColumns} AND LOWER(t.name) = N'conference'
        ORDER BY i.index_id, x.key_ordinal;
        """;

    /// <summary>FROM and WHERE of the key columns of each index that the server can use for any row.</summary>
    internal const string UsableIndexColumns =
        """
        FROM sys.indexes AS i
        INNER JOIN sys.tables AS t ON t.object_id = i.object_id
        INNER JOIN sys.schemas AS s ON s.schema_id = t.schema_id
        INNER JOIN sys.index_columns AS x ON x.object_id = i.object_id AND x.index_id = i.index_id
        INNER JOIN sys.columns AS c ON c.object_id = x.object_id AND c.column_id = x.column_id
        WHERE LOWER(s.name) = N'dbo' AND i.is_disabled = 0 AND i.is_hypothetical = 0 AND i.has_filter = 0 AND x.is_included_column = 0
        """;

    /// <summary>
    /// Which columns make a row of PersistedServiceData unique? Of several unique indexes the primary key, else the first. One that is disabled keeps nothing
    /// unique.
    /// </summary>
    public const string UniqueKey =
        """
        SELECT i.index_id AS IndexId, i.is_primary_key AS IsPrimaryKey, c.name AS ColumnName
        FROM sys.indexes AS i
        INNER JOIN sys.tables AS t ON t.object_id = i.object_id
        INNER JOIN sys.schemas AS s ON s.schema_id = t.schema_id
        INNER JOIN sys.index_columns AS x ON x.object_id = i.object_id AND x.index_id = i.index_id
        INNER JOIN sys.columns AS c ON c.object_id = x.object_id AND c.column_id = x.column_id
        WHERE LOWER(s.name) = N'dbo' AND LOWER(t.name) = N'persistedservicedata'
          AND i.is_unique = 1 AND i.is_disabled = 0 AND i.is_hypothetical = 0 AND i.has_filter = 0 AND x.is_included_column = 0
        ORDER BY i.is_primary_key DESC, i.index_id, x.key_ordinal;
        """;
}
