using System.Collections.Concurrent;
using System.Diagnostics;

namespace PsdPurge;

/// <summary>
/// A removal on the Front-Ends of one pool. It has two steps, so that a person can confirm in between. <see cref="PlanAsync"/> finds and counts the
/// candidates and deletes nothing. <see cref="RunAsync"/> deletes the candidates of the approved plans.
/// </summary>
public sealed class Removal : IDisposable
{
    private readonly PoolRun _run;
    private readonly SelectionScope _scope;
    private readonly RemovalOptions _options;
    private readonly PoolSessions _sessions;
    private readonly PoolInquiry _inquiry;
    private readonly Absence _absence;
    private readonly PoolAgreement _agreement;
    private readonly IReadOnlyList<FrontEnd> _targets;
    private readonly Stopwatch _elapsed = new();
    private readonly ConcurrentDictionary<FrontEnd, FrontEndRemoval> _removals = new();
    private readonly ConcurrentDictionary<FrontEnd, RemovalPlan> _plans = new();

    /// <summary>Sends nothing to a server yet.</summary>
    /// <param name="run">All Front-Ends of one pool, and how to ask them.</param>
    /// <param name="scope">Endpoints, profile, and which entries.</param>
    /// <param name="options">How to remove.</param>
    public Removal(PoolRun run, SelectionScope scope, RemovalOptions options)
    {
        _run = run;
        _scope = scope;
        _options = options;
        _targets = scope.Only is null ? run.FrontEnds : [.. run.FrontEnds.Where(f => scope.OnlyOn(f).Count > 0)];
        _sessions = new PoolSessions(run, scope, options.RetryWait);
        _inquiry = new PoolInquiry(run, _sessions, scope, isForRemoval: true);
        _absence = new Absence(_sessions, _inquiry, scope, options);
        _agreement = new PoolAgreement(run, scope.Profile);
    }

    /// <summary>What the Front-Ends say about the profile, if <see cref="SelectionScope.MustAgree"/> is set. Known after planning.</summary>
    public PoolVerdict Verdict => _removals.Values.Any(r => r.IsContradicted) ? PoolVerdict.Refused : _agreement.Verdict;

    /// <summary>
    /// Runs the preflight and finds the candidates on every Front-End, in parallel. Returns the plans of the Front-Ends on which the removal may go ahead,
    /// in their order, including those without candidates. Failures are reported.
    /// </summary>
    public async Task<IReadOnlyList<RemovalPlan>> PlanAsync(CancellationToken token)
    {
        _elapsed.Start();
        try
        {
            return await FindAsync(token).ConfigureAwait(false);
        }
        finally
        {
            // Now a person is asked to confirm. Their time does not count.
            _elapsed.Stop();
            _sessions.HideProgress();
        }
    }

    /// <summary>Deletes the candidates of the approved plans. Reports a result for each Front-End, also if it was not approved or failed.</summary>
    /// <param name="approved">The plans that were confirmed.</param>
    /// <param name="onResult">Takes each Front-End's result as it ends; called from several threads at once.</param>
    /// <param name="token">Ends the run after the current batch.</param>
    public async Task RunAsync(IReadOnlyCollection<RemovalPlan> approved, Action<RemovalResult> onResult, CancellationToken token)
    {
        _elapsed.Start();
        RemovalStatus? refused = await LookAgainAsync(approved, token).ConfigureAwait(false);
        if (refused is null && !token.IsCancellationRequested)
        {
            refused = await OpenBackupsAsync([.. approved.Where(plan => plan.Entries > 0)]).ConfigureAwait(false);
        }

        // The token does not end this loop: a Front-End whose turn has not come yet gets a result, too.
        PartialRemoval partial = new(_targets);
        var leftOut = PartialRemoval.LeftOut(_targets, _plans, approved, _absence.Unnamed);
        await _run.ForEachAsync(
            _targets,
            frontEnd =>
            {
                RemovalResult result = Remove(frontEnd, approved, refused, token);
                result = result.Deleted > 0 ? result with { NotPurged = leftOut } : result;
                partial.Note(result);
                onResult(result);
            },
            CancellationToken.None).ConfigureAwait(false);
        if (partial.Warning(_absence.Unnamed) is { } warning)
        {
            _run.Reporter.Warning(warning);
        }
    }

    /// <summary>Finds out before the first row is deleted on any Front-End whether the disk can hold all backups.</summary>
    private async Task<RemovalStatus?> OpenBackupsAsync(IReadOnlyList<RemovalPlan> plans)
    {
        try
        {
            if (_options.BackupFolder is { } folder)
            {
                BackupRoom.Ensure(folder, plans, _options.FreeAt);
            }
        }
        catch (PsdPurgeException failure)
        {
            _run.Reporter.Failed(failure);
            return RemovalStatus.Failed;
        }

        await _run.ForEachAsync(
            plans.Select(plan => plan.FrontEnd), frontEnd => _removals[frontEnd].OpenBackup(), CancellationToken.None).ConfigureAwait(false);
        return null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (FrontEndRemoval removal in _removals.Values)
        {
            removal.Dispose();
        }

        _sessions.Dispose();
    }

