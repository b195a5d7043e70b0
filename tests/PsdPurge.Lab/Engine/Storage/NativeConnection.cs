using SQLitePCL;

namespace PsdPurge.Lab.Engine;

/// <summary>A session's own SQLite connection, to which the server's databases are attached.</summary>
internal sealed class NativeConnection : IDisposable
{
    private const int StatementsKept = 200;
    private readonly Dictionary<string, NativeStatement> _statements = [];
    private readonly HashSet<string> _attached = new(StringComparer.OrdinalIgnoreCase);
    private readonly sqlite3 _handle;
    private readonly LookupPlans _plans;
    private CancellationToken _cancel;
    private NativeWork _work;

    static NativeConnection() => Batteries_V2.Init();

    public NativeConnection()
    {
        raw.sqlite3_open_v2(":memory:", out _handle, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE | raw.SQLITE_OPEN_NOMUTEX, null);
        raw.sqlite3_extended_result_codes(_handle, 1);
        raw.sqlite3_busy_timeout(_handle, 10_000);
        raw.sqlite3_progress_handler(_handle, 2000, _ => _cancel.IsCancellationRequested ? 1 : 0, null);
        _plans = new LookupPlans(_handle);
        Collations.Register(_handle);
        Execute("PRAGMA temp_store = MEMORY");
    }

    public sqlite3 Handle => _handle;

    /// <summary>Rows that the last write changed.</summary>
    public int Changes => raw.sqlite3_changes(_handle);

    /// <summary>An error that a registered function could not throw through SQLite.</summary>
    public Exception? Pending { get; set; }

    /// <summary>The token that may stop the running step.</summary>
    public CancellationToken Cancel
    {
        set => _cancel = value;
    }

    public void Attach(string name, string path)
    {
        if (!_attached.Add(name))
        {
            return;
        }

        Execute($"ATTACH DATABASE {SqlText.String(path)} AS {SqlText.Name(name)}");
        string quoted = SqlText.Name(name);
        Execute($"PRAGMA {quoted}.synchronous = OFF");
        Execute($"PRAGMA {quoted}.cache_size = -65536");
        Execute($"PRAGMA {quoted}.mmap_size = 1073741824");
    }

    /// <summary>Returns the cost of the statements that were released since the last call.</summary>
    public NativeWork TakeWork()
    {
        NativeWork work = _work;
        _work = default;
        return work;
    }

    public bool IsAttached(string name) => _attached.Contains(name);

    /// <summary>Returns a prepared statement, reset and without bound values. Dispose releases it.</summary>
    public NativeStatement Prepare(string sql)
    {
        if (_statements.TryGetValue(sql, out NativeStatement? known) && !known.InUse)
        {
            known.InUse = true;
            _plans.Allow(known.MayIndex);
            return known;
        }

        bool mayIndex = _plans.MayIndex(sql);
        _plans.Allow(mayIndex);
        int code = raw.sqlite3_prepare_v3(_handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out sqlite3_stmt handle);
        if (code != raw.SQLITE_OK)
        {
            throw Failure(code, sql);
        }

        NativeStatement statement = new(this, handle, sql) { InUse = true, MayIndex = mayIndex };
        if (known is null)
        {
            MakeRoom();
            _statements[sql] = statement;
        }

        return statement;
    }

    public void Release(NativeStatement statement)
    {
        _work.Add(statement.Handle);
        statement.Reset();
        statement.InUse = false;
        if (!_statements.TryGetValue(statement.Sql, out NativeStatement? kept) || kept != statement)
        {
            statement.Handle.Dispose();
        }
    }

    public void Execute(string sql)
    {
        using NativeStatement statement = Prepare(sql);
        while (statement.Step())
        {
        }
    }

    /// <summary>Turns a failure of SQLite into the T-SQL error that it stands for.</summary>
    public Exception Failure(int code, string sql)
    {
        Exception? pending = Pending;
        Pending = null;
        string text = raw.sqlite3_errmsg(_handle).utf8_to_string();
        return (code & 0xFF) switch
        {
            raw.SQLITE_INTERRUPT => new OperationCanceledException(_cancel),
            _ when pending is not null => pending,
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => Errors.LockTimeout(),
            raw.SQLITE_CONSTRAINT => new ConstraintException(text),
            _ when text.Contains("integer overflow", StringComparison.Ordinal) => Errors.Overflow(SqlTypes.BigInt),
            _ when text.StartsWith("no such table: ", StringComparison.Ordinal) => Errors.InvalidObject(text["no such table: ".Length..]),
            _ => Errors.NotSupported($"this statement: {text} in: {sql}"),
        };
    }

    public void Dispose()
    {
        foreach (NativeStatement statement in _statements.Values)
        {
            statement.Handle.Dispose();
        }

        _statements.Clear();
        raw.sqlite3_close_v2(_handle);
        _handle.Dispose();
    }

    private void MakeRoom()
    {
        if (_statements.Count < StatementsKept)
        {
            return;
        }

        foreach (NativeStatement idle in _statements.Values.Where(s => !s.InUse).ToList())
        {
            _statements.Remove(idle.Sql);
            idle.Handle.Dispose();
        }
    }
}

/// <summary>SQLite's own message about a violated constraint. Code that knows the table turns it into SQL Server's message.</summary>
internal sealed class ConstraintException(string text) : Exception(text);
