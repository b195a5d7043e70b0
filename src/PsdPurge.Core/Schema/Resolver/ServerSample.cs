namespace PsdPurge.Schema.Resolver;

/// <summary>The rows that a search for a profile has read from one Front-End.</summary>
internal sealed class ServerSample
{
    /// <summary>The number of conferences to read at each end of the table. Their ids and addresses are searched in the entries.</summary>
    public const int MaxConferences = 25_000;

    private readonly List<object?[]> _rows = [];
    private readonly Dictionary<LinkTarget, KnownIds> _known = [];
    private readonly Dictionary<string, int> _positions = new(StringComparer.OrdinalIgnoreCase);

    private ServerSample(FrontEnd frontEnd, ServerSchema schema, IReadOnlyCollection<LivingConference> living, IReadOnlyList<SampleColumn> columns)
    {
        FrontEnd = frontEnd;
        Schema = schema;
        Living = living;
        Columns = columns;
        for (var i = 0; i < Columns.Count; i++)
        {
            _positions[Columns[i].Key] = i;
        }
    }

    public FrontEnd FrontEnd { get; }

    public ServerSchema Schema { get; }

    /// <summary>The conferences with their organizers.</summary>
    public IReadOnlyCollection<LivingConference> Living { get; }

    /// <summary>The columns that may contain a link.</summary>
    public IReadOnlyList<SampleColumn> Columns { get; }

    /// <summary>Number of entries.</summary>
    public int Count => _rows.Count;

    /// <summary>A sample from rows in memory.</summary>
    public static ServerSample Of(
        FrontEnd frontEnd, ServerSchema schema, IReadOnlyCollection<LivingConference> living, IReadOnlyList<SampleColumn> columns, IEnumerable<object?[]> rows)
    {
        ServerSample sample = new(frontEnd, schema, living, columns);
        sample._rows.AddRange(rows);
        return sample;
    }

    /// <summary>Reads the sample, with <paramref name="size"/> entries at each end of the table.</summary>
    public static ServerSample Read(FrontEndConnection connection, int size, CancellationToken token)
    {
        ServerSchema schema = ServerSchema.ReadAll(connection, token);
        HashSet<LivingConference> living = [];
        new QueryBatch()
            .Ask(ResolverStatements.Living(schema, newest: false), row => living.Add(ReadLiving(row)))
            .Ask(ResolverStatements.Living(schema, newest: true), row => living.Add(ReadLiving(row)))
            .Run(connection, token, EvidenceSample.Rows(MaxConferences));
        ServerSample sample = new(connection.FrontEnd, schema, living, MayLink(schema, new HopFinder(schema).Find(connection, token)));
        object? last = null;
        var head = connection.ForEach(
            ResolverStatements.Entries(sample.Columns, newest: false),
            row =>
            {
                last = row.GetValue(0);
                sample.Add(row);
            },
            token,
            EvidenceSample.Rows(size));
        if (head >= size && last is not null)
        {
            connection.ForEach(
                ResolverStatements.Entries(sample.Columns, newest: true),
                sample.Add,
                token,
                EvidenceSample.Rows(size),
                EntryParameter.Create("@After", schema.DocId, last));
        }

        return sample;
    }

    /// <summary>The ids to which a link to <paramref name="target"/> can refer.</summary>
    public KnownIds Known(LinkTarget target)
    {
        if (!_known.TryGetValue(target, out KnownIds? known))
        {
            _known.Add(target, known = new KnownIds(target, Living));
        }

        return known;
    }

    /// <summary>The document of each entry.</summary>
    public string DocId(int row) => ValueText.Of(_rows[row][0]) ?? "";

    /// <summary>The value of a column of an entry.</summary>
    public object? Value(int row, SampleColumn column) => _rows[row][_positions[column.Key] + 1];

    /// <summary>The DocId of an entry's document, unchanged.</summary>
    public object? RawDocId(int row) => _rows[row][0];

    /// <summary>A column's values as texts. Null if the column does not exist.</summary>
    /// <param name="column">The column.</param>
    /// <param name="encoding">The encoding of a binary column's text. Null for its bytes.</param>
    public string?[]? Texts(SampleColumn column, BinaryText? encoding)
    {
        if (!_positions.TryGetValue(column.Key, out var position))
        {
            return null;
        }

        BytesAsText? bytesAsText = encoding is { } known ? new BytesAsText(column.Value, known) : null;
        return [.. _rows.Select(r => r[position + 1] is byte[] bytes && bytesAsText is not null ? bytesAsText.Read(bytes) : ValueText.Of(r[position + 1]))];
    }

    /// <summary>Columns that may contain a link. DocId is the document's number, and nothing else.</summary>
    private static IReadOnlyList<SampleColumn> MayLink(ServerSchema schema, IReadOnlyList<SampleHop> hops)
    {
        return [.. Own(LinkTable.Document), .. Own(LinkTable.PersistedServiceData), .. hops.SelectMany(Beyond)];

        IEnumerable<SampleColumn> Own(LinkTable table) => schema.Table(table.ToString())
            .Where(c => c.Kind != ColumnKind.Other && !string.Equals(c.Name, "DocId", StringComparison.OrdinalIgnoreCase))
            .Select(c => new SampleColumn(table, c, null));
        IEnumerable<SampleColumn> Beyond(SampleHop hop) =>
            schema.Table(hop.Key.Table).Where(c => c.Kind != ColumnKind.Other && c != hop.Key).Select(c => new SampleColumn(hop.Table, c, hop));
    }

    private static LivingConference ReadLiving(SqlDataReader row) => new(
        ValueText.Of(row.GetValue(0))!,
        ValueText.Of(row.GetValue(1))!,
        ValueText.Of(row.GetValue(2)) ?? "",
        ValueText.Of(row.GetValue(3)),
        ValueText.Of(row.GetValue(4)));

    private void Add(SqlDataReader row)
    {
        var values = new object?[row.FieldCount];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = row.IsDBNull(i) ? null : row.GetValue(i);
        }

        _rows.Add(values);
    }
}
