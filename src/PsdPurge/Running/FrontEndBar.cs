using System.Diagnostics;

namespace PsdPurge.Running;

/// <summary>The progress of a Front-End, and the time left at the present speed.</summary>
internal sealed class FrontEndBar(int id)
{
    private readonly Stopwatch _elapsed = new();
    private string? _activity;
    private long _first;
    private long _done;
    private long? _total;

    public int Id { get; } = id;

    public bool IsCompleted { get; private set; }

    /// <summary>0 to 100, or -1 if the total is not known.</summary>
    public int Percent => PercentOf([this]);

    /// <summary>The seconds left, or -1 if the speed is not known yet.</summary>
    public int SecondsRemaining
    {
        get
        {
            var since = _done - _first;
            return IsCompleted || _total is not { } total || since <= 0
                ? -1
                : (int)Math.Min(int.MaxValue, Math.Ceiling(_elapsed.Elapsed.TotalSeconds / since * Math.Max(0, total - _done)));
        }
    }

    /// <summary>0 to 100 of all bars together, or -1 if the total of one is not known.</summary>
    public static int PercentOf(IReadOnlyCollection<FrontEndBar> bars)
    {
        var total = bars.Sum(bar => (double?)bar._total ?? double.NaN);
        return total > 0 ? (int)Math.Min(100, bars.Sum(bar => (double)bar._done) * 100 / total) : -1;
    }

    public void Update(FrontEndProgress progress)
    {
        if (progress.Activity != _activity || IsCompleted)
        {
            // Another kind of work has another speed. So has a Front-End of the same name in another pool.
            _activity = progress.Activity;
            _first = progress.Done;
            _elapsed.Restart();
        }

        _done = progress.Done;
        _total = progress.Total;
        IsCompleted = progress.Completed;
    }
}
