namespace PsdPurge.Sql;

/// <summary>Work on several Front-Ends at once.</summary>
internal static class EachFrontEnd
{
    /// <summary>Runs <paramref name="work"/> for each, at most <paramref name="throttleLimit"/> at once; a failure is reported for its Front-End and the others go on.</summary>
    public static Task RunAsync(IEnumerable<FrontEnd> frontEnds, int throttleLimit, IRunReporter reporter, Action<FrontEnd> work, CancellationToken token) =>
        DedicatedThread.ForEachAsync(
            frontEnds,
            throttleLimit,
            frontEnd =>
            {
                try
                {
                    work(frontEnd);
                }
                catch (PsdPurgeException failure)
                {
                    reporter.Failed(failure);
                }
            },
            token);
}
