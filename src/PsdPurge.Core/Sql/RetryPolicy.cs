using System.Globalization;

namespace PsdPurge.Sql;

/// <summary>Tries again after transient errors: a few times, each time later, never all clients at the same moment.</summary>
internal sealed class RetryPolicy
{
    /// <summary>How often the same piece of work is tried again: over half a minute in all, the time in which an instance restarts.</summary>
    public const int MaxRetries = 8;

    /// <summary>How often a scan is tried again that took longer than a command may: it reads as much the next time, on a server that is no faster.</summary>
    public const int MostTimeoutsOfScan = 1;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(15);

    private readonly Random _random = new();
    private readonly Action<TimeSpan, CancellationToken> _wait;

    /// <param name="wait">Waits, or ends early with <see cref="OperationCanceledException"/>.</param>
    public RetryPolicy(Action<TimeSpan, CancellationToken>? wait = null) => _wait = wait ?? Wait;

    /// <summary>Retries so far, over all pieces of work.</summary>
    public int Retries { get; private set; }

    /// <summary>Runs <paramref name="work"/> until it succeeds, fails for good, or was tried <see cref="MaxRetries"/> times more.</summary>
    /// <param name="work">The work; it must leave nothing half done when it throws.</param>
    /// <param name="onRetry">Told of the failure, the number of this retry and the delay, before the delay.</param>
    /// <param name="token">Ends waiting.</param>
    /// <param name="wasScan">Whether what timed out was a scan; without it, it was not.</param>
    public T Run<T>(Func<T> work, Action<PsdPurgeException, int, TimeSpan> onRetry, CancellationToken token, Func<bool>? wasScan = null)
    {
        var timeouts = 0;
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return work();
            }
            catch (PsdPurgeException failure) when (attempt < MaxRetries && failure.MayBeRetried)
            {
                if (failure.Kind == ErrorKind.Timeout && wasScan?.Invoke() == true && timeouts++ == MostTimeoutsOfScan)
                {
                    throw;
                }

                TimeSpan delay = Delay(attempt);
                Retries++;
                onRetry(failure, attempt + 1, delay);
                _wait(delay, token);
            }
        }
    }

    /// <summary>A line of the log about a retry.</summary>
    public static string Describe(PsdPurgeException failure, int attempt, TimeSpan delay) =>
        string.Format(CultureInfo.InvariantCulture, "{0} Retry {1} of {2} in {3:0.0} s.", failure.Message, attempt, MaxRetries, delay.TotalSeconds);

    /// <summary>Waits, and ends early with <see cref="OperationCanceledException"/> when the token says so.</summary>
    public static void Wait(TimeSpan delay, CancellationToken token)
    {
        if (token.WaitHandle.WaitOne(delay))
        {
            token.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Doubles each time; between half and the whole of it by chance, so that clients that failed together do not come back together.</summary>
    private TimeSpan Delay(int attempt)
    {
        var whole = Math.Min(LongestDelay.TotalMilliseconds, FirstDelay.TotalMilliseconds * Math.Pow(2, attempt));
        return TimeSpan.FromMilliseconds(whole * (0.5 + (_random.NextDouble() / 2)));
    }
}
