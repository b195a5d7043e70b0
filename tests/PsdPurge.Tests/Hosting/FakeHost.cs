using System.Collections.Concurrent;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation.Host;
using System.Security;

namespace PsdPurge.Tests.Hosting;

/// <summary>A host that answers confirmation prompts from a list, and records prompts and output.</summary>
internal sealed class FakeHost : PSHost
{
    private readonly FakeUI _ui = new();

    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override string Name => "PsdPurge.Tests";

    public override PSHostUserInterface UI => _ui;

    public override Version Version { get; } = new(1, 0);

    /// <summary>Labels of the choices to take, such as <c>Yes</c> or <c>No to All</c>. A prompt fails the test if no label is left.</summary>
    public ConcurrentQueue<string> Answers => _ui.Answers;

    /// <summary>Texts of the prompts.</summary>
    public ConcurrentQueue<string> Prompts => _ui.Prompts;

    /// <summary>Lines that were written to the host instead of the streams.</summary>
    public ConcurrentQueue<string> Lines => _ui.Lines;

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

    private sealed class FakeUI : PSHostUserInterface
    {
        public ConcurrentQueue<string> Answers { get; } = new();

        public ConcurrentQueue<string> Prompts { get; } = new();

        public ConcurrentQueue<string> Lines { get; } = new();

        public override PSHostRawUserInterface? RawUI => null;

        public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
        {
            Prompts.Enqueue(message);
            if (!Answers.TryDequeue(out var answer))
            {
                throw new InvalidOperationException("Nobody is there to answer: " + message);
            }

            return choices.Select((choice, index) => (Label: choice.Label.Replace("&", "", StringComparison.Ordinal), index))
                .Single(choice => choice.Label == answer).index;
        }

        public override void WriteLine(string value) => Lines.Enqueue(value);

        public override void WriteErrorLine(string value) => Lines.Enqueue(value);

        public override void WriteWarningLine(string message) => Lines.Enqueue(message);

        public override void WriteVerboseLine(string message) => Lines.Enqueue(message);

        public override void WriteDebugLine(string message) => Lines.Enqueue(message);

        public override void Write(string value) => Lines.Enqueue(value);

        public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Lines.Enqueue(value);

        public override void WriteProgress(long sourceId, ProgressRecord record)
        {
        }

        public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) =>
            throw new InvalidOperationException("Nobody is there to answer: " + string.Join(", ", descriptions.Select(field => field.Name)));

        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
            throw new InvalidOperationException("Nobody is there to answer: " + message);

        public override PSCredential PromptForCredential(
            string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) =>
            throw new InvalidOperationException("Nobody is there to answer: " + message);

        public override string ReadLine() => throw new InvalidOperationException("Nobody is there to answer.");

        public override SecureString ReadLineAsSecureString() => throw new InvalidOperationException("Nobody is there to answer.");
    }
}
