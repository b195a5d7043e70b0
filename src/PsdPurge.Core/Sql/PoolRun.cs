namespace PsdPurge;

/// <summary>One run over the Front-Ends of one pool.</summary>
/// <param name="FrontEnds">All Front-Ends of the pool.</param>
/// <param name="Settings">How to connect.</param>
/// <param name="ThrottleLimit">The most Front-Ends to work on at once.</param>
/// <param name="Reporter">Takes warnings, errors and progress.</param>
public sealed record PoolRun(IReadOnlyList<FrontEnd> FrontEnds, ConnectionSettings Settings, int ThrottleLimit, IRunReporter Reporter)
{
    /// <summary>The pool's FQDN. If the Front-Ends were named without a pool, the first of them.</summary>
    public string Name => FrontEnds[0].Pool ?? FrontEnds[0].ComputerName;

    /// <summary>How to connect. A warning about a Front-End's connections is reported once.</summary>
    public ConnectionSettings Settings { get; init; } = Settings with { Warn = Once(Reporter.Warning) };

    /// <summary>The name in messages: the pool, or the Front-Ends.</summary>
    public string Title => FrontEnds[0].Pool is { } pool ? $"Pool {pool}" : string.Join(", ", FrontEnds.Select(f => f.ComputerName));

    /// <summary>The parameters with which a cmdlet works on the same target.</summary>
    public string Arguments => FrontEnds[0].Pool ?? "-ComputerName " + string.Join(", ", FrontEnds.Select(f => f.ComputerName));

    /// <summary>Whether there is more than one Front-End, so that one's living conferences matter for another.</summary>
    internal bool HasSeveral => FrontEnds.Count > 1;

    /// <summary>Works on several Front-Ends at once, each on its own thread. A failure is reported for its Front-End, and the others go on.</summary>
    internal Task ForEachAsync(IEnumerable<FrontEnd> frontEnds, Action<FrontEnd> work, CancellationToken token) =>
        DedicatedThread.ForEachAsync(
            frontEnds,
            ThrottleLimit,
            frontEnd =>
            {
                try
                {
                    work(frontEnd);
                }
                catch (PsdPurgeException failure)
                {
                    Reporter.Failed(failure);
                }
            },
            token);

    private static Action<string> Once(Action<string> warn)
    {
        HashSet<string> said = [];
        return text =>
        {
            lock (said)
            {
                if (!said.Add(text))
                {
                    return;
                }
            }

            warn(text);
        };
    }
}
