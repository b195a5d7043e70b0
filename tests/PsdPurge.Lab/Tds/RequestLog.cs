namespace PsdPurge.Lab.Tds;

/// <summary>What a client asked for.</summary>
public enum RequestKind
{
    /// <summary>Logged in.</summary>
    Login,

    /// <summary>A batch of T-SQL.</summary>
    Batch,

    /// <summary>A remote procedure call: parametrized T-SQL (sp_executesql and its like) or a stored procedure.</summary>
    Rpc,

    /// <summary>Begin, commit, roll back or save, as the client's transaction object asks.</summary>
    BeginTransaction,
    Commit,
    Rollback,
    SaveTransaction,

    /// <summary>The client gave up on what it asked before.</summary>
    Attention,
}

/// <summary>A request that a lab server received.</summary>
/// <param name="ConnectionId">Numbers the connections of a server from 1.</param>
/// <param name="Kind">What was asked for.</param>
/// <param name="Text">T-SQL; of a login the login's name.</param>
/// <param name="ParameterCount">How many parameters the T-SQL has.</param>
/// <param name="Reset">It asked to reset the session first, as the first use of a pooled connection does.</param>
public sealed record RequestRecord(int ConnectionId, RequestKind Kind, string Text, int ParameterCount = 0, bool Reset = false);

/// <summary>A request that was executed.</summary>
/// <param name="Request">What was asked.</param>
/// <param name="Rows">Rows of its answer.</param>
/// <param name="Started">When, in ticks of <see cref="System.Diagnostics.Stopwatch"/>.</param>
/// <param name="Ended">When it was executed, before the answer went out.</param>
public sealed record RequestCompletion(RequestRecord Request, long Rows, long Started, long Ended);

/// <summary>The requests that a server received, the oldest forgotten once there are too many. Thread-safe.</summary>
/// <param name="capacity">How many to remember; 0 remembers none.</param>
public sealed class RequestLog(int capacity = 10_000)
{
    private readonly Queue<RequestRecord> _requests = new();
    private long _total;

    /// <summary>Told of each request that was executed, on its connection's thread.</summary>
    public event Action<RequestCompletion>? Completed;

    /// <summary>How many were received, forgotten ones too.</summary>
    public long Total => Interlocked.Read(ref _total);

    /// <summary>What is remembered, oldest first.</summary>
    public IReadOnlyList<RequestRecord> Requests
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>Forgets everything and counts from zero.</summary>
    public void Clear()
    {
        lock (_requests)
        {
            _requests.Clear();
            Interlocked.Exchange(ref _total, 0);
        }
    }

    internal bool IsWatched => Completed is not null;

    internal void Complete(RequestCompletion completion) => Completed?.Invoke(completion);

    internal void Add(RequestRecord request)
    {
        Interlocked.Increment(ref _total);
        if (capacity <= 0)
        {
            return;
        }

        lock (_requests)
        {
            _requests.Enqueue(request);
            if (_requests.Count > capacity)
            {
                _requests.Dequeue();
            }
        }
    }
}
