using System.Collections.Concurrent;
using System.Text;
using PsdPurge.Lab.Engine;

namespace PsdPurge.Lab.Tests.Tds;

/// <summary>What a scripted batch does.</summary>
internal delegate void Script(FakeSession session, SqlBatch batch, IResultSink sink, CancellationToken cancel);

/// <summary>An engine with a scripted answer for each batch text.</summary>
internal sealed class FakeSqlServer : ISqlServer
{
    public const string Echo = "ECHO";
    private readonly ConcurrentDictionary<string, Script> _scripts = new(StringComparer.OrdinalIgnoreCase);

    public FakeSqlServer()
    {
        Answer(Echo, (_, batch, sink, _) => sink.Rows(
            [.. batch.Parameters.Select(one => new SqlColumn(one.Name, one.Type))], [.. batch.Parameters.Select(one => one.Value)]));
        Answer("SELECT 1", (_, _, sink, _) => sink.Rows([new SqlColumn("", new SqlType(SqlTypeKind.Int), Nullable: false)], [1L]));
    }

    /// <summary>Calls to sessions other than batches, in order: "begin", "commit", "rollback", "reset", "end".</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>The batches that ran to their end or failed.</summary>
    public ConcurrentQueue<SqlBatch> Batches { get; } = new();

    public void Answer(string text, Script script) => _scripts[text] = script;

    public ISqlSession OpenSession(string login, string database) => database == "missing"
        ? throw new TSqlException(4060, "Cannot open database \"missing\" requested by the login. The login failed.", 11)
        : new FakeSession(this, database);

    internal void Run(FakeSession session, SqlBatch batch, IResultSink sink, CancellationToken cancel)
    {
        Batches.Enqueue(batch);
        Script script = _scripts.GetValueOrDefault(batch.Text) ?? throw new TSqlException(102, $"Incorrect syntax near '{batch.Text}'.", 15);
        script(session, batch, sink, cancel);
    }
}

internal sealed class FakeSession(FakeSqlServer server, string database) : ISqlSession
{
    public string Database => database;

    public int TransactionCount { get; private set; }

    public void Execute(SqlBatch batch, IResultSink sink, CancellationToken cancel) => server.Run(this, batch, sink, cancel);

    public void BeginTransaction()
    {
        TransactionCount++;
        server.Calls.Enqueue("begin");
    }

    public void Commit()
    {
        if (TransactionCount == 0)
        {
            throw new TSqlException(3902, "The COMMIT TRANSACTION request has no corresponding BEGIN TRANSACTION.");
        }

        TransactionCount--;
        server.Calls.Enqueue("commit");
    }

    public void Rollback()
    {
        TransactionCount = 0;
        server.Calls.Enqueue("rollback");
    }

    public void Reset()
    {
        TransactionCount = 0;
        server.Calls.Enqueue("reset");
    }

    public void Dispose() => server.Calls.Enqueue("end");
}

/// <summary>A row of boxed values.</summary>
internal sealed class FakeRow(IReadOnlyList<object?> values) : IRow
{
    public bool IsNull(int ordinal) => values[ordinal] is null;

    public long GetInt64(int ordinal) => (long)values[ordinal]!;

    public double GetDouble(int ordinal) => (double)values[ordinal]!;

    public ReadOnlySpan<byte> GetUtf8(int ordinal) => Encoding.UTF8.GetBytes((string)values[ordinal]!);

    public ReadOnlySpan<byte> GetBytes(int ordinal) => (byte[])values[ordinal]!;
}

internal static class SinkScripting
{
    /// <summary>A whole result set.</summary>
    public static void Rows(this IResultSink sink, IReadOnlyList<SqlColumn> columns, params object?[][] rows)
    {
        sink.BeginRows(columns);
        foreach (object?[] row in rows)
        {
            sink.Row(new FakeRow(row));
        }

        sink.EndStatement(rows.Length);
    }
}
