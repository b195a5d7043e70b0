namespace PsdPurge;

/// <summary>
/// A removal on the Front-Ends of one pool, in two steps so that a person can be asked in between: <see cref="PrepareAsync"/> finds and counts the
/// candidates and deletes nothing; <see cref="RunAsync"/> deletes those of the plans that were approved.
/// </summary>
public sealed class Removal : IDisposable
{
    private readonly PoolInquiry _inquiry;
    private readonly IReadOnlyList<FrontEnd> _frontEnds;
    private readonly IReadOnlyList<FrontEnd> _targets;
    private readonly RemovalOptions _options;
    private readonly IRunReporter _reporter;
    private readonly System.Collections.Concurrent.ConcurrentDictionary<FrontEnd, FrontEndRemoval> _removals = new();
    private readonly System.Collections.Concurrent.ConcurrentDictionary<FrontEnd, RemovalPlan> _plans = new();

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
        _frontEnds = frontEnds;
        _targets = options.Only is null ? frontEnds : [.. frontEnds.Where(f => options.OnlyOn(f).Count > 0)];
        _options = options;
        _reporter = reporter;
        _inquiry = new PoolInquiry(frontEnds, scope, settings, throttleLimit, reporter, isForRemoval: true, options.RetryWait);
    }

    /// <summary>
    /// Preflight and candidates of every Front-End, in parallel. Returns the plans of the Front-Ends on which removal may go ahead, in the order of
    /// the Front-Ends, also those without candidates. Failures are reported.
    /// </summary>
    public async Task<IReadOnlyList<RemovalPlan>> PrepareAsync(CancellationToken token)
    {
        await _inquiry.OpenAsync(token).ConfigureAwait(false);
        if (!_options.SkipReplicaCheck && _inquiry.Sessions.Count > 0 && WhyIncomplete() is { } reason)
        {
            Refuse(reason);
            return [];
        }

        Dictionary<FrontEnd, OrphanSession> sessions = _inquiry.Sessions.ToDictionary(s => s.FrontEnd);
        await _inquiry.ForEachAsync(
            _targets.Where(sessions.ContainsKey),
            frontEnd =>
            {
                FrontEndRemoval removal = _removals[frontEnd] = new(sessions[frontEnd], _inquiry, _options, _reporter);
                _plans[frontEnd] = removal.Prepare(token);
            },
            token).ConfigureAwait(false);
        RefuseWhereContradicted();
        return [.. _targets.Where(_plans.ContainsKey).Select(f => _plans[f])];
    }

    /// <summary>Deletes what the approved plans hold and reports one result per Front-End, also for those not approved and those that failed.</summary>
    /// <param name="approved">The plans that were confirmed.</param>
    /// <param name="onResult">Takes each Front-End's result as it ends; called from several threads at once.</param>
    /// <param name="token">Ends the run after the current batch.</param>
    public async Task RunAsync(IReadOnlyCollection<RemovalPlan> approved, Action<RemovalResult> onResult, CancellationToken token)
    {
        RemovalStatus? refused = await LookAgainAsync(approved, token).ConfigureAwait(false);

        // Not ended by the token: a Front-End whose turn has not come yet has its result, too.
        await _inquiry.ForEachAsync(_targets, frontEnd => onResult(Remove(frontEnd, approved, refused, token)), CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>One Front-End whose data contradicts the profile stops the pool: all of them run the same product with the same schema.</summary>
    private void RefuseWhereContradicted()
    {
        var contradicting = string.Join(", ", _targets.Where(f => _removals.TryGetValue(f, out FrontEndRemoval? removal) && removal.IsContradicted).Select(f => f.ComputerName));
        if (contradicting.Length == 0 || _plans.IsEmpty)
        {
            return;
        }

        foreach (FrontEnd frontEnd in _targets.Where(_plans.ContainsKey))
        {
            _reporter.Failed(new PsdPurgeException(
                ErrorIds.SchemaContradicted,
                ErrorKind.Guard,
                $"{frontEnd.DataSource}: nothing is removed, since the data on {contradicting}, of the same pool, contradicts the schema profile. Find the profile that fits with Resolve-PsdSchemaProfile, and give it with -SchemaProfile.",
                frontEnd));
        }

        _plans.Clear();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (FrontEndRemoval removal in _removals.Values)
        {
            removal.Dispose();
        }

        _inquiry.Dispose();
    }

    private RemovalResult Remove(FrontEnd frontEnd, IReadOnlyCollection<RemovalPlan> approved, RemovalStatus? refused, CancellationToken token)
    {
        if (!_removals.TryGetValue(frontEnd, out FrontEndRemoval? removal))
        {
            return new RemovalResult { Pool = frontEnd.Pool, FrontEnd = frontEnd.ComputerName, Retries = _inquiry.RetriesOn(frontEnd), Status = RemovalStatus.Failed };
        }

        return !_plans.TryGetValue(frontEnd, out RemovalPlan? plan) ? removal.Leave(RemovalStatus.Failed)
            : plan.Entries == 0 ? removal.Leave(RemovalStatus.NothingToDo)
            : !approved.Contains(plan) ? removal.Leave(RemovalStatus.NotConfirmed)
            : refused is { } status ? removal.Leave(status)
            : removal.Run(token);
    }

    /// <summary>The replica check once more, since confirming takes its time; what keeps the removal from beginning, or null.</summary>
    private async Task<RemovalStatus?> LookAgainAsync(IReadOnlyCollection<RemovalPlan> approved, CancellationToken token)
    {
        if (approved.All(plan => plan.Entries == 0))
        {
            return null;
        }

        try
        {
            (IReadOnlyList<FrontEnd> failed, var hasChanged) = await _inquiry.LookAgainAsync(token).ConfigureAwait(false);
            foreach (FrontEndRemoval removal in _removals.Values.Where(_ => hasChanged))
            {
                removal.TellAgain();
            }

            if (failed.Count == 0 || _options.SkipReplicaCheck)
            {
                return null;
            }

            Refuse(ReplicaCheck.WhyFailed(failed));
            return RemovalStatus.Failed;
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            return RemovalStatus.Stopped;
        }
    }

    private string? WhyIncomplete() => _inquiry.Failed.Count > 0 ? ReplicaCheck.WhyFailed(_inquiry.Failed) : ReplicaCheck.WhyIncomplete(_inquiry.Answers, byEntries: _options.Only is not null);

    private void Refuse(string reason) =>
        _reporter.Failed(new PsdPurgeException(ErrorIds.ReplicaCheckIncomplete, ErrorKind.Guard, reason, _frontEnds[0].Pool ?? _frontEnds[0].ComputerName) { Recovery = Recovery.StopPool });
}
