namespace PsdPurge.Schema;

/// <summary>The columns of one Front-End's tables, as its own catalog has them.</summary>
internal sealed class ServerSchema
{
    private readonly IReadOnlyList<ColumnInfo> _columns;
    private readonly FrontEnd _frontEnd;

    /// <param name="frontEnd">Whose it is.</param>
    /// <param name="columns">In the order of the tables' columns.</param>
    /// <param name="uniqueKey">Columns that make a PersistedServiceData row unique; empty where none do.</param>
    public ServerSchema(FrontEnd frontEnd, IReadOnlyList<ColumnInfo> columns, IReadOnlyList<string> uniqueKey)
    {
        _frontEnd = frontEnd;
        _columns = columns;
        UniqueKey = uniqueKey;
    }

    /// <summary>Names of the columns that make a PersistedServiceData row unique; empty where none do.</summary>
    public IReadOnlyList<string> UniqueKey { get; }

    /// <summary>The columns of PersistedServiceData, in their order.</summary>
    public IReadOnlyList<ColumnInfo> EntryColumns => Table(nameof(LinkTable.PersistedServiceData));

    /// <summary>Document.DocId, which PersistedServiceData.DocId points to.</summary>
    public ColumnInfo DocId => Required(nameof(LinkTable.Document), "DocId");

    public ColumnInfo ResourceId => Required("Resource", "ResourceId");

    public ColumnInfo UserAtHost => Required("Resource", "UserAtHost");

    /// <summary>Conference.ExternalConfId: the id that means the same on every Front-End.</summary>
    public ColumnInfo ExternalConfId => Required("Conference", "ExternalConfId");

    public IReadOnlyList<ColumnInfo> Table(string table) => [.. _columns.Where(c => Same(c.Table, table))];

    public ColumnInfo? Find(string table, string column) => _columns.FirstOrDefault(c => Same(c.Table, table) && Same(c.Name, column));

    /// <exception cref="PsdPurgeException"><c>SchemaUnexpected</c>: no such column.</exception>
    public ColumnInfo Required(string table, string column) => Find(table, column) ?? throw new PsdPurgeException(
        "SchemaUnexpected",
        ErrorKind.InvalidData,
        $"{_frontEnd.DataSource} has no column {column} in rtc.dbo.{table}. Check that it is a Front-End's RTCLOCAL; for servers that differ, give the profile that fits with -SchemaProfile (docs/schema.md).",
        _frontEnd);

    /// <summary>The column that a link points to.</summary>
    public ColumnInfo Target(LinkTarget target) => target is LinkTarget.ResourceId or LinkTarget.UserAtHost
        ? Required("Resource", target.ToString())
        : Required("Conference", target.ToString());

    /// <summary>Reads it from the server, in one request.</summary>
    public static ServerSchema Read(FrontEndConnection connection, CancellationToken token)
    {
        List<ColumnInfo> columns = [];
        List<(int Index, string Column)> keys = [];
        new QueryBatch()
            .Ask(SchemaStatements.Columns, row => columns.Add(ReadColumn(row)))
            .Ask(SchemaStatements.UniqueKey, row => keys.Add((row.GetInt32(0), row.GetString(2))))
            .Run(connection, token);
        return new ServerSchema(connection.FrontEnd, columns, [.. keys.Where(k => k.Index == keys[0].Index).Select(k => k.Column)]);
    }

    private static ColumnInfo ReadColumn(SqlDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        row.GetString(2),
        row.GetInt16(3),
        row.GetByte(4),
        row.GetByte(5),
        row.IsDBNull(6) ? null : row.GetString(6),
        row.GetBoolean(7),
        row.GetBoolean(8));

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
