using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace PsdPurge.Lab.Engine;

/// <summary>A session: its own SQLite connection, temp tables, options and transaction.</summary>
internal sealed class SqliteSession : ISqlSession
{
    private readonly DatabaseInfo _home;
    private bool _disposed;

    public SqliteSession(SqliteServer server, string login, DatabaseInfo database, int id)
    {
        (Server, Login, Id, _home, CurrentDatabase) = (server, login, id, database, database);
        Names = new NameResolver(this);
        Transactions = new TransactionManager(Connection, server.Catalog.WriteGate, Options);
        FunctionRegistry functions = new(Connection);
        StringRuntime.Register(functions);
        NumberRuntime.Register(functions);
        DateRuntime.Register(functions);
        MetadataRuntime.Register(functions, this);
        AttachDatabases();
    }

    public SqliteServer Server { get; }

    public string Login { get; }

    public int Id { get; }

    public DatabaseInfo CurrentDatabase { get; set; }

    public NativeConnection Connection { get; } = new();

    public NameResolver Names { get; }

    public TempTables Temp { get; } = new();

    public SessionOptions Options { get; } = new();

    public TransactionManager Transactions { get; }

    public PlanCache Plans { get; } = new();

    /// <summary>@@ROWCOUNT.</summary>
    public long RowCount { get; set; }

    /// <summary>@@ERROR.</summary>
    public int LastError { get; set; }

    /// <summary>@@IDENTITY.</summary>
    public long? LastIdentity { get; set; }

    /// <summary>The value of HOST_NAME().</summary>
    public string HostName { get; set; } = Environment.MachineName;

    /// <summary>The value of APP_NAME().</summary>
    public string ApplicationName { get; set; } = "PsdPurge";

    public string Database => CurrentDatabase.Name;

    public int TransactionCount => Transactions.Count;

    public void Execute(SqlBatch batch, IResultSink sink, CancellationToken cancel)
    {
        AttachDatabases();
        new BatchRunner(this, sink, cancel).Run(batch);
    }

    /// <summary>SQLite's plan for a query without variables.</summary>
    public IReadOnlyList<string> Explain(string query)
    {
        ParsedBatch batch = Server.Batches.Get(query, "", Options.QuotedIdentifier);
        Run run = new(this, new Frame(), new ThrowingSink(), CancellationToken.None);
        return new QueryRunner(run).Explain((SelectStatement)batch.Statements[0]);
    }

    public void BeginTransaction() => Transactions.Begin(null);

    public void Commit() => Transactions.Commit(null);

    public void Rollback() => Transactions.Rollback(null);

    public void Reset()
    {
        if (TransactionCount > 0)
        {
            Transactions.Rollback(null);
        }

        DropTempTables(Temp.All.ToList());
        Options.Restore(new SessionOptions());
        (RowCount, LastError, LastIdentity, CurrentDatabase) = (0, 0, null, _home);
    }

    public void DropTempTables(IReadOnlyCollection<TableInfo> tables)
    {
        foreach (TableInfo table in tables)
        {
            Temp.Remove(table);
            Connection.Execute($"DROP TABLE IF EXISTS {table.Sqlite}");
        }
    }

    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        if (TransactionCount > 0)
        {
            Transactions.Rollback(null);
        }

        Connection.Dispose();
    }

    /// <summary>Attaches databases that were created since the session began. SQLite can attach only outside of a transaction.</summary>
    private void AttachDatabases()
    {
        if (TransactionCount > 0)
        {
            return;
        }

        foreach (DatabaseInfo database in Server.Catalog.Databases)
        {
            if (!Connection.IsAttached(database.Name))
            {
                Connection.Attach(database.Name, database.Path);
            }
        }
    }
}
