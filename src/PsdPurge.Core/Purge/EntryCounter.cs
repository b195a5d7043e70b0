namespace PsdPurge;

/// <summary>Counts a Front-End's entries.</summary>
public static class EntryCounter
{
    /// <summary>Counts the entries of <paramref name="frontEnd"/>: one connection, one batch.</summary>
    /// <exception cref="PsdPurgeException">The Front-End cannot be asked.</exception>
    public static Task<PsdEntryCount> CountAsync(FrontEnd frontEnd, ConnectionSettings settings, CancellationToken token) =>
        DedicatedThread.Run(
            () =>
            {
                using FrontEndConnection connection = FrontEndConnection.Open(frontEnd, settings, token);
                return new PsdEntryCount(frontEnd.Pool, frontEnd.ComputerName, Count(connection, token), DateTime.UtcNow);
            },
            token);

    internal static long Count(FrontEndConnection connection, CancellationToken token) =>
        connection.Query(CountStatements.Entries, reader => reader.Read() ? reader.GetInt64(0) : 0, token);
}
