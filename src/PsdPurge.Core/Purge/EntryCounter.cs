namespace PsdPurge;

/// <summary>Counts the entries of Front-Ends.</summary>
public static class EntryCounter
{
    /// <summary>
    /// Counts the entries of each Front-End, in parallel: one connection and one batch for each. One that fails is reported and the others go on.
    /// </summary>
    /// <param name="run">The Front-Ends, and how to connect to them.</param>
    /// <param name="onCount">Takes each count as it arrives. Called from several threads at once.</param>
    /// <param name="token">Ends the run.</param>
    public static Task CountAsync(PoolRun run, Action<PsdEntryCount> onCount, CancellationToken token) =>
        run.ForEachAsync(run.FrontEnds, frontEnd => onCount(Count(frontEnd, run.Settings, token)), token);

    /// <exception cref="PsdPurgeException">The Front-End cannot be reached.</exception>
    internal static PsdEntryCount Count(FrontEnd frontEnd, ConnectionSettings settings, CancellationToken token)
    {
        using FrontEndConnection connection = FrontEndConnection.Open(frontEnd, settings, token);
        return new PsdEntryCount(frontEnd.Pool, frontEnd.ComputerName, Count(connection, token), DateTime.UtcNow);
    }

    internal static long Count(FrontEndConnection connection, CancellationToken token) =>
        connection.Query(CountStatements.Entries, reader => reader.Read() ? reader.GetInt64(0) : 0, token);
}
