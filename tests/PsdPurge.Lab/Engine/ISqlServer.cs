namespace PsdPurge.Lab.Engine;

/// <summary>The engine that answers T-SQL behind one lab Front-End's endpoint. It knows nothing about the wire protocol.</summary>
public interface ISqlServer
{
    /// <summary>Opens a session for a login that is already authenticated.</summary>
    /// <exception cref="TSqlException">4060: the database does not exist or may not be opened.</exception>
    ISqlSession OpenSession(string login, string database);
}

/// <summary>One connection's session: current database, SET options, temp tables and transaction. Only one thread at a time uses it.</summary>
public interface ISqlSession : IDisposable
{
    /// <summary>The current database.</summary>
    string Database { get; }

    /// <summary>How many transactions are open (@@TRANCOUNT).</summary>
    int TransactionCount { get; }

    /// <summary>Runs a batch and reports its whole output to <paramref name="sink"/>, in order.</summary>
    /// <param name="batch">Text and parameters.</param>
    /// <param name="sink">Receives result sets, counts, messages, and errors that do not end the batch.</param>
    /// <param name="cancel">The client's attention. The running statement soon stops with <see cref="OperationCanceledException"/>. An open transaction stays
    /// open.</param>
    /// <exception cref="TSqlException">An error that ends the batch.</exception>
    void Execute(SqlBatch batch, IResultSink sink, CancellationToken cancel);

    /// <summary>Begins a transaction, as requested by the protocol's transaction manager request.</summary>
    void BeginTransaction();

    /// <summary>Commits the transaction. Error 3902 if there is none.</summary>
    void Commit();

    /// <summary>Rolls back the transaction. Error 3903 if there is none.</summary>
    void Rollback();

    /// <summary>sp_reset_connection: rolls back, drops temp tables, restores SET options and the login's database.</summary>
    void Reset();
}

/// <summary>
/// T-SQL text with its parameters. With parameters (or with <paramref name="Nested"/>), it is the text of an sp_executesql call. Such a call is a scope of its
/// own, so its temp tables and SET options end with it.
/// </summary>
public sealed record SqlBatch(string Text, IReadOnlyList<BatchParameter> Parameters, bool Nested = false);

/// <summary>A parameter. Its name includes the @. Its value is in the representation that <see cref="SqlType"/> describes.</summary>
public sealed record BatchParameter(string Name, SqlType Type, object? Value, bool Output = false);

/// <summary>Receives the output of a batch.</summary>
public interface IResultSink
{
    /// <summary>A result set begins.</summary>
    void BeginRows(IReadOnlyList<SqlColumn> columns);

    /// <summary>A row of the result set. <paramref name="row"/> is valid only during the call.</summary>
    void Row(IRow row);

    /// <summary>A statement ended. <paramref name="rowCount"/> is null if it has none or if NOCOUNT is on. Even then, result sets end with this call.</summary>
    void EndStatement(long? rowCount);

    /// <summary>A message (class 10 or less) or an error that does not end the batch (class 11 or more).</summary>
    void Message(SqlMessage message);

    /// <summary>The current database changed (USE).</summary>
    void DatabaseChanged(string database);

    /// <summary>A transaction began (by T-SQL text), or ended.</summary>
    void TransactionChanged(TransactionEvent change);

    /// <summary>The value of an output parameter, at the end of the batch.</summary>
    void OutputParameter(BatchParameter parameter);
}

/// <summary>What happened to a transaction.</summary>
public enum TransactionEvent { Begun, Committed, RolledBack }

/// <summary>A message or an error, with the numbers that SQL Server uses.</summary>
public sealed record SqlMessage(int Number, byte Class, byte State, string Text, int Line = 1, string? Procedure = null);

/// <summary>An error that ends the batch.</summary>
public sealed class TSqlException(SqlMessage error) : Exception(error.Text)
{
    /// <summary>Number, class and text.</summary>
    public SqlMessage Error { get; } = error;

    public TSqlException(int number, string text, byte @class = 16, byte state = 1)
        : this(new SqlMessage(number, @class, state, text))
    {
    }
}

/// <summary>
/// The current row of a result set. Columns are read by ordinal, in the representation that <see cref="SqlType"/> describes. No value is copied.
/// </summary>
public interface IRow
{
    bool IsNull(int ordinal);

    long GetInt64(int ordinal);

    double GetDouble(int ordinal);

    /// <summary>Text as UTF-8.</summary>
    ReadOnlySpan<byte> GetUtf8(int ordinal);

    ReadOnlySpan<byte> GetBytes(int ordinal);
}
