namespace PsdPurge.Bundle;

/// <summary>A database's catalog: names and shapes only.</summary>
/// <param name="Name">rtc or rtcdyn.</param>
/// <param name="Tables">Its tables, by name.</param>
/// <param name="Triggers">Names of triggers, with the table that each is on.</param>
/// <param name="Procedures">Names of procedures.</param>
internal sealed record DatabaseCatalog(string Name, IReadOnlyList<CatalogTable> Tables, IReadOnlyList<string> Triggers, IReadOnlyList<string> Procedures)
{
    /// <summary>All names in the catalog.</summary>
    public IEnumerable<string> Names =>
    [
        Name, .. Triggers.SelectMany(t => t.Split(' ')), .. Procedures, .. Tables.SelectMany(t => t.Indexes).Select(i => i.Name),
        .. Tables.SelectMany(t => t.ForeignKeys).Select(k => k.Name),
        .. Tables.SelectMany(t => t.Columns.Select(c => c.Column.Name).Concat([t.Schema, t.Name])),
    ];
}

/// <summary>A table.</summary>
/// <param name="Schema">Its schema, mostly dbo.</param>
/// <param name="Name">Its name.</param>
internal sealed record CatalogTable(string Schema, string Name)
{
    /// <summary>Number of rows according to the catalog, or null if it does not tell.</summary>
    public long? Rows { get; set; }

    public List<CatalogColumn> Columns { get; } = [];

    public List<CatalogIndex> Indexes { get; } = [];

    public List<CatalogForeignKey> ForeignKeys { get; } = [];
}

/// <summary>A column.</summary>
/// <param name="Column">Name and type.</param>
/// <param name="IsNullable">Whether it allows NULL.</param>
/// <param name="HasDefault">Whether it has a default. The default itself is not read.</param>
internal sealed record CatalogColumn(ServerColumn Column, bool IsNullable, bool HasDefault);

/// <summary>An index.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">CLUSTERED, NONCLUSTERED and so on.</param>
/// <param name="IsUnique">Whether no two rows have the same key.</param>
/// <param name="IsPrimaryKey">Whether it is the primary key.</param>
/// <param name="IsUniqueConstraint">Whether it belongs to a constraint.</param>
/// <param name="IsDisabled">Whether it is disabled.</param>
/// <param name="HasFilter">Whether it has a filter, and so covers only some rows.</param>
internal sealed record CatalogIndex(string Name, string Type, bool IsUnique, bool IsPrimaryKey, bool IsUniqueConstraint, bool IsDisabled, bool HasFilter)
{
    public List<(string Column, bool IsDescending)> Key { get; } = [];

    public List<string> Included { get; } = [];
}

/// <summary>A foreign key.</summary>
/// <param name="Name">Its name.</param>
/// <param name="OtherSchema">Schema of the table that it points to.</param>
/// <param name="OtherTable">That table.</param>
/// <param name="OnDelete">What happens here when a row there is deleted.</param>
internal sealed record CatalogForeignKey(string Name, string OtherSchema, string OtherTable, string OnDelete)
{
    public List<(string Column, string OtherColumn)> Columns { get; } = [];
}
