using PsdPurge.Arguments;
using PsdPurge.Completion;
using PsdPurge.Diagnosis;
using PsdPurge.SkypeForBusiness;

namespace PsdPurge.Commands;

/// <summary>Looks at everything that the other commands need, on each Front-End and here, and says what is missing. Changes nothing.</summary>
[Cmdlet(VerbsDiagnostic.Test, "PsdPool", DefaultParameterSetName = PoolSet)]
[OutputType(typeof(PoolCheck), typeof(bool))]
public sealed class TestPsdPoolCommand : EndpointCmdlet
{
    private SchemaProfile? _profile;
    private SessionChecks _session = null!;
    private bool _hasFailed;

    /// <summary>Folder of the backups to look at. Default: the one that Remove-AppEndpointPsdEntries uses.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? BackupPath { get; set; }

    /// <summary>A history to look at, as Add-PsdHistory and Invoke-PsdMaintenance.ps1 write it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? HistoryPath { get; set; }

    /// <summary>Answer $true where no check failed, else $false, and nothing else.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    private protected override void Begin()
    {
        base.Begin();
        _profile = ProfileArgument.Parse(SchemaProfile, this);
        _session = new SessionChecks(new CsCommands(this));
        Write(SessionChecks.PowerShell(this));
        Write(_session.CsCommands(areNeeded: !MyInvocation.BoundParameters.ContainsKey(nameof(ComputerName))));
        Write(FileChecks.BackupFolder(BackupArgument.Resolve(this, BackupPath, noBackup: false)!));
        if (HistoryPath is not null)
        {
            var path = PathArgument.Resolve(this, HistoryPath);
            Write(FileChecks.History(() => HistoryFile.Read(path), path));
        }
    }

    private protected override void WorkOn(Target target)
    {
        var endpoints = Endpoints(target);
        if (target.Pool is not null)
        {
            Write(SessionChecks.Endpoints(Topology, target.Pool, endpoints), target.Pool);
            Write(_session.Readiness(Topology, target.Pool, StopToken), target.Pool);
        }

        IReadOnlyList<PoolCheck> checks = [];
        RunOver(target, async (run, _, token) => checks = await PoolDoctor.ExamineAsync(run, endpoints, _profile, token).ConfigureAwait(false));
        foreach (var check in checks)
        {
            Write(check);
        }
    }

    private protected override void OnFailed() => _hasFailed = true;

    private protected override void End()
    {
        base.End();
        if (Quiet)
        {
            WriteObject(!_hasFailed);
        }
    }

    /// <summary>None where the session cannot tell: then only the evidence is not tested.</summary>
    private IReadOnlyList<string> Endpoints(Target target)
    {
        try
        {
            return EndpointScope.Resolve(Topology, target, Addresses, AllPoolEndpoints, failure => WriteWarning(failure.Message));
        }
        catch (PsdPurgeException failure)
        {
            Log(failure.Message);
            return [];
        }
    }

    private void Write(CheckResult result, string? pool = null) => Write(result.At(pool, null));

    private void Write(PoolCheck check)
    {
        _hasFailed |= check.Status == CheckStatus.Failed;
        if (!Quiet)
        {
            WriteObject(check);
        }
    }
}
