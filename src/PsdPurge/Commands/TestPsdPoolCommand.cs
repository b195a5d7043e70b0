using System.Runtime.InteropServices;
using PsdPurge.Arguments;
using PsdPurge.Completion;
using PsdPurge.SkypeForBusiness;

namespace PsdPurge.Commands;

/// <summary>
/// Looks at everything that the other commands need: the way to each Front-End, its databases, the rights of the login, the topology and this computer. Changes
/// nothing and takes no lock that others wait for.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "PsdPool", DefaultParameterSetName = PoolSet)]
[OutputType(typeof(PoolCheck), typeof(bool))]
public sealed class TestPsdPoolCommand : FrontEndCmdlet
{
    private readonly PoolDiagnosis _diagnosis = new();
    private IReadOnlyList<SchemaProfile> _profiles = [];
    private string _backups = "";
    private string? _history;
    private bool _failed;

    /// <summary>A schema profile to prove, by its name or as a .psd1 file. Without it those of the module are tried.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ProfileCompleter))]
    [ValidateNotNullOrEmpty]
    public string? SchemaProfile { get; set; }

    /// <summary>Folder that removals are to keep their backups in. Default: that of Remove-AppEndpointPsdEntries.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? BackupPath { get; set; }

    /// <summary>A history file to look at, as Add-PsdHistory writes it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? HistoryPath { get; set; }

    /// <summary>Answers only whether no check failed: True or False.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    private protected override void Begin()
    {
        _profiles = SchemaProfile is null ? PsdPurge.SchemaProfile.BuiltIn : [ProfileArgument.Parse(SchemaProfile, this)];
        _backups = BackupArgument.Resolve(this, BackupPath, noBackup: false)!;
        _history = HistoryPath is null ? null : PathArgument.Resolve(this, HistoryPath);
    }

    private protected override void ProcessTarget(Target target)
    {
        // All checks of a Front-End are written together, by the pipeline thread.
        RunOver(target, (run, queue, token) => _diagnosis.RunAsync(run, _profiles, checks => _ = queue.OnPipelineThread(() => Write(checks)), token));
        var cs = new CsChecks(Topology, new CsCommands(this), target.Pool);
        Write([cs.Endpoints(), cs.Readiness(work => Run(work), StopToken)]);
    }

    /// <summary>What keeps a pool from being looked at is a finding here, and ends nothing.</summary>
    private protected override void Attempt(Action action)
    {
        try
        {
            action();
        }
        catch (PsdPurgeException failure)
        {
            Write([PoolCheck.Of(CheckNames.Topology, failure.ErrorId == ErrorIds.CsCmdletsNotLoaded ? null : failure.Target as string, failure)]);
        }
    }

    private protected override void End()
    {
        base.End();
        Write([Session(), CsChecks.Commands(new CsCommands(this)), _diagnosis.CheckBackupFolder(_backups)]);
        if (_history is not null)
        {
            Write([PoolDiagnosis.CheckHistory(_history)]);
        }

        if (Quiet)
        {
            WriteObject(!_failed);
        }
    }

    private PoolCheck Session() => new()
    {
        Check = CheckNames.Session,
        Found = $"{Host.Version} ({(SessionState.PSVariable.GetValue("PSEdition") is string edition ? edition : "Desktop")}) on {RuntimeInformation.FrameworkDescription}, PsdPurge {MyInvocation.MyCommand.Version}",
    };

    private bool Write(IReadOnlyList<PoolCheck> checks)
    {
        foreach (var check in checks)
        {
            _failed |= check.Status == CheckStatus.Failed;
            if (!Quiet)
            {
                WriteObject(check);
            }
        }

        return true;
    }
}
