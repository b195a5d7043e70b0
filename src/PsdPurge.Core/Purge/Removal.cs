namespace PsdPurge;

/// <summary>
/// A removal on the Front-Ends of one pool, in two steps so that a person can be asked in between: <see cref="PrepareAsync"/> finds and counts the
/// candidates and deletes nothing; <see cref="RunAsync"/> deletes those of the plans that were approved.
/// </summary>
public sealed class Removal : IDisposable
{
    /// <summary>Prepares nothing yet.</summary>
    /// <param name="frontEnds">All Front-Ends of one pool.</param>
    /// <param name="scope">Endpoints and profile.</param>
    /// <param name="options">How to remove.</param>
    /// <param name="settings">How to connect.</param>
    /// <param name="throttleLimit">How many Front-Ends work at once.</param>
    /// <param name="reporter">Takes warnings, errors and progress.</param>
    public Removal(
        IReadOnlyList<FrontEnd> frontEnds,
        SelectionScope scope,
        RemovalOptions options,
        ConnectionSettings settings,
        int throttleLimit,
        IRunReporter reporter)
    {
    }

    /// <summary>
    /// Preflight and candidates of every Front-End, in parallel. Returns the plans of the Front-Ends on which removal may go ahead, in the order of
    /// the Front-Ends, also those without candidates. Failures are reported.
    /// </summary>
    public Task<IReadOnlyList<RemovalPlan>> PrepareAsync(CancellationToken token) => throw new NotImplementedException();

    /// <summary>Deletes what the approved plans hold and reports one result per Front-End, also for those not approved and those that failed.</summary>
    /// <param name="approved">The plans that were confirmed.</param>
    /// <param name="onResult">Takes each Front-End's result as it ends; called from several threads at once.</param>
    /// <param name="token">Ends the run after the current batch.</param>
    public Task RunAsync(IReadOnlyCollection<RemovalPlan> approved, Action<RemovalResult> onResult, CancellationToken token) => throw new NotImplementedException();

    /// <inheritdoc/>
    public void Dispose() => throw new NotImplementedException();
}
