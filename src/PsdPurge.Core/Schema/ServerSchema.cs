namespace PsdPurge.Schema;

/// <summary>The columns of one Front-End's tables, from its own catalog.</summary>
internal sealed class ServerSchema
{
    private static readonly string[] SubjectTables = ["PersistedServiceData", "Document", "Resource", "Conference", "FrontEnd"];

    private readonly IReadOnlyList<ServerColumn> _columns;
    private readonly IReadOnlyList<(string Table, string Column)> _unique;
    private readonly FrontEnd _frontEnd;
    private readonly IReadOnlyList<IReadOnlyList<string>> _conferenceIndexes;

    /// <param name="frontEnd">Whose it is.</param>
    /// <param name="columns">In the order of the tables' columns.</param>
    /// <param name="uniqueKey">Columns that make a PersistedServiceData row unique. Empty if there are none.</param>
    /// <param name="unique">Columns of other tables that are unique by themselves. A link may go through them.</param>
    /// <param name="conferenceIndexes">The columns of each index of Conference, in order. None if they are not known.</param>
    public ServerSchema(
        FrontEnd frontEnd,
        IReadOnlyList<ServerColumn> columns,
        IReadOnlyList<string> uniqueKey,
        IReadOnlyList<(string Table, string Column)>? unique = null,
        IReadOnlyList<IReadOnlyList<string>>? conferenceIndexes = null)
    {
        _frontEnd = frontEnd;
        _conferenceIndexes = conferenceIndexes ?? [];
        _columns = columns;
        _unique = unique ?? [];
        UniqueKey = uniqueKey;
    }

    /// <summary>Names of the columns that make a PersistedServiceData row unique. Empty if there are none.</summary>
    public IReadOnlyList<string> UniqueKey { get; }

    /// <summary>The columns of PersistedServiceData, in their order.</summary>
    public IReadOnlyList<ServerColumn> EntryColumns => Table(nameof(LinkTable.PersistedServiceData));

    /// <summary>Document.DocId, which PersistedServiceData.DocId points to.</summary>
    public ServerColumn DocId => Required(nameof(LinkTable.Document), "DocId");

    public ServerColumn ResourceId => Required("Resource", "ResourceId");

    public ServerColumn UserAtHost => Required("Resource", "UserAtHost");

    /// <summary>Conference.ConfId, which rtcdyn.dbo.ActiveConference.ConfId points to: one database's own number of a conference.</summary>
    public ServerColumn ConfId => Required("Conference", "ConfId");

    /// <summary>Conference.ExternalConfId, the id that means the same on every Front-End, as it is compared: without case.</summary>
    public ServerColumn ExternalConfId => Required("Conference", "ExternalConfId").IgnoringCase();

    /// <summary>Whether an index of Conference begins with these columns, in any order. In that case, they look up a row without reading the others.</summary>
    public bool ConferenceHasIndexOn(params string[] columns) =>
        _conferenceIndexes.Any(index => index.Count >= columns.Length && columns.All(c => index.Take(columns.Length).Any(i => Same(i, c))));

    public IReadOnlyList<ServerColumn> Table(string table) => [.. _columns.Where(c => Same(c.Table, table))];

    public ServerColumn? Find(string table, string column) => _columns.FirstOrDefault(c => Same(c.Table, table) && Same(c.Name, column));

    /// <exception cref="PsdPurgeException"><c>SchemaUnexpected</c>: the column does not exist.</exception>
    public ServerColumn Required(string table, string column) => Find(table, column) ?? throw new PsdPurgeException(
        ErrorIds.SchemaUnexpected,
        ErrorKind.InvalidData,
        $"{_frontEnd.DataSource} has no column {column} in rtc.dbo.{table}. Check that it is a Front-End's RTCLOCAL; for servers that differ, "
            + "give the profile that fits with -SchemaProfile (docs/schema.md).",
        _frontEnd);

    /// <summary>The column that a link points to.</summary>
    public ServerColumn Target(LinkTarget target) => Required(SchemaLink.TargetTable(target), target.ToString());

    /// <summary>Whether the column is unique in its table.</summary>
    public bool IsUnique(ServerColumn column) => _unique.Any(u => Same(u.Table, column.Table) && Same(u.Column, column.Name));

    /// <summary>Unique columns of other tables, through which a link may go.</summary>
    public IReadOnlyList<ServerColumn> OtherKeys =>
        [.. _unique.Where(u => !SubjectTables.Contains(u.Table, StringComparer.OrdinalIgnoreCase))
            .Select(u => Find(u.Table, u.Column))
            .OfType<ServerColumn>()
            .Distinct()];

    /// <summary>Reads the schema from the server, in one request.</summary>
    /// <param name="connection">The server.</param>
    /// <param name="profile">The profile whose links are to be followed: the tables that they go through are read as well.</param>
    /// <param name="token">Ends it.</param>
    public static ServerSchema Read(FrontEndConnection connection, SchemaProfile profile, CancellationToken token)
    {
        string[] through = [.. new[] { profile.Organizer, profile.Conference }.Select(l => l.Through?.Table).OfType<string>()];
        return through.Length == 0
            ? Read(connection, new QueryBatch(), [], [], token)
            : Read(
                connection,
                SchemaStatements.ThroughColumns,
                SchemaStatements.ThroughKeys,
                token,
                Name("@Table1", through[0]),
                Name("@Table2", through[through.Length - 1]));
    }

    /// <summary>Reads the schema with all tables through which a link may go.</summary>
    public static ServerSchema ReadAll(FrontEndConnection connection, CancellationToken token) =>
        Read(connection, SchemaStatements.OtherColumns, SchemaStatements.OtherKeys, token);

    private static ServerSchema Read(
        FrontEndConnection connection, string otherColumns, string otherKeys, CancellationToken token, params SqlParameter[] parameters)
    {
        List<ServerColumn> others = [];
        List<(string Table, string Column)> unique = [];
        QueryBatch batch = new QueryBatch()
            .Ask(otherColumns, row => others.Add(ServerColumn.Read(row)))
            .Ask(otherKeys, row => unique.Add((row.GetString(0), row.GetString(1))));
        return Read(connection, batch, others, unique, token, parameters);
    }

    private static ServerSchema Read(
        FrontEndConnection connection,
        QueryBatch batch,
        List<ServerColumn> others,
        List<(string Table, string Column)> unique,
        CancellationToken token,
        params SqlParameter[] parameters)
    {
        List<ServerColumn> columns = [];
        List<(int Index, string Column)> keys = [];
        List<(int Index, string Column)> indexes = [];
        batch
            .Ask(SchemaStatements.Columns, row => columns.Add(ServerColumn.Read(row)))
            .Ask(SchemaStatements.UniqueKey, row => keys.Add((row.GetInt32(0), row.GetString(2))))
            .Ask(SchemaStatements.ConferenceIndexes, row => indexes.Add((row.GetInt32(0), row.GetString(1))))
            .Run(connection, token, parameters);
        return new ServerSchema(
            connection.FrontEnd,
            [.. columns, .. others],
            [.. keys.Where(k => k.Index == keys[0].Index).Select(k => k.Column)],
            unique,
            [.. indexes.GroupBy(i => i.Index).Select(index => index.Select(i => i.Column).ToList())]);
    }

    private static SqlParameter Name(string parameter, string name) =>
        new(parameter, System.Data.SqlDbType.NVarChar, ServerLimits.NameCharacters) { Value = name };

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
