namespace PsdPurge.Lab.Tds;

/// <summary>Lets the thread that reads a connection tell the thread that works on it that the client wants no more.</summary>
internal sealed class AttentionGate : IDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _closed = new();
    private CancellationTokenSource _request = new();
    private bool _running;
    private bool _seen;

    /// <summary>Cancelled when the connection has gone.</summary>
    public CancellationToken Closed => _closed.Token;

    /// <summary>Cancelled when the running request must stop, because an attention came or the connection has gone.</summary>
    public CancellationToken Cancelled => _request.Token;

    /// <summary>A request arrived and is about to run.</summary>
    public void Begin()
    {
        lock (_lock)
        {
            if (!_request.TryReset())
            {
                _request.Dispose();
                _request = new CancellationTokenSource();
            }

            _running = true;
            _seen = false;
        }

        if (_closed.IsCancellationRequested)
        {
            _request.Cancel();
        }
    }

    /// <summary>An attention arrived. False if nothing is running that could answer it.</summary>
    public bool Signal()
    {
        lock (_lock)
        {
            if (!_running)
            {
                return false;
            }

            _seen = true;
        }

        _request.Cancel();
        return true;
    }

    /// <summary>The request is done except for its last token. True if that token has to acknowledge an attention.</summary>
    public bool End()
    {
        lock (_lock)
        {
            _running = false;
            return _seen;
        }
    }

    /// <summary>The connection has gone.</summary>
    public void Close()
    {
        _closed.Cancel();
        _request.Cancel();
    }

    public void Dispose()
    {
        _closed.Dispose();
        _request.Dispose();
    }
}
