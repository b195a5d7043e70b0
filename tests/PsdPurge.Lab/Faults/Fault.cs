namespace PsdPurge.Lab.Faults;

/// <summary>A fault that is switched on. It counts how often it struck, and can be switched off. Thread-safe.</summary>
public sealed class Fault : IDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _off = new();
    private readonly Func<int, bool> _due;
    private readonly Action<Fault> _removed;
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiting = [];
    private int _met;
    private int _fired;

    internal Fault(Func<int, bool> due, Action<Fault> removed)
    {
        _due = due;
        _removed = removed;
    }

    /// <summary>How often it struck.</summary>
    public int Fired
    {
        get
        {
            lock (_lock)
            {
                return _fired;
            }
        }
    }

    /// <summary>Cancelled when the fault is switched off. This frees whatever hangs because of the fault.</summary>
    internal CancellationToken SwitchedOff => _off.Token;

    /// <summary>Completes once the fault has struck this often, for tests that act while the fault lasts.</summary>
    public Task FiredAsync(int count = 1)
    {
        lock (_lock)
        {
            if (_fired >= count)
            {
                return Task.CompletedTask;
            }

            TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((count, reached));
            return reached.Task;
        }
    }

    /// <summary>Switches it off for good. A request that hangs because of it continues.</summary>
    public void Off()
    {
        _removed(this);
        _off.Cancel();
    }

    /// <inheritdoc/>
    public void Dispose() => Off();

    /// <summary>Counts a matching event. True if the fault is due.</summary>
    internal bool Meet()
    {
        lock (_lock)
        {
            return !_off.IsCancellationRequested && _due(++_met);
        }
    }

    /// <summary>Records that the fault strikes now.</summary>
    internal void Strike()
    {
        lock (_lock)
        {
            _fired++;
            foreach ((int count, TaskCompletionSource reached) in _waiting)
            {
                if (_fired >= count)
                {
                    reached.TrySetResult();
                }
            }
        }
    }
}
