using System.Management.Automation.Language;
using System.Text.RegularExpressions;
using PsdPurge.Tests.Hosting;

namespace PsdPurge.Tests.Docs;

/// <summary>The commands and files that README and the pages of docs name exist. tests/Pester runs the examples of docs/cmdlets.</summary>
public partial class PageTests
{
    private static readonly IReadOnlyList<string> All =
    [
        "README.md", "CONTRIBUTING.md", "CHANGELOG.md",
        .. Repository.Files("docs", "*.md").Select(Repository.Name),
    ];

    public static TheoryData<string> Pages => [.. All];

    [Fact]
    public void Every_block_of_commands_parses_and_names_cmdlets_and_parameters_that_exist()
    {
        var parameters = Parameters();
        // A cmdlet's syntax is not a command. HelpTests compares it with PowerShell's own.
        var blocks = All.SelectMany(page => Block().Matches(Repository.Text(page)).Select(block =>
                (Page: page, Code: Prompt().Replace(block.Groups["code"].Value, ""))))
            .Where(block => !block.Code.Contains("[<CommonParameters>]", StringComparison.Ordinal))
            .ToList();

        Assert.NotEmpty(blocks);
        Assert.Equal([], blocks.SelectMany(block => Mistakes(block.Code, parameters).Select(mistake => $"{block.Page}: {mistake}")));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_cmdlet_that_a_page_names_exists(string page)
    {
        var known = Parameters().Keys.Append("Invoke-PsdMaintenance").ToHashSet(StringComparer.Ordinal);

        Assert.Equal([], CmdletName().Matches(Repository.Text(page)).Select(name => name.Value).Where(name => !known.Contains(name)));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_file_and_heading_that_a_page_links_to_exists(string page)
    {
        var folder = Path.GetDirectoryName(Repository.PathOf(page))!;

        Assert.Equal([], Link().Matches(Repository.Text(page)).Select(link => link.Groups[1].Value).Where(
            target => !target.Contains(':', StringComparison.Ordinal) && !Exists(folder, page, target)));
    }

    private static bool Exists(string folder, string page, string target)
    {
        var parts = target.Split('#');
        var file = parts[0].Length == 0 ? Repository.PathOf(page) : Path.GetFullPath(Path.Combine(folder, parts[0]));
        return parts.Length == 1
            ? File.Exists(file) || Directory.Exists(file)
            : File.Exists(file) && Heading().Matches(File.ReadAllText(file)).Any(heading => Anchor(heading.Groups[1].Value) == parts[1]);
    }

    /// <summary>A heading's anchor on GitHub.</summary>
    private static string Anchor(string heading) => NotInAnchor().Replace(heading.Trim().ToLowerInvariant(), "").Replace(' ', '-');

    private static Dictionary<string, HashSet<string>> Parameters()
    {
        using ModuleHost host = new();
        return host.Run("Get-Command -Module PsdPurge -CommandType Cmdlet").Output.Select(command => (CommandInfo)command.BaseObject).ToDictionary(
            command => command.Name, command => command.Parameters.Keys.ToHashSet(StringComparer.Ordinal), StringComparer.OrdinalIgnoreCase);
    }

    private static IEnumerable<string> Mistakes(string code, Dictionary<string, HashSet<string>> parameters)
    {
        var script = Parser.ParseInput(code, out _, out var errors);
        return errors.Select(error => error.Message).Concat(
            from command in script.FindAll(node => node is CommandAst, searchNestedScriptBlocks: true).Cast<CommandAst>()
            where parameters.ContainsKey(command.GetCommandName() ?? "")
            from parameter in command.CommandElements.OfType<CommandParameterAst>()
            where !parameters[command.GetCommandName()].Contains(parameter.ParameterName)
            select $"{command.GetCommandName()} has no parameter -{parameter.ParameterName}");
    }

    [GeneratedRegex(@"^ *```powershell\n(?<code>[\s\S]*?)^ *```|^<!-- output -->\n```text\n(?<code>(?:(?:PS>|>>) .*\n)*)", RegexOptions.Multiline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^(PS> |>> )", RegexOptions.Multiline)]
    private static partial Regex Prompt();

    [GeneratedRegex(@"\b[A-Z][a-z]+-(?:Psd\w+|AppEndpointPsd\w+|PoolReplication\w+)")]
    private static partial Regex CmdletName();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchor();
}
