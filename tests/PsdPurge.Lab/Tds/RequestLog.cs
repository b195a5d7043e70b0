namespace PsdPurge.Lab.Tds;

/// <summary>The kind of a client's request.</summary>
public enum RequestKind
{
    /// <summary>A login.</summary>
    Login,

    /// <summary>A batch of T-SQL.</summary>
    Batch,

    /// <summary>A remote procedure call: parametrized T-SQL (sp_executesql and its like) or a stored procedure.</summary>
    Rpc,

    /// <summary>Begin, commit, roll back or save, as requested by the client's transaction object.</summary>
    BeginTransaction,
    Commit,
    Rollback,
    SaveTransaction,

    /// <summary>The client gave up on its previous request.</summary>
    Attention,
}

/// <summary>A request that a lab server received.</summary>
/// <param name="ConnectionId">The number of the connection. A server's connections are numbered from 1.</param>
/// <param name="Kind">The kind of the request.</param>
/// <param name="Text">The T-SQL. For a login, the login's name.</param>
/// <param name="ParameterCount">How many parameters the T-SQL has.</param>
/// <param name="Reset">Whether it asked for a reset of the session first, like the first use of a pooled connection.</param>
public sealed record RequestRecord(int ConnectionId, RequestKind Kind, string Text, int ParameterCount = 0, bool Reset = false);

/// <summary>A request that was executed.</summary>
/// <param name="Request">The request.</param>
/// <param name="Rows">The number of rows in its answer.</param>
/// <param name="Started">When it started, in ticks of <see cref="System.Diagnostics.Stopwatch"/>.</param>
/// <param name="Ended">When its execution ended, before the answer was sent.</param>
public sealed record RequestCompletion(RequestRecord Request, long Rows, long Started, long Ended);

/// <summary>The requests that a server received. The oldest are forgotten once there are too many. Thread-safe.</summary>
/// <param name="capacity">How many to remember; 0 remembers none.</param>
public sealed class RequestLog(int capacity = 10_000)
{
    private readonly Queue<RequestRecord> _requests = new();
    private long _total;

    /// <summary>Raised for each request that was executed, on its connection's thread.</summary>
    public event Action<RequestCompletion>? Completed;

    /// <summary>The number of requests that were received, including forgotten ones.</summary>
    public long Total => Interlocked.Read(ref _total);

    /// <summary>The remembered requests, oldest first.</summary>
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
