namespace PsdPurge.Lab.Engine;

/// <summary>One lab Front-End's SQL Server instance: T-SQL on SQLite files in a temporary folder of its own.</summary>
public sealed class SqliteServer : ISqlServer, IDisposable
{
    private readonly string _folder;
    private int _lastSessionId = 50;

    /// <summary>Starts an instance with the databases master and tempdb.</summary>
    /// <param name="serverName">The value of @@SERVERNAME, such as <c>FE01\RTCLOCAL</c>.</param>
    /// <param name="databases">Further databases. The default is rtc and rtcdyn.</param>
    public SqliteServer(string serverName = @"FE01\RTCLOCAL", IEnumerable<string>? databases = null)
    {
        _folder = Directory.CreateTempSubdirectory("psdpurge-lab-").FullName;
        Catalog = new ServerCatalog(_folder, serverName);
        AddLogin("sa", "sysadmin");
        foreach (string name in (string[])["master", "tempdb", .. databases ?? ["rtc", "rtcdyn"]])
        {
            CreateDatabase(name);
        }
    }

    /// <summary>Raised for each statement that ran without an error, on its session's thread.</summary>
    public event Action<StatementCost>? StatementCompleted;

    internal bool IsWatched => StatementCompleted is not null;

    internal void Completed(StatementCost cost) => StatementCompleted?.Invoke(cost);

    internal ServerCatalog Catalog { get; }

    internal BatchCache Batches { get; } = new();

    /// <summary>Creates a database. Error 1801 if it exists.</summary>
    public void CreateDatabase(string name, string? collation = null)
    {
        DatabaseInfo database = Catalog.Create(name, collation);
        using NativeConnection connection = new();
        connection.Attach(name, database.Path);
        connection.Execute($"PRAGMA {SqlText.Name(name)}.journal_mode = WAL");
    }

    /// <inheritdoc/>
    public ISqlSession OpenSession(string login, string database)
    {
        DatabaseInfo? info = Catalog.Find(database.Length == 0 ? "master" : database);
        return info is not null && Catalog.Permissions.MayOpen(login, info.Name)
            ? new SqliteSession(this, login, info, Interlocked.Increment(ref _lastSessionId))
            : throw Errors.CannotOpenDatabase(database);
    }

    /// <summary>Gives a login server roles, such as sysadmin, for IS_SRVROLEMEMBER. Any other login has none.</summary>
    public void AddLogin(string login, params string[] serverRoles) => Catalog.Permissions.SetRoles(login, serverRoles);

    /// <summary>
    /// From now on, the login gets error 229 for this permission on an object such as <c>PersistedServiceData</c> or <c>rtc.dbo.Conference</c>.
    /// </summary>
    public void Deny(string login, string permission, string obj) => Catalog.Permissions.Deny(login, permission, obj);

    /// <summary>From now on, the login gets error 4060 when it connects to the database, and 916 when it uses it from another one.</summary>
    public void DenyDatabase(string login, string database) => Catalog.Permissions.DenyDatabase(login, database);

    /// <summary>Lifts everything that was denied to a login.</summary>
    public void Allow(string login) => Catalog.Permissions.Allow(login);

    /// <summary>Sets what sys.databases and sys.database_files show for a database. The database itself does not change.</summary>
    public void Describe(string database, DatabaseState state) => Catalog.Find(database)!.State = state;

    /// <summary>Sets what the server reports about itself. The server itself does not change.</summary>
    public void Describe(ServerState state) => Catalog.State = state;

    /// <summary>Runs a script, including GO lines, for seeding and for assertions. An error of class 11 or more throws an exception.</summary>
    public void Execute(string tsql, string database = "rtc")
    {
        using ISqlSession session = OpenSession("sa", database);
        foreach (string batch in SqlScript.Batches(tsql))
        {
            session.Execute(new SqlBatch(batch, []), new ThrowingSink(), CancellationToken.None);
        }
    }

    /// <summary>The first column of the first row of a query: null, long, double, string or byte[].</summary>
    public object? Scalar(string tsql, string database = "rtc")
    {
        using ISqlSession session = OpenSession("sa", database);
        ThrowingSink sink = new();
        session.Execute(new SqlBatch(tsql, []), sink, CancellationToken.None);
        return sink.First;
    }

    /// <summary>
    /// Adds rows fast, in one transaction with one prepared statement. Values are in the representation that <see cref="SqlType"/> describes, in the order of
    /// <paramref name="columns"/>.
    /// </summary>
    /// <param name="table">The table, such as <c>rtc.dbo.Document</c>.</param>
    /// <param name="columns">The columns that <paramref name="rows"/> fill. An identity column may be among them.</param>
    /// <param name="rows">The rows. An array may be used again for the next row.</param>
    public long Seed(string table, IReadOnlyList<string> columns, IEnumerable<object?[]> rows)
    {
        using SqliteSession session = (SqliteSession)OpenSession("sa", "rtc");
        return new BulkSeeder(session).Insert(table, columns, rows);
    }

    /// <summary>Writes a database's rows and indexes to a file for <see cref="Restore"/>.</summary>
    public void Save(string database, string file)
    {
        using NativeConnection connection = new();
        connection.Attach(database, Catalog.Find(database)!.Path);
        connection.Execute($"VACUUM {SqlText.Name(database)} INTO {SqlText.String(file)}");
    }

    /// <summary>Restores what <see cref="Save"/> wrote of a database that the same script had made. No session may be open.</summary>
    public void Restore(string database, string file)
    {
        string path = Catalog.Find(database)!.Path;
        File.Delete(path + "-wal");
        File.Delete(path + "-shm");
        File.Copy(file, path, overwrite: true);
        using NativeConnection connection = new();
        connection.Attach(database, path);
        connection.Execute($"PRAGMA {SqlText.Name(database)}.journal_mode = WAL");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Catalog.WriteGate.Dispose();
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (IOException)
        {
            // Windows keeps files that a session has open. The system cleans up the temporary folder.
        }
    }
}
