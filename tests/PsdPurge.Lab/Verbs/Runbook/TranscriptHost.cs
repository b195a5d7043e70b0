using System.Globalization;
using System.Management.Automation.Host;

namespace PsdPurge.Lab.Verbs.Runbook;

/// <summary>A PowerShell host that writes to a text writer. It has nobody to prompt.</summary>
internal sealed class TranscriptHost(TextWriter output) : PSHost
{
    private readonly TranscriptUI _ui = new(output);

    public override string Name => "PsdPurgeLab";

    public override Version Version { get; } = new(1, 0);

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override PSHostUserInterface UI => _ui;

    /// <summary>The same object, with its own type.</summary>
    public TranscriptUI Transcript => _ui;

    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;

    public override void EnterNestedPrompt() => throw new NotSupportedException();

    public override void ExitNestedPrompt() => throw new NotSupportedException();

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }

    public override void SetShouldExit(int exitCode)
    {
    }
}
