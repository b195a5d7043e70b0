namespace PsdPurge.Lab.Engine;

/// <summary>
/// A session's transaction. Reads before its first write run each in a snapshot of their own, as READ COMMITTED allows; the first write takes
/// the server's write gate and only then opens SQLite's transaction, so its snapshot is the newest there is and SQLite never has to refuse it.
/// </summary>
internal sealed class TransactionManager(NativeConnection connection, WriteGate gate, SessionOptions options)
{
    private readonly Stack<Action> _undo = new();
    private readonly List<(string Name, int Undo)> _savepoints = [];
    private bool _native;
    private bool _holdsGate;

    public int Count { get; private set; }

    /// <summary>An error in a TRY block has made it impossible to commit.</summary>
    public bool Doomed { get; private set; }

    /// <summary>The name that the outermost BEGIN TRANSACTION gave.</summary>
    public string? Name { get; private set; }

    public void Begin(IResultSink? sink, string? name = null)
    {
        if (Count++ == 0)
        {
            Name = name;
            sink?.TransactionChanged(TransactionEvent.Begun);
        }
    }

    public void Commit(IResultSink? sink)
    {
        if (Count == 0)
        {
            throw new TSqlException(3902, "The COMMIT TRANSACTION request has no corresponding BEGIN TRANSACTION.");
        }

        if (Doomed)
        {
            throw new TSqlException(3930,
                "The current transaction cannot be committed and cannot support operations that write to the log file. Roll "
                + "back the transaction.");
        }

        if (--Count == 0)
        {
            End("COMMIT");
            sink?.TransactionChanged(TransactionEvent.Committed);
        }
    }

    public void Rollback(IResultSink? sink)
    {
        if (Count == 0)
        {
            throw new TSqlException(3903, "The ROLLBACK TRANSACTION request has no corresponding BEGIN TRANSACTION.");
        }

        Count = 0;
        Doomed = false;
        End("ROLLBACK");
        sink?.TransactionChanged(TransactionEvent.RolledBack);
    }

    public void Doom() => Doomed = Count > 0;

    public void Save(string name, CancellationToken cancel)
    {
        if (Count == 0)
        {
            throw new TSqlException(628, "Cannot issue SAVE TRANSACTION when there is no active transaction.");
        }

        Lock(cancel);
        connection.Execute("SAVEPOINT " + SqlText.Name("sp_" + name));
        _savepoints.Add((name, _undo.Count));
    }

    /// <summary>Rolls back to a savepoint; false if there is none of that name.</summary>
    public bool RollbackTo(string name)
    {
        int index = _savepoints.FindLastIndex(s => s.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (index < 0)
        {
            return false;
        }

        connection.Execute("ROLLBACK TO " + SqlText.Name("sp_" + _savepoints[index].Name));
        Undo(_savepoints[index].Undo);
        _savepoints.RemoveRange(index + 1, _savepoints.Count - index - 1);
        return true;
    }

    /// <summary>Makes a transaction take its locks now, before it reads what it means to change.</summary>
    public void Lock(CancellationToken cancel)
    {
        if (Count > 0 && !_native)
        {
            TakeGate(cancel);
            connection.Execute("BEGIN");
            _native = true;
        }
    }

    /// <summary>Waits until no other session has uncommitted changes in a table.</summary>
    public void WaitForWriter(TableInfo table, CancellationToken cancel)
    {
        if (!_holdsGate)
        {
            gate.WaitFor(table, this, options.LockTimeout, cancel);
        }
    }

    /// <summary>Opens the scope of one statement that writes to a table: all of it happens or nothing.</summary>
    public StatementScope BeginStatement(TableInfo table, CancellationToken cancel)
    {
        StatementScope scope = BeginStatement(!table.IsTemporary, cancel);
        if (!table.IsTemporary)
        {
            gate.Touch(table, this);
        }

        return scope;
    }

    /// <summary>Opens the scope of one writing statement.</summary>
    /// <param name="durable">Whether it writes to a database; temp tables alone need no gate outside of a transaction.</param>
    /// <param name="cancel">Ends a wait for the gate.</param>
    public StatementScope BeginStatement(bool durable, CancellationToken cancel)
    {
        if (Doomed)
        {
            throw new TSqlException(3930,
                "The current transaction cannot be committed and cannot support operations that write to the log file. Roll "
                + "back the transaction.");
        }

        if (Count > 0)
        {
            Lock(cancel);
            connection.Execute("SAVEPOINT statement");
            return new StatementScope(this, "RELEASE statement", "ROLLBACK TO statement");
        }

        if (durable)
        {
            TakeGate(cancel);
        }

        connection.Execute("BEGIN");
        return new StatementScope(this, "COMMIT", "ROLLBACK");
    }

    /// <summary>What to do to the catalog when the running transaction or statement is rolled back.</summary>
    public void OnRollback(Action undo) => _undo.Push(undo);

    private void TakeGate(CancellationToken cancel)
    {
        if (!_holdsGate)
        {
            gate.Enter(options.LockTimeout, cancel);
            _holdsGate = true;
        }
    }

    private void LeaveGate()
    {
        if (_holdsGate)
        {
            _holdsGate = false;
            gate.Leave();
        }
    }

    private void End(string how)
    {
        if (_native)
        {
            _native = false;
            connection.Execute(how);
        }

        Undo(how == "ROLLBACK" ? 0 : _undo.Count);
        _undo.Clear();
        _savepoints.Clear();
        LeaveGate();
    }

    private void Undo(int keep)
    {
        while (_undo.Count > keep)
        {
            _undo.Pop()();
        }
    }

    /// <summary>One writing statement. Disposed without <see cref="Complete"/>, it never happened.</summary>
    internal sealed class StatementScope(TransactionManager owner, string success, string failure) : IDisposable
    {
        private readonly int _undo = owner._undo.Count;
        private bool _open = true;

        public void Complete()
        {
            owner.Connection.Execute(success);
            Close();
        }

        public void Dispose()
        {
            if (!_open)
            {
                return;
            }

            owner.Connection.Execute(failure);
            if (owner._native)
            {
                owner.Connection.Execute("RELEASE statement");
            }

            owner.Undo(_undo);
            Close();
        }

        private void Close()
        {
            _open = false;
            if (!owner._native)
            {
                owner._undo.Clear();
                owner.LeaveGate();
            }
        }
    }

    private NativeConnection Connection => connection;
}
