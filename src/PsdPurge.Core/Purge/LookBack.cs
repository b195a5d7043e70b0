using System.Diagnostics;

namespace PsdPurge.Purge;

/// <summary>
/// When a pass over a whole table was made last, and how long it took: it is made again when that is several times as long ago, so that it never takes most
/// of a run.
/// </summary>
internal sealed class LookBack
{
    /// <summary>For so many times as long as the pass took it is fresh.</summary>
    private const int Rest = 4;

    private readonly Stopwatch _since = new();
    private TimeSpan _took;

    /// <summary>Whether the last pass is not long ago.</summary>
    public bool IsFresh => _since.IsRunning && _since.Elapsed < TimeSpan.FromTicks(Rest * _took.Ticks);

    /// <summary>A pass begins; until it has ended there is none.</summary>
    public void Begin()
    {
        _took = TimeSpan.Zero;
        _since.Restart();
    }

    public void End()
    {
        _took = _since.Elapsed;
        _since.Restart();
    }

    /// <summary>What was found is gone.</summary>
    public void Forget() => _since.Reset();
}
