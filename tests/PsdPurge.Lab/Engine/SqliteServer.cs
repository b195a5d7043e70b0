namespace PsdPurge.Lab.Engine;

/// <summary>One lab Front-End's SQL Server instance: T-SQL on SQLite files in a temporary folder of its own.</summary>
public sealed class SqliteServer : ISqlServer, IDisposable
{
    private readonly string _folder;
    private int _lastSessionId = 50;

    /// <summary>Starts an instance with the databases master and tempdb.</summary>
    /// <param name="serverName">What @@SERVERNAME answers, such as <c>FE01\RTCLOCAL</c>.</param>
    /// <param name="databases">Further databases; rtc and rtcdyn unless told.</param>
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

    /// <summary>Told of each statement that ran without an error, on its session's thread.</summary>
    public event Action<StatementCost>? StatementCompleted;

    internal bool IsWatched => StatementCompleted is not null;

    internal void Completed(StatementCost cost) => StatementCompleted?.Invoke(cost);

    internal ServerCatalog Catalog { get; }

    internal BatchCache Batches { get; } = new();

    /// <summary>Makes a database. 1801 where it exists.</summary>
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

    /// <summary>Gives a login server roles, such as sysadmin, for IS_SRVROLEMEMBER. Any other login is plain.</summary>
    public void AddLogin(string login, params string[] serverRoles) => Catalog.Permissions.SetRoles(login, serverRoles);

    /// <summary>From now on the login gets error 229 for this permission on an object: <c>PersistedServiceData</c>, <c>rtc.dbo.Conference</c>.</summary>
    public void Deny(string login, string permission, string obj) => Catalog.Permissions.Deny(login, permission, obj);

    /// <summary>From now on the login gets 4060 when it connects to the database, and 916 when it uses it from another.</summary>
    public void DenyDatabase(string login, string database) => Catalog.Permissions.DenyDatabase(login, database);

    /// <summary>Takes back all that was denied to a login.</summary>
    public void Allow(string login) => Catalog.Permissions.Allow(login);

    /// <summary>What sys.databases and sys.database_files say of a database; the database itself stays as it is.</summary>
    public void Describe(string database, DatabaseState state) => Catalog.Find(database)!.State = state;

    /// <summary>What the server says of itself; it stays as it is.</summary>
    public void Describe(ServerState state) => Catalog.State = state;

    /// <summary>Runs a script, GO lines included, for seeding and for assertions. An error of class 11 or more throws.</summary>
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
    /// Adds rows fast: one transaction, one prepared statement. Values as <see cref="SqlType"/> describes, in the order of <paramref name="columns"/>.
    /// </summary>
    /// <param name="table">The table: <c>rtc.dbo.Document</c>.</param>
    /// <param name="columns">Its columns that <paramref name="rows"/> hold; an identity column may be among them.</param>
    /// <param name="rows">The rows. An array may be used again for the next one.</param>
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

    /// <summary>Puts back what <see cref="Save"/> wrote of a database that the same script had made. No session may be open.</summary>
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
            // Windows keeps files that a session has open; the temporary folder is swept by the system.
        }
    }
}
