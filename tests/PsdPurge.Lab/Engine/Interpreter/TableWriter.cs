namespace PsdPurge.Lab.Engine;

/// <summary>Inserts rows into a table: conversions, NULL checks, identity, keys.</summary>
internal sealed class TableWriter : IDisposable
{
    private readonly SqliteSession _session;
    private readonly TableInfo _table;
    private readonly IReadOnlyList<ColumnInfo> _targets;
    private readonly Conversion?[] _conversions;
    private readonly NativeStatement _insert;
    private readonly ColumnInfo? _identity;
    private readonly ColumnInfo? _version;
    private readonly int _explicitIdentity;
    private readonly ColumnInfo? _missing;
    private readonly string _verb;
    private Func<int, object?>? _given;

    /// <param name="session">The session that writes.</param>
    /// <param name="table">The table.</param>
    /// <param name="targets">Columns that get a value from each row, in the row's order.</param>
    /// <param name="sources">The types of those values.</param>
    /// <param name="returning">Expressions over the new row to return, as SQLite's SQL.</param>
    /// <param name="verb">INSERT or UPDATE, for error texts.</param>
    public TableWriter(SqliteSession session, TableInfo table, IReadOnlyList<ColumnInfo> targets, IReadOnlyList<SqlType> sources,
        string? returning = null, string verb = "INSERT")
    {
        (_session, _table, _targets, _verb) = (session, table, targets, verb);
        _conversions = [.. targets.Select((c, i) => Conversions.IsFree(sources[i], c.Type)
            ? null : new Conversion(sources[i], c.Type, ConversionMode.Assignment))];
        _explicitIdentity = targets.ToList().FindIndex(c => c.Identity is not null);
        _identity = _explicitIdentity < 0 ? table.IdentityColumn : null;
        _version = table.Columns.FirstOrDefault(c => c.Type.Kind == SqlTypeKind.RowVersion);
        _missing = table.Columns.FirstOrDefault(c => !c.Nullable && c.Identity is null && !c.IsReadOnly && !targets.Contains(c));
        List<string> names = [.. targets.Select(c => SqlText.Name(c.Name))];
        names.AddRange(((ColumnInfo?[])[_identity, _version]).OfType<ColumnInfo>().Select(c => SqlText.Name(c.Name)));
        string values = names.Count == 0
            ? "DEFAULT VALUES" : $"({string.Join(", ", names)}) VALUES ({string.Join(", ", names.Select((_, i) => $"?{i + 1}"))})";
        _insert = session.Connection.Prepare($"INSERT INTO {table.Sqlite} {values}{(returning is null ? "" : " RETURNING " + returning)}");
    }

    /// <summary>The identity value of the last row.</summary>
    public long? LastIdentity { get; private set; }

    /// <summary>The result of RETURNING for the last row, until the next row is written.</summary>
    public IRow Returned => _insert;

    /// <summary>Inserts the current row of a statement.</summary>
    public void Write(NativeStatement source, int skip = 0)
    {
        _insert.Rewind();
        for (int i = 0; i < _targets.Count; i++)
        {
            if (_conversions[i] is { } how)
            {
                BindChecked(i, Conversions.Convert(source.GetValue(i + skip), how));
            }
            else if (source.IsNull(i + skip))
            {
                BindChecked(i, null);
            }
            else
            {
                _insert.BindColumn(i + 1, source, i + skip);
                Seen(i, source, skip);
            }
        }

        Finish(i => source.GetValue(i + skip));
    }

    /// <summary>Inserts a row of boxed values.</summary>
    public void Write(object?[] values)
    {
        _insert.Rewind();
        for (int i = 0; i < _targets.Count; i++)
        {
            object? value = _conversions[i] is { } how ? Conversions.Convert(values[i], how) : values[i];
            BindChecked(i, value);
            if (i == _explicitIdentity && value is long number)
            {
                Seen(number);
            }
        }

        Finish(i => values[i]);
    }

    public void Dispose() => _insert.Dispose();

    private void BindChecked(int index, object? value)
    {
        ColumnInfo column = _targets[index];
        if (value is null && !column.Nullable)
        {
            throw Null(column);
        }

        _insert.Bind(index + 1, value);
        if (index == _explicitIdentity && value is long number)
        {
            Seen(number);
        }
    }

    private void Seen(int index, NativeStatement source, int skip)
    {
        if (index == _explicitIdentity)
        {
            Seen(source.GetInt64(index + skip));
        }
    }

    private void Seen(long identity)
    {
        _targets[_explicitIdentity].Identity!.Seen(identity);
        LastIdentity = identity;
    }

    private TSqlException Null(ColumnInfo column) =>
        Errors.NullNotAllowed(column.Name, _table.IsTemporary ? $"tempdb.dbo.{_table.Name}" : $"{_table.Database.Name}.dbo.{_table.Name}",
            _verb);

    private void Finish(Func<int, object?> given)
    {
        _given = given;
        if (_missing is not null)
        {
            throw Null(_missing);
        }

        int next = _targets.Count;
        if (_identity is not null)
        {
            long value = Conversions.CheckRange(_identity.Identity!.Next(), SqlTypes.Float, _identity.Type);
            LastIdentity = value;
            _insert.Bind(++next, _identity.Type.IsDecimal() ? value.ToString(System.Globalization.CultureInfo.InvariantCulture) : value);
        }

        if (_version is not null)
        {
            _insert.Bind(++next, Version(_session));
        }

        try
        {
            _insert.Step();
        }
        catch (ConstraintException violation)
        {
            _insert.Rewind();
            throw KeyViolation.Explain(violation, _table, KeyValue);
        }
    }

    public static byte[] Version(SqliteSession session)
    {
        byte[] bytes = new byte[8];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes, session.Server.Catalog.NextRowVersion());
        return bytes;
    }

    /// <summary>A value of the refused row.</summary>
    private object? KeyValue(string column)
    {
        int index = _targets.ToList().FindIndex(c => c.Name.Equals(column, StringComparison.OrdinalIgnoreCase));
        object? given = index < 0 ? LastIdentity : _given?.Invoke(index);
        return index >= 0 && _conversions[index] is { } how ? Conversions.Convert(given, how) : given;
    }
}
