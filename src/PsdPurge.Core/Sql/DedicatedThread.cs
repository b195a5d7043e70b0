namespace PsdPurge.Sql;

/// <summary>
/// Runs blocking work on threads of its own. SqlClient's synchronous calls are much faster for long streams. But on pool threads, eight of them would wait
/// for the pool to grow, half a second for each thread.
/// </summary>
internal static class DedicatedThread
{
    public static Task Run(Action work, CancellationToken token) =>
        Task.Factory.StartNew(work, token, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);

    public static Task<T> Run<T>(Func<T> work, CancellationToken token) =>
        Task.Factory.StartNew(work, token, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);

    /// <summary>Runs <paramref name="work"/> for every item, at most <paramref name="throttleLimit"/> at once. Ends when all have ended.</summary>
    public static async Task ForEachAsync<T>(IEnumerable<T> items, int throttleLimit, Action<T> work, CancellationToken token)
    {
        using SemaphoreSlim places = new(throttleLimit);
        List<Task> running = [];
        try
        {
            foreach (T item in items)
            {
                await places.WaitAsync(token).ConfigureAwait(false);
                running.Add(Run(
                    () =>
                    {
                        try
                        {
                            work(item);
                        }
                        finally
                        {
                            places.Release();
                        }
                    },
                    CancellationToken.None));
            }
        }
        finally
        {
            // This also waits after the token ended the loop: no work may go on after the caller returns, and the work uses the semaphore until then.
            await Task.WhenAll(running).ConfigureAwait(false);
        }
    }
}
