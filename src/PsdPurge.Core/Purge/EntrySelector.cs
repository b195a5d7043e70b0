namespace PsdPurge;

/// <summary>Finds orphaned entries without changing anything.</summary>
public static class EntrySelector
{
    /// <summary>
    /// Streams the orphaned entries of each Front-End to <paramref name="onEntry"/>, Front-Ends in parallel. An orphan's conference has no row
    /// on its own Front-End nor on any other of <paramref name="frontEnds"/> that answers. A Front-End that fails is reported and the others go on.
    /// </summary>
    /// <param name="frontEnds">All Front-Ends of one pool.</param>
    /// <param name="scope">Endpoints and profile.</param>
    /// <param name="settings">How to connect.</param>
    /// <param name="throttleLimit">How many Front-Ends work at once.</param>
    /// <param name="onEntry">Takes each entry; called from several threads at once; may block to slow the stream down.</param>
    /// <param name="reporter">Takes warnings, errors and progress.</param>
    /// <param name="token">Ends the run.</param>
    public static Task SelectAsync(
        IReadOnlyList<FrontEnd> frontEnds,
        SelectionScope scope,
        ConnectionSettings settings,
        int throttleLimit,
        Action<AppEndpointPsdEntry> onEntry,
        IRunReporter reporter,
        CancellationToken token) => throw new NotImplementedException();
}
