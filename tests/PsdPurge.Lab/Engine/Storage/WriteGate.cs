using System.Collections.Concurrent;

namespace PsdPurge.Lab.Engine;

/// <summary>
/// Lets only one session of a server write at a time. SQLite has the same rule, but here the wait can be timed and cancelled. The gate also knows which tables
/// the writer has touched, for readers that must not see them before the writer is done.
/// </summary>
internal sealed class WriteGate : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly ConcurrentDictionary<int, object> _touched = new();

    /// <exception cref="TSqlException">Error 1222 after <paramref name="timeout"/> milliseconds. -1 waits forever.</exception>
    public void Enter(int timeout, CancellationToken cancel)
    {
        if (!_gate.Wait(timeout, cancel))
        {
            throw Errors.LockTimeout();
        }
    }

    public void Touch(TableInfo table, object writer) => _touched[table.ObjectId] = writer;

    public void Leave()
    {
        _touched.Clear();
        _gate.Release();
    }

    /// <summary>Waits until no other session has uncommitted changes in a table.</summary>
    public void WaitFor(TableInfo table, object reader, int timeout, CancellationToken cancel)
    {
        if (_touched.TryGetValue(table.ObjectId, out object? writer) && writer != reader)
        {
            Enter(timeout, cancel);
            Leave();
        }
    }

    public void Dispose() => _gate.Dispose();
}
