namespace PsdPurge;

/// <summary>Counts a Front-End's entries.</summary>
public static class EntryCounter
{
    /// <summary>Counts the entries of <paramref name="frontEnd"/> in one round trip.</summary>
    /// <exception cref="PsdPurgeException">The Front-End cannot be asked.</exception>
    public static Task<PsdEntryCount> CountAsync(FrontEnd frontEnd, ConnectionSettings settings, CancellationToken token) =>
        throw new NotImplementedException();
}
