using System.Management.Automation.Language;
using PsdPurge.Tests.Hosting;

namespace PsdPurge.Tests.Scripts;

/// <summary>
/// Every script must run in Windows PowerShell 5.1, which none of our build machines has. So the tests search the syntax tree for what 5.1 does not know.
/// </summary>
public class WindowsPowerShellTests
{
    // Variables, commands and parameters that 5.1 lacks and that somebody may use by mistake.
    private static readonly string[] NewVariables = ["IsWindows", "IsLinux", "IsMacOS", "IsCoreCLR", "PSStyle"];
    private static readonly string[] NewCommands =
        ["Join-String", "Test-Json", "Get-Error", "Remove-Service", "ConvertFrom-Markdown", "Remove-Alias", "Get-Uptime"];
    private static readonly string[] NewParameters =
        ["Parallel", "AsHashtable", "AsByteStream", "NoProxy", "SkipHttpErrorCheck", "QuoteFields", "UseQuotes", "AsUTC", "AdditionalChildPath"];

    public static TheoryData<string> Scripts => [.. Repository.Files("", "*.ps*")
        .Where(file => Path.GetExtension(file) is ".ps1" or ".psm1" or ".psd1")
        .Select(Repository.Name)];

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_script_parses_and_uses_nothing_that_Windows_PowerShell_lacks(string script)
    {
        var tree = Parser.ParseFile(Repository.PathOf(script), out _, out var errors);

        Assert.Equal([], errors.Select(error => $"{error.Extent.StartLineNumber}: {error.Message}"));
        Assert.Equal([], tree.FindAll(IsNew, searchNestedScriptBlocks: true).Select(found => $"{found.Extent.StartLineNumber}: {found.Extent.Text}"));
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_script_is_ASCII_because_Windows_PowerShell_reads_it_in_the_machines_code_page(string script) =>
        Assert.DoesNotContain(File.ReadAllText(Repository.PathOf(script)), character => character > 127);

    [Theory]
    [InlineData("$a ? 1 : 2")]
    [InlineData("$a ?? 1")]
    [InlineData("$a ??= 1")]
    [InlineData("${a}?.Length")]
    [InlineData("Get-Date && Get-Date")]
    [InlineData("Get-Date &")]
    [InlineData("if ($IsWindows) { }")]
    [InlineData("1 | ForEach-Object -Parallel { }")]
    [InlineData("Join-Path a b c")]
    [InlineData("'a' | Join-String")]
    public void The_check_sees_what_is_new(string script) =>
        Assert.NotEmpty(Parser.ParseInput(script, out _, out _).FindAll(IsNew, searchNestedScriptBlocks: true));

    private static bool IsNew(Ast node) => node switch
    {
        TernaryExpressionAst or PipelineChainAst => true,
        PipelineAst { Background: true } => true,
        MemberExpressionAst { NullConditional: true } or IndexExpressionAst { NullConditional: true } => true,
        BinaryExpressionAst { Operator: TokenKind.QuestionQuestion } => true,
        AssignmentStatementAst { Operator: TokenKind.QuestionQuestionEquals } => true,
        ScriptBlockAst { CleanBlock: not null } => true,
        VariableExpressionAst variable => NewVariables.Contains(variable.VariablePath.UserPath, StringComparer.OrdinalIgnoreCase),
        CommandParameterAst parameter => NewParameters.Contains(parameter.ParameterName, StringComparer.OrdinalIgnoreCase),
        CommandAst command => NewCommands.Contains(command.GetCommandName(), StringComparer.OrdinalIgnoreCase) || JoinsThreePaths(command),
        _ => false,
    };

    private static bool JoinsThreePaths(CommandAst command) =>
        command.GetCommandName() == "Join-Path" && command.CommandElements.Count > 3 && !command.CommandElements.OfType<CommandParameterAst>().Any();
}
