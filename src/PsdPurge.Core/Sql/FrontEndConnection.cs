using System.Data;

namespace PsdPurge.Sql;

/// <summary>
/// An open session on a Front-End's rtc database. Only one thread may use it at a time. Sessions are not pooled: a pooled session is dead after an outage,
/// and a server in trouble should not keep idle ones.
/// </summary>
internal sealed class FrontEndConnection : IDisposable
{
    private readonly SqlConnection _connection;
    private readonly ConnectionSettings _settings;
    private bool _isInTransaction;
    private bool _sessionIsSet;

    private FrontEndConnection(FrontEnd frontEnd, SqlConnection connection, ConnectionSettings settings)
    {
        FrontEnd = frontEnd;
        _connection = connection;
        _settings = settings;
    }

    public FrontEnd FrontEnd { get; }

    /// <exception cref="PsdPurgeException">The Front-End cannot be reached, or refuses.</exception>
    public static FrontEndConnection Open(FrontEnd frontEnd, ConnectionSettings settings, CancellationToken token) =>
        new(frontEnd, ConnectionOpening.Open(frontEnd, settings, token), settings);

    /// <summary>Runs statements that return no rows. Returns the number of changed rows.</summary>
    public int Execute(string sql, CancellationToken token, params SqlParameter[] parameters) =>
        Run(sql, parameters, command => command.ExecuteNonQuery(), token);

    /// <summary>Runs a query and calls <paramref name="read"/> with its reader, at the first result set.</summary>
    public T Query<T>(string sql, Func<SqlDataReader, T> read, CancellationToken token, params SqlParameter[] parameters) =>
        Run(
            sql,
            parameters,
            command =>
            {
                using SqlDataReader reader = command.ExecuteReader();
                T result = read(reader);
                while (reader.NextResult())
                {
                    // An error after the first result set is thrown only here.
                }

                return result;
            },
            token);

    /// <summary>Runs a query and calls <paramref name="row"/> for every row of its first result set.</summary>
    public long ForEach(string sql, Action<SqlDataReader> row, CancellationToken token, params SqlParameter[] parameters) =>
        Query(
            sql,
            reader =>
            {
                var count = 0L;
                while (reader.Read())
                {
                    row(reader);
                    count++;
                }

                return count;
            },
            token,
            parameters);

    /// <summary>
    /// Begins a transaction, which lasts until <see cref="Commit"/> or <see cref="Rollback"/>. It uses T-SQL and not the client's transaction object. If a
    /// commit of that object times out, it abandons the connection without closing it, and the server keeps all locks.
    /// </summary>
    public void BeginTransaction(CancellationToken token)
    {
        EnsureSession(token);
        _isInTransaction = true;
        Execute(SessionStatements.Begin, token);
    }

    /// <summary>Commits. If this throws, the outcome is unknown.</summary>
    public void Commit()
    {
        Execute(SessionStatements.Commit, CancellationToken.None);
        _isInTransaction = false;
    }

    /// <summary>Rolls back. A lost connection has rolled back by itself. If the rollback fails, the connection is closed, which rolls back, too.</summary>
    public void Rollback()
    {
        if (!_isInTransaction)
        {
            return;
        }

        _isInTransaction = false;
        try
        {
            Execute(SessionStatements.Rollback, CancellationToken.None);
        }
        catch (PsdPurgeException)
        {
            _connection.Close();
        }
    }

    /// <summary>Closes the connection. The server rolls back an open transaction.</summary>
    public void Dispose() => _connection.Dispose();

    private void EnsureSession(CancellationToken token)
    {
        if (!_sessionIsSet)
        {
            Execute(SessionStatements.Nothing, token);
        }
    }

    private T Run<T>(string sql, SqlParameter[] parameters, Func<SqlCommand, T> execute, CancellationToken token)
    {
        if (parameters.Length > 0)
        {
            // SET options in a parametrized statement end with it, so they are sent before it in their own batch.
            EnsureSession(token);
        }

        using SqlCommand command = _connection.CreateCommand();
        command.CommandText = _sessionIsSet ? sql : SessionStatements.Settings(_settings.LockTimeout) + sql;
        command.CommandTimeout = (int)Math.Ceiling(_settings.CommandTimeout.TotalSeconds);
        command.Parameters.AddRange(parameters);
        try
        {
            using CancellationTokenRegistration cancel = token.Register(command.Cancel);
            T result = Guard("asking", () => execute(command), token);
            _sessionIsSet = true;
            return result;
        }
        finally
        {
            command.Parameters.Clear();
        }
    }

    /// <summary>The client throws "invalid operation" for a broken connection. If the connection is open, the exception has another cause.</summary>
    private bool IsOurMistake(Exception exception) => exception is InvalidOperationException && _connection.State == System.Data.ConnectionState.Open;

    private T Guard<T>(string doing, Func<T> action, CancellationToken token)
    {
        token.ThrowIfCancellationRequested();
        try
        {
            return action();
        }
        catch (Exception exception) when (SqlFailure.IsServerFailure(exception) && !IsOurMistake(exception))
        {
            token.ThrowIfCancellationRequested();
            throw SqlFailure.Translate(exception, FrontEnd, doing, opening: false);
        }
    }
}
