using System.Diagnostics;

namespace PsdPurge.Purge;

/// <summary>
/// When a pass over a whole table was made last, and how long it took. The pass is repeated when the time since then equals the time that it took. So passes
/// take at most half of a run, and their result is never older than one pass took.
/// </summary>
internal sealed class LookBack
{
    private readonly Stopwatch _since = new();
    private TimeSpan _took;

    /// <summary>Whether the last pass is not long ago.</summary>
    public bool IsFresh => _since.IsRunning && _since.Elapsed < _took;

    /// <summary>A pass begins. Until it has ended, there is no result.</summary>
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

    /// <summary>Forgets the result.</summary>
    public void Forget() => _since.Reset();
}
