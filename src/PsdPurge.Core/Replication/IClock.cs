using System.Diagnostics;

namespace PsdPurge;

/// <summary>Time, so that tests can make it pass. (.NET Framework has no TimeProvider.)</summary>
public interface IClock
{
    /// <summary>The time of day, UTC.</summary>
    DateTime UtcNow { get; }

    /// <summary>Time since some fixed moment; unlike the time of day it never jumps.</summary>
    TimeSpan Elapsed { get; }

    /// <summary>Waits.</summary>
    Task DelayAsync(TimeSpan delay, CancellationToken token);
}

/// <summary>The machine's clock.</summary>
public sealed class SystemClock : IClock
{
    // What Task.Delay of .NET Framework takes at most is 24.8 days.
    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(20);
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    /// <inheritdoc/>
    public DateTime UtcNow => DateTime.UtcNow;

    /// <inheritdoc/>
    public TimeSpan Elapsed => _watch.Elapsed;

    /// <inheritdoc/>
    public async Task DelayAsync(TimeSpan delay, CancellationToken token)
    {
        for (; delay > LongestDelay; delay -= LongestDelay)
        {
            await Task.Delay(LongestDelay, token).ConfigureAwait(false);
        }

        await Task.Delay(delay, token).ConfigureAwait(false);
    }
}
