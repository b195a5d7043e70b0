using PsdPurge.Arguments;
using PsdPurge.Completion;
using PsdPurge.Diagnosis;
using PsdPurge.SkypeForBusiness;

namespace PsdPurge.Commands;

/// <summary>
/// Checks everything that the other commands need, on each Front-End and on this computer, and says what is missing. It changes nothing. It can write a bundle
/// for others to examine.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "PsdPool", DefaultParameterSetName = PoolSet, SupportsShouldProcess = true)]
[OutputType(typeof(PoolCheck), typeof(bool))]
public sealed class TestPsdPoolCommand : EndpointCmdlet
{
    private readonly List<PoolCheck> _checks = [];
    private DiagnosticBundle? _bundle;
    private SchemaProfile? _profile;
    private SessionChecks _session = null!;
    private bool _hasFailed;

    /// <summary>The backup folder to check. Default: the one that Remove-AppEndpointPsdEntries uses.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? BackupPath { get; set; }

    /// <summary>A history to check, as Add-PsdHistory and Invoke-PsdMaintenance.ps1 write it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? HistoryPath { get; set; }

    /// <summary>A zip file to write for others to examine. It describes the servers, with pseudonyms for everything that names a person or a thing.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? BundlePath { get; set; }

    /// <summary>Replace an existing bundle.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Write only $true if no check failed, and $false otherwise.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    private protected override void Begin()
    {
        base.Begin();
        _profile = ProfileArgument.Parse(SchemaProfile, this);
        _bundle = BeginBundle();
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

        if (_bundle is { } bundle)
        {
            RunOver(target, (run, _, token) => bundle.AddPoolAsync(run, endpoints, token));
        }
    }

    /// <summary>A pool that cannot be checked is a finding, too. Without it, the list would look complete.</summary>
    private protected override void OnFailed(PsdPurgeException failure) =>
        Write(CheckResult.Of(CheckNames.Pool, failure) with { Status = CheckStatus.Failed }, failure.Target as string);

    private protected override void End()
    {
        base.End();
        if (_bundle is not null)
        {
            Write(EndBundle(_bundle));
        }

        if (Quiet)
        {
            WriteObject(!_hasFailed);
        }
    }

    /// <summary>There are none if the session does not know them. In that case, only the evidence is not tested.</summary>
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

    /// <summary>This comes first, so that nobody waits for a bundle that cannot be written.</summary>
    private DiagnosticBundle? BeginBundle()
    {
        if (BundlePath is null)
        {
            return null;
        }

        BundlePath = PathArgument.Resolve(this, BundlePath);
        DiagnosticBundle bundle = new(BundlePath, Force);
        bundle.Hide(Addresses ?? []);
        bundle.Hide(Settings.Credential?.UserName);
        return ShouldProcess(BundlePath, "Write the bundle") ? bundle : null;
    }

    private CheckResult EndBundle(DiagnosticBundle bundle)
    {
        bundle.Write(
            [
                new("PsdPurge", typeof(TestPsdPoolCommand).Assembly.GetName().Version!.ToString(3)),
                new("PowerShell", $"{Host.Version}"),
                new(".NET", System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription),
            ],
            _checks,
            DateTimeOffset.Now);
        var size = ByteSize.Format(new FileInfo(BundlePath!).Length);
        return CheckResult.Passed(CheckNames.Bundle, $"{BundlePath} was written ({size}). Look at its index.html before you send it.");
    }

    private void Write(CheckResult result, string? pool = null) => Write(result.At(pool, null));

    private void Write(PoolCheck check)
    {
        _hasFailed |= check.Status == CheckStatus.Failed;
        _checks.Add(check);
        if (!Quiet)
        {
            WriteObject(check);
        }
    }
}
