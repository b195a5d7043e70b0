using System.Globalization;

namespace PsdPurge.Sql;

/// <summary>Retries after transient errors, a few times, with growing delays that differ between clients.</summary>
internal sealed class RetryPolicy
{
    /// <summary>The number of retries for one piece of work. They take more than half a minute in all, in which an instance can restart.</summary>
    public const int MaxRetries = 8;

    /// <summary>
    /// The number of retries for a scan that met the command timeout. It is smaller, because the next attempt reads as much on a server that is no faster.
    /// </summary>
    public const int MostTimeoutsOfScan = 1;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(15);

    private readonly Random _random = new();
    private readonly Action<TimeSpan, CancellationToken> _wait;

    /// <param name="wait">Waits, or ends early with <see cref="OperationCanceledException"/>.</param>
    public RetryPolicy(Action<TimeSpan, CancellationToken>? wait = null) => _wait = wait ?? Wait;

    /// <summary>The number of retries so far, for all pieces of work.</summary>
    public int Retries { get; private set; }

    /// <summary>Runs <paramref name="work"/> until it succeeds, fails permanently, or has been retried <see cref="MaxRetries"/> times.</summary>
    /// <param name="work">The work. It must leave nothing half done if it throws.</param>
    /// <param name="onRetry">Called before the delay, with the failure, the number of this retry and the delay.</param>
    /// <param name="token">Ends waiting.</param>
    /// <param name="wasScan">Tells whether the work that timed out was a scan. Without it, it was not.</param>
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

    /// <summary>A line for the log about a retry.</summary>
    public static string Describe(PsdPurgeException failure, int attempt, TimeSpan delay) =>
        string.Format(CultureInfo.InvariantCulture, "{0} Retry {1} of {2} in {3:0.0} s.", failure.Message, attempt, MaxRetries, delay.TotalSeconds);

    /// <summary>Waits, and ends early with <see cref="OperationCanceledException"/> if the token is cancelled.</summary>
    public static void Wait(TimeSpan delay, CancellationToken token)
    {
        if (token.WaitHandle.WaitOne(delay))
        {
            token.ThrowIfCancellationRequested();
        }
    }

    /// <summary>
    /// The delay doubles each time. A random share between half and the whole of it is taken, so that clients that failed together do not retry together.
    /// </summary>
    private TimeSpan Delay(int attempt)
    {
        var whole = Math.Min(LongestDelay.TotalMilliseconds, FirstDelay.TotalMilliseconds * Math.Pow(2, attempt));
        return TimeSpan.FromMilliseconds(whole * (0.5 + (_random.NextDouble() / 2)));
    }
}
