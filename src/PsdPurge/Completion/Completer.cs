using System.Collections;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;
using PsdPurge.SkypeForBusiness;

namespace PsdPurge.Completion;

/// <summary>
/// Completes an argument with Tab. If nothing is known, it offers nothing. It never fails, because an error would spoil the line that is being typed.
/// </summary>
internal abstract class Completer : IArgumentCompleter
{
    private static readonly Regex Bare = new(@"^[\w.][\w.\-@]*$", RegexOptions.CultureInvariant);

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = wordToComplete.Trim('\'', '"');
        try
        {
            return [.. Candidates(word)
                .Where(candidate => candidate.Value.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                .OrderBy(candidate => candidate.Value, StringComparer.OrdinalIgnoreCase)
                .Select(candidate => new CompletionResult(Quote(candidate.Value), candidate.Value, CompletionResultType.ParameterValue, candidate.ToolTip))];
        }
        catch (Exception exception) when (exception is RuntimeException or InvalidOperationException or PsdPurgeException)
        {
            return [];
        }
    }

    /// <summary>All possible values.</summary>
    /// <param name="word">The text typed so far, without quotes.</param>
    private protected abstract IEnumerable<(string Value, string ToolTip)> Candidates(string word);

    /// <summary>The output of a command of the session. Empty if the command does not exist or fails.</summary>
    private protected static IReadOnlyList<PSObject> Ask(string command)
    {
        if (new CsCommandFinder().Find(command) is not { } found)
        {
            return [];
        }

        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        return [.. shell.AddCommand(found.CallName).Invoke().Where(answer => answer is not null)];
    }

    private static string Quote(string value) => Bare.IsMatch(value) ? value : "'" + CodeGeneration.EscapeSingleQuotedStringContent(value) + "'";
}
