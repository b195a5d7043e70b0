namespace PsdPurge.Bundle;

/// <summary>
/// Statements that read a database's catalog. They read names, types and shapes, and no definition of a default, check, computed column or trigger. A login
/// sees the objects on which it has any right.
/// </summary>
/// <param name="database">rtc, the session's own, or rtcdyn.</param>
internal sealed class CatalogStatements(string database)
{
    private readonly string _sys = (database == "rtc" ? "" : Identifier.Quote(database) + ".") + "sys.";

    /// <summary>The tables' columns. An alias type has the name of its base type.</summary>
    public string Columns =>
        $"""
        SELECT s.name AS SchemaName, t.name AS TableName, c.name AS ColumnName, LOWER(COALESCE(y.name, z.name)) AS TypeName, c.max_length AS MaxLength,
               c.precision AS [Precision], c.scale AS [Scale], c.collation_name AS CollationName, c.is_identity AS IsIdentity,
               c.is_computed AS IsComputed, c.is_nullable AS IsNullable, CASE WHEN c.default_object_id <> 0 THEN 1 ELSE 0 END AS HasDefault
        FROM {_sys}columns AS c
        INNER JOIN {_sys}tables AS t ON t.object_id = c.object_id
        INNER JOIN {_sys}schemas AS s ON s.schema_id = t.schema_id
        INNER JOIN {_sys}types AS z ON z.user_type_id = c.user_type_id
        LEFT JOIN {_sys}types AS y ON y.user_type_id = c.system_type_id
        ORDER BY s.name, t.name, c.column_id;
        """;

    /// <summary>The tables' indexes, with their columns in order.</summary>
    public string Indexes =>
        $"""
        SELECT s.name AS SchemaName, t.name AS TableName, i.name AS IndexName, i.type_desc AS TypeName, i.is_unique AS IsUnique,
               i.is_primary_key AS IsPrimaryKey, i.is_unique_constraint AS IsUniqueConstraint, i.is_disabled AS IsDisabled, i.has_filter AS HasFilter,
               c.name AS ColumnName, x.is_descending_key AS IsDescending, x.is_included_column AS IsIncluded
        FROM {_sys}indexes AS i
        INNER JOIN {_sys}tables AS t ON t.object_id = i.object_id
        INNER JOIN {_sys}schemas AS s ON s.schema_id = t.schema_id
        INNER JOIN {_sys}index_columns AS x ON x.object_id = i.object_id AND x.index_id = i.index_id
        INNER JOIN {_sys}columns AS c ON c.object_id = x.object_id AND c.column_id = x.column_id
        WHERE i.is_hypothetical = 0 AND i.name IS NOT NULL
        ORDER BY s.name, t.name, i.index_id, x.is_included_column, x.key_ordinal, x.index_column_id;
        """;

    /// <summary>The tables' foreign keys.</summary>
    public string ForeignKeys =>
        $"""
        SELECT s.name AS SchemaName, t.name AS TableName, k.name AS KeyName, u.name AS OtherSchema, o.name AS OtherTable, c.name AS ColumnName,
               d.name AS OtherColumn, k.delete_referential_action_desc AS OnDelete
        FROM {_sys}foreign_keys AS k
        INNER JOIN {_sys}tables AS t ON t.object_id = k.parent_object_id
        INNER JOIN {_sys}schemas AS s ON s.schema_id = t.schema_id
        INNER JOIN {_sys}tables AS o ON o.object_id = k.referenced_object_id
        INNER JOIN {_sys}schemas AS u ON u.schema_id = o.schema_id
        INNER JOIN {_sys}foreign_key_columns AS f ON f.constraint_object_id = k.object_id
        INNER JOIN {_sys}columns AS c ON c.object_id = f.parent_object_id AND c.column_id = f.parent_column_id
        INNER JOIN {_sys}columns AS d ON d.object_id = f.referenced_object_id AND d.column_id = f.referenced_column_id
        ORDER BY s.name, t.name, k.name, f.constraint_column_id;
        """;

    /// <summary>The names of triggers and procedures, and each trigger's table.</summary>
    public string Code =>
        $"""
        SELECT N'trigger' AS Kind, r.name AS ObjectName, t.name AS TableName
        FROM {_sys}triggers AS r
        LEFT JOIN {_sys}tables AS t ON t.object_id = r.parent_id
        UNION ALL
        SELECT N'procedure', p.name, NULL
        FROM {_sys}procedures AS p
        ORDER BY Kind, ObjectName;
        """;

    /// <summary>The tables' row counts, according to the catalog.</summary>
    public string Rows =>
        $"""
        SELECT s.name AS SchemaName, t.name AS TableName, ISNULL(SUM(p.rows), 0) AS RowsCounted
        FROM {_sys}tables AS t
        INNER JOIN {_sys}schemas AS s ON s.schema_id = t.schema_id
        INNER JOIN {_sys}partitions AS p ON p.object_id = t.object_id AND p.index_id IN (0, 1)
        GROUP BY s.name, t.name
        ORDER BY s.name, t.name;
        """;
}
