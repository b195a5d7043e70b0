using System.Globalization;
using PsdPurge.Arguments;
using PsdPurge.Completion;
using PsdPurge.SkypeForBusiness;

namespace PsdPurge.Commands;

/// <summary>Removes the entries that deleted conferences of trusted application endpoints left on each Front-End.</summary>
[Cmdlet(VerbsCommon.Remove, "AppEndpointPsdEntries", DefaultParameterSetName = PoolSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(RemovalResult))]
public sealed class RemoveAppEndpointPsdEntriesCommand : EndpointCmdlet
{
    private const string EntrySet = "Entry";
    private readonly EntryInput _input = new();
    private ProfileChoice _profiles = null!;
    private string? _backupFolder;
    private bool _hasAsked;

    /// <summary>Only these entries: the output of Select-AppEndpointPsdEntries, also after Export-Csv and Import-Csv.</summary>
    // The pipeline by property name is needed, too. Without it, the binder would choose the default set, which accepts a property, before it has seen the first
    // object.
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = EntrySet)]
    [ValidateNotNullOrEmpty]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>
    /// Folder in which Auto remembers each pool's profile, or none. Default: PSDPURGE_PROFILES of the environment, else PsdPurge\Profiles in the user's local
    /// application data.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ProfileFolder { get; set; }

    /// <summary>Rows in a batch. By default, the size adapts, so that a batch takes about a quarter of a second.</summary>
    [Parameter]
    [ValidateRange(1, RemovalOptions.MaxBatchSize)]
    public int BatchSize { get; set; }

    /// <summary>Pause between batches. A number means seconds.</summary>
    [Parameter]
    [Seconds]
    public TimeSpan BatchDelay { get; set; }

    /// <summary>The largest number of entries to delete on each Front-End.</summary>
    [Parameter]
    [ValidateRange(1L, long.MaxValue)]
    public long MaxEntries { get; set; }

    /// <summary>The longest duration of the run. After it, the run ends with the current batch. A number means seconds.</summary>
    [Parameter]
    [Seconds]
    public TimeSpan TimeLimit { get; set; }

    /// <summary>Folder of the backups. Default: PsdPurge\Backup in ProgramData, on Linux and macOS in the user's local application data.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? BackupPath { get; set; }

    /// <summary>Write no backup.</summary>
    [Parameter]
    public SwitchParameter NoBackup { get; set; }

    /// <summary>Do not ask the pool's other Front-Ends whether a conference still exists there.</summary>
    [Parameter]
    public SwitchParameter SkipReplicaCheck { get; set; }

    /// <summary>Front-Ends of the pool without which the run may go on if they do not answer. All others must answer.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FrontEndCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] MissingFrontEnd { get; set; } = [];

    /// <summary>Do not let active conferences without a row in Conference protect all entries of their pool. Their organizers are unknown.</summary>
    [Parameter]
    public SwitchParameter SkipActiveConferenceCheck { get; set; }

    /// <summary>
    /// Accept living conferences of the endpoints that no document names, because they really have no documents. Otherwise they keep the schema profile from
    /// being proven, because their documents may be among those that look orphaned.
    /// </summary>
    [Parameter]
    public SwitchParameter AllowUnnamedConferences { get; set; }

    /// <summary>Do not ask for confirmation, as with -Confirm:$false.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    internal override void OnUnwritten(object value)
    {
        // The pipeline accepts no more output, but you must learn what was deleted.
        if (value is RemovalResult result)
        {
            Host.UI.WriteWarningLine(string.Format(
                CultureInfo.InvariantCulture,
                "{0}: {1}; {2:N0} of {3:N0} orphaned entries deleted. Backup: {4}",
                result.FrontEnd,
                result.Status,
                result.Deleted,
                result.Candidates,
                result.BackupFile ?? "none"));
        }
    }

    private protected override void Begin()
    {
        base.Begin();
        _profiles = new ProfileChoice(this, SchemaProfile, ProfileFolder);
        _backupFolder = BackupArgument.Resolve(this, BackupPath, NoBackup);
    }

    private protected override void TakeInput()
    {
        if (ParameterSetName == EntrySet)
        {
            foreach (var row in InputObject)
            {
                _input.Add(row);
            }
        }
        else
        {
            base.TakeInput();
        }
    }

    private protected override void End()
    {
        base.End();

        // All entries are checked before the first one is deleted.
        var all = _input.Read(WriteWarning);
        if (all.Count > 0)
        {
            Log(string.Format(
                CultureInfo.InvariantCulture,
                "The input is the selection {0}: {1:N0} entries in {2:N0} documents.",
                SelectionMark.Of(all),
                all.Sum(entry => entry.Entries),
                all.Count));
        }

        var groups = _input.Group(pool => Topology.FindPool(pool, InstanceName), Named);
        EndpointScope.Known(Topology, [.. all.Select(entry => entry.SipAddress)], failure => throw failure);
        foreach (var (target, entries) in groups)
        {
            Attempt(() => Remove(target, [.. entries.Select(entry => entry.SipAddress).Distinct(PsdPurge.SipAddress.Comparer)], entries));
        }

        if (_hasAsked)
        {
            PreventionReminder.Give(this, new CsCommands(this));
        }
    }

    private protected override void WorkOn(Target target)
    {
        var endpoints = ResolveEndpoints(target, Addresses, AllPoolEndpoints);
        if (endpoints.Count > 0)
        {
            Remove(target, endpoints, null);
            return;
        }

        LeaveAll(target, RemovalStatus.NothingToDo, WriteObject);
    }

    private void Remove(Target target, IReadOnlyList<string> endpoints, IReadOnlyList<AppEndpointPsdEntry>? only)
    {
        var options = new RemovalOptions
        {
            BatchSize = Given(nameof(BatchSize)) ? BatchSize : null,
            BatchDelay = BatchDelay,
            MaxEntries = Given(nameof(MaxEntries)) ? MaxEntries : null,
            TimeLimit = Given(nameof(TimeLimit)) ? TimeLimit : null,
            BackupFolder = _backupFolder,
            SkipReplicaCheck = SkipReplicaCheck,
            MissingFrontEnds = MissingFrontEnd,
        };
        _hasAsked = true;
        _profiles.Remembers = !Asked("WhatIf", "WhatIfPreference");
        RunOver(target, (run, queue, token) => _profiles.RunAsync(
            run,
            profile => new SelectionScope(endpoints, profile)
            {
                Only = only,
                CheckUnattributedActive = !SkipActiveConferenceCheck,
                AllowUnnamedConferences = AllowUnnamedConferences,
            },
            async proven =>
            {
                using var removal = new Removal(run, proven, options);
                var plans = await removal.PlanAsync(token).ConfigureAwait(false);
                var approved = await queue.OnPipelineThread(() => plans.Where(Approve).ToList()).ConfigureAwait(false);
                await removal.RunAsync(approved, queue.Output, token).ConfigureAwait(false);
                return removal.Verdict;
            },
            isEmpty => LeaveAll(target, isEmpty ? RemovalStatus.NothingToDo : RemovalStatus.Failed, queue.Output),
            token));
    }

    private static void LeaveAll(Target target, RemovalStatus status, Action<RemovalResult> output)
    {
        foreach (var frontEnd in target.FrontEnds)
        {
            output(new RemovalResult { Pool = target.Pool, FrontEnd = frontEnd.ComputerName, Status = status });
        }
    }

    private bool Approve(RemovalPlan plan)
    {
        // If there is nothing to delete, there is no question.
        if (plan.Entries == 0 || (Force && !Asked("Confirm") && !Asked("WhatIf", "WhatIfPreference")))
        {
            return true;
        }

        return ShouldProcess(plan.FrontEnd.DataSource, plan.Description);
    }

    private bool Given(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    private bool Asked(string parameter, string? preference = null) => MyInvocation.BoundParameters.TryGetValue(parameter, out var value)
        ? LanguagePrimitives.IsTrue(value)
        : preference is not null && LanguagePrimitives.IsTrue(GetVariableValue(preference));
}
