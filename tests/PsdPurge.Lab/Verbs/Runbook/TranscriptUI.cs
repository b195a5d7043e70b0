using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace PsdPurge.Lab.Verbs.Runbook;

/// <summary>What the host shows: lines, warnings, and each new state of a progress bar.</summary>
internal sealed class TranscriptUI(TextWriter output) : PSHostUserInterface
{
    private readonly Lock _lock = new();
    private string _lastProgress = "";

    /// <summary>The states that progress bars showed, in order.</summary>
    public List<string> States { get; } = [];

    /// <summary>Whether progress is shown.</summary>
    public bool ShowProgress { get; set; }

    public override PSHostRawUserInterface? RawUI => null;

    public override void Write(string value) => Synchronized(() => output.Write(value));

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Write(value);

    public override void WriteLine(string value) => Synchronized(() => output.WriteLine(value));

    public override void WriteErrorLine(string value) => WriteLine("ERROR: " + value);

    public override void WriteWarningLine(string message) => WriteLine("WARNING: " + message);

    public override void WriteVerboseLine(string message) => WriteLine("VERBOSE: " + message);

    public override void WriteDebugLine(string message)
    {
    }

    public override void WriteProgress(long sourceId, ProgressRecord record) => Synchronized(() =>
    {
        // The description looks like "Busy, 00:00:01 elapsed". Only a new state gets a new line.
        var state = record.StatusDescription.Split(',')[0];
        if (!ShowProgress || record.RecordType == ProgressRecordType.Completed || state == _lastProgress)
        {
            return;
        }

        _lastProgress = state;
        States.Add(state);
        output.WriteLine($"[{record.Activity}: {state}]");
    });

    public override string ReadLine() => throw NobodyToAsk();

    public override SecureString ReadLineAsSecureString() => throw NobodyToAsk();

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) => throw NobodyToAsk();

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) => throw NobodyToAsk();

    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) =>
        throw NobodyToAsk();

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) => throw NobodyToAsk();

    private static NotSupportedException NobodyToAsk() => new("The runbook runs unattended: nobody can be asked.");

    private void Synchronized(Action write)
    {
        lock (_lock)
        {
            write();
        }
    }
}