    /// <summary>One Front-End whose data contradicts the profile stops the pool: all of them run the same product with the same schema.</summary>
    private void RefuseWhereContradicted()
    {
        var contradicting = string.Join(
            ", ", _targets.Where(f => _removals.TryGetValue(f, out FrontEndRemoval? removal) && removal.IsContradicted).Select(f => f.ComputerName));
        if (contradicting.Length == 0 || _plans.IsEmpty)
        {
            return;
        }

        foreach (FrontEnd frontEnd in _targets.Where(_plans.ContainsKey))
        {
            _run.Reporter.Failed(new PsdPurgeException(
                ErrorIds.SchemaContradicted,
                ErrorKind.Guard,
                $"{frontEnd.DataSource}: nothing is removed, because the data on {contradicting}, of the same pool, contradicts the schema profile. "
                    + "Find the profile that fits with Resolve-PsdSchemaProfile, and give it with -SchemaProfile.",
                frontEnd));
        }

        _plans.Clear();
    }

    /// <summary>If no profile was named: asks the other Front-Ends about the profile, too.</summary>
    private async Task AgreeAsync(CancellationToken token)
    {
        foreach (FrontEnd frontEnd in _targets)
        {
            if (_removals.TryGetValue(frontEnd, out FrontEndRemoval? removal) && removal.Evidence is { } evidence)
            {
                _agreement.Add(frontEnd, evidence);
            }
        }

        await _agreement.AskAsync(_sessions, _inquiry, token).ConfigureAwait(false);

        // This is checked even if there is nothing to delete. A wrong profile finds nothing, and a nightly task would report that as success.
        if (_agreement.WhyNot("nothing is deleted", _sessions.FrontEnds) is { } refusal)
        {
            _run.Reporter.Failed(refusal);
            _plans.Clear();
        }
    }

    private async Task<IReadOnlyList<RemovalPlan>> FindAsync(CancellationToken token)
    {
        await _inquiry.OpenAsync(token).ConfigureAwait(false);
        if (_sessions.FrontEnds.Count > 0 && _absence.WhyIncomplete() is { } reason)
        {
            Refuse(reason);
            return [];
        }

        var notAsked = _absence.NotAsked();
        await _run.ForEachAsync(
            _targets.Intersect(_sessions.FrontEnds),
            frontEnd =>
            {
                FrontEndRemoval removal = _removals[frontEnd] = new(frontEnd, _sessions, _inquiry, _scope, _options, _elapsed, _run.Reporter);
                _plans[frontEnd] = removal.Plan(token) with { NotAsked = notAsked };
            },
            token).ConfigureAwait(false);
        RefuseWhereContradicted();
        if (_scope.MustAgree)
        {
            await AgreeAsync(token).ConfigureAwait(false);
        }

        return [.. _targets.Where(_plans.ContainsKey).Select(f => _plans[f])];
    }

    private RemovalResult Remove(FrontEnd frontEnd, IReadOnlyCollection<RemovalPlan> approved, RemovalStatus? refused, CancellationToken token)
    {
        if (!_removals.TryGetValue(frontEnd, out FrontEndRemoval? removal))
        {
            return new RemovalResult
            {
                Pool = frontEnd.Pool,
                FrontEnd = frontEnd.ComputerName,
                Retries = _sessions.RetriesOn(frontEnd),
                Elapsed = _elapsed.Elapsed,
                Status = RemovalStatus.Failed,
            };
        }

        return !_plans.TryGetValue(frontEnd, out RemovalPlan? plan) ? removal.Leave(RemovalStatus.Failed)
            : plan.Entries == 0 ? removal.Leave(RemovalStatus.NothingToDo)
            : !approved.Contains(plan) ? removal.Leave(RemovalStatus.NotConfirmed)
            : refused is { } status ? removal.Leave(status)
            : removal.Run(token);
    }

    /// <summary>Repeats the replica check, because confirming takes time. Returns what keeps the removal from beginning, or null.</summary>
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

            if (_absence.WhyGone(failed) is not { } reason)
            {
                return null;
            }

            Refuse(reason);
            return RemovalStatus.Failed;
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            return RemovalStatus.Stopped;
        }
    }

    private void Refuse(string reason) =>
        _run.Reporter.Failed(new PsdPurgeException(ErrorIds.ReplicaCheckIncomplete, ErrorKind.Guard, reason, _run.Name) { Recovery = Recovery.StopPool });
}
