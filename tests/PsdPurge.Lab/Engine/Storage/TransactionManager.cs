namespace PsdPurge.Lab.Engine;

/// <summary>
/// A session's transaction. Before its first write, each read runs in a snapshot of its own, as READ COMMITTED allows. The first write takes the server's write
/// gate, and only then opens SQLite's transaction. So the transaction's snapshot is the newest one, and SQLite never has to refuse it.
/// </summary>
internal sealed class TransactionManager(NativeConnection connection, WriteGate gate, SessionOptions options)
{
    private readonly Stack<Action> _undo = new();
    private readonly List<(string Name, int Undo)> _savepoints = [];
    private bool _native;
    private bool _holdsGate;

    public int Count { get; private set; }

    /// <summary>Whether an error in a TRY block has made a commit impossible.</summary>
    public bool Doomed { get; private set; }

    /// <summary>The name in the outermost BEGIN TRANSACTION.</summary>
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

    /// <summary>Rolls back to a savepoint. False if there is none with that name.</summary>
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

    /// <summary>Makes a transaction take its locks now, before it reads what it is going to change.</summary>
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

    /// <summary>Opens the scope of one statement that writes to a table. The statement takes effect completely or not at all.</summary>
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
    /// <param name="durable">Whether it writes to a database. Outside of a transaction, writes to temp tables alone need no gate.</param>
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

    /// <summary>Registers what to do to the catalog when the running transaction or statement is rolled back.</summary>
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

    /// <summary>One writing statement. It is undone if it is disposed without <see cref="Complete"/>.</summary>
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
