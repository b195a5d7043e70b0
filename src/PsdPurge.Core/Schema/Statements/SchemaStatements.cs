namespace PsdPurge.Schema.Statements;

/// <summary>Statements that read the server's catalog.</summary>
internal static class SchemaStatements
{
    /// <summary>
    /// Reads the columns of the tables that a profile may name. Names are compared in lower case, because the database may be case-sensitive. An alias type has
    /// the name of its base type. A CLR type (hierarchyid, geography) has no base type and keeps its own name.
    /// </summary>
    public const string Columns =
        $"""
        {EveryColumn}
          AND LOWER(t.name) IN ({KnownTables})
        ORDER BY t.name, c.column_id;
        """;

    /// <summary>Reads the columns of the tables through which a profile's links go.</summary>
    public const string ThroughColumns =
        $"""
        {EveryColumn}
          AND LOWER(t.name) NOT IN ({KnownTables}) AND LOWER(t.name) IN (LOWER(@Table1), LOWER(@Table2))
        ORDER BY t.name, c.column_id;
        """;

    /// <summary>Reads the columns of those tables that are unique by themselves.</summary>
    public const string ThroughKeys =
        $"""
        {EveryUniqueColumn}
          AND LOWER(t.name) IN (LOWER(@Table1), LOWER(@Table2));
        """;

    /// <summary>Reads the columns of all other tables.</summary>
    public const string OtherColumns =
        $"""
        {EveryColumn}
          AND LOWER(t.name) NOT IN ({KnownTables})
        ORDER BY t.name, c.column_id;
        """;

    /// <summary>Reads the columns of all tables that are unique by themselves.</summary>
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

    /// <summary>Reads the Front-Ends of this one's pool. The table is known only from public scripts, so it is read only if it exists.</summary>
    public const string FrontEnds =
        """
        SELECT f.Fqdn
        FROM dbo.FrontEnd AS f
        WHERE f.Fqdn IS NOT NULL
        ORDER BY f.Fqdn;
        """;

    /// <summary>Tells whether there are entries, by a row or none. NOLOCK, because it should wait for nobody, and a single row decides nothing.</summary>
    public const string AnyEntry =
        """
        SELECT TOP (1) 1 AS Found
        FROM dbo.PersistedServiceData AS psd WITH (NOLOCK)
        INNER JOIN dbo.Document AS d WITH (NOLOCK) ON d.DocId = psd.DocId;
        """;

    /// <summary>Reads the server's own name for itself.</summary>
    public const string Server =
        """
        SELECT ISNULL(CONVERT(nvarchar(256), SERVERPROPERTY('ServerName')), N'') AS ServerName,
               ISNULL(CONVERT(nvarchar(256), SERVERPROPERTY('MachineName')), N'') AS MachineName;
        """;

    /// <summary>Reads the key columns of the indexes of Conference, in order. Only indexes that the server can use for every row count.</summary>
    public const string ConferenceIndexes =
        $"""
        SELECT i.index_id AS IndexId, c.name AS ColumnName
        {UsableIndexColumns} AND LOWER(t.name) = N'conference'
        ORDER BY i.index_id, x.key_ordinal;
        """;

    /// <summary>FROM and WHERE for the key columns of each index that the server can use for every row.</summary>
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
    /// Reads the columns that make a row of PersistedServiceData unique. Of several unique indexes, the primary key is taken, or else the first. A disabled
    /// index does not count.
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
