using System.Diagnostics;

namespace PsdPurge;

/// <summary>A clock that tests can advance. (.NET Framework has no TimeProvider.)</summary>
public interface IClock
{
    /// <summary>The time of day, UTC.</summary>
    DateTime UtcNow { get; }

    /// <summary>Time since a fixed moment. Unlike the time of day, it never jumps.</summary>
    TimeSpan Elapsed { get; }

    /// <summary>Waits for a duration.</summary>
    Task DelayAsync(TimeSpan delay, CancellationToken token);
}

/// <summary>The machine's clock.</summary>
public sealed class SystemClock : IClock
{
    // Task.Delay of .NET Framework accepts at most 24.8 days.
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
