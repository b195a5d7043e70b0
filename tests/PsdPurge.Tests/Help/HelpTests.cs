using System.Text.RegularExpressions;
using PsdPurge.Tests.Hosting;

namespace PsdPurge.Tests.Help;

public sealed class HelpTests : IDisposable
{
    private readonly ModuleHost _host = new();

    public static TheoryData<string> Cmdlets => [.. HelpPages.Cmdlets];

    public void Dispose() => _host.Dispose();

    [Fact]
    public void Every_cmdlet_has_a_page_and_every_page_a_cmdlet() =>
        Assert.Equal(
            HelpPages.Cmdlets.Order(StringComparer.Ordinal),
            _host.Run("(Get-Command -Module PsdPurge -CommandType Cmdlet).Name").Output.Select(name => name.ToString()).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Get_Help_tells_everything_about_a_cmdlet(string cmdlet)
    {
        var help = Help(cmdlet);

        Assert.NotEmpty(Text(help, "Synopsis"));
        Assert.NotEmpty(Paragraphs(help, "description"));
        Assert.NotEmpty(help.Properties["inputTypes"].Value.ToString()!);
        Assert.NotEmpty(help.Properties["returnValues"].Value.ToString()!);
        Assert.NotEmpty(help.Properties["relatedLinks"].Value.ToString()!);
        Assert.True(HelpPages.Examples(help).Count >= 3, $"{cmdlet} has fewer than three examples.");
        Assert.All(HelpPages.Examples(help), example => Assert.NotEmpty(example.Remarks));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Get_Help_describes_every_parameter_and_no_other(string cmdlet)
    {
        var described = HelpPages.List(HelpPages.Get(Help(cmdlet), "parameters.parameter")).ToDictionary(
            parameter => Text(parameter, "name"), parameter => Paragraphs(parameter, "description"));
        var real = _host.Run(
            """
            param($Name)
            $common = [System.Management.Automation.Cmdlet]::CommonParameters
            (Get-Command $Name).Parameters.Keys | Where-Object { $_ -notin $common }
            """,
            cmdlet).Output.Select(name => name.ToString()).ToList();

        Assert.Equal(real.Order(StringComparer.Ordinal), described.Keys.Order(StringComparer.Ordinal));
        Assert.Equal([], described.Where(parameter => parameter.Value.Trim().Length == 0).Select(parameter => parameter.Key));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void A_page_describes_no_parameter_that_is_gone(string cmdlet)
    {
        var real = _host.Run("param($Name) (Get-Command $Name).Parameters.Keys", cmdlet).Output.Select(name => "-" + name).ToList();

        Assert.Equal([], HelpPages.Headings(cmdlet).Where(heading => heading.StartsWith('-')).Except(real));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void A_pages_syntax_is_what_PowerShell_says(string cmdlet)
    {
        var said = string.Join('\n', _host.Run("param($Name) Get-Command $Name -Syntax", cmdlet).Output.Select(text => text.ToString()));

        Assert.Equal(said.ReplaceLineEndings("\n").Trim(), HelpPages.Syntax(cmdlet));
    }

    [Fact]
    public void The_shared_parameters_are_described_once()
    {
        var shared = HelpPages.Headings("connection-parameters").Where(heading => heading.StartsWith('-')).ToList();

        Assert.Equal(
            [], new[] { "Get-PsdEntryCount", "Select-AppEndpointPsdEntries", "Remove-AppEndpointPsdEntries" }.SelectMany(HelpPages.Headings).Intersect(shared));
    }

    [Fact]
    public void About_PsdPurge_is_found_and_names_every_cmdlet()
    {
        var about = _host.Run("Get-Help about_PsdPurge").Output.Single().ToString();

        Assert.Equal([], HelpPages.Cmdlets.Where(cmdlet => !about.Contains(cmdlet, StringComparison.Ordinal)));
        Assert.Equal([], Regex.Matches(about, @"[^\n]{81,}").Select(line => line.Value));
    }

    private PSObject Help(string cmdlet) => _host.Run("param($Name) Get-Help $Name -Full", cmdlet).Output.Single();

    private static string Text(PSObject source, string property) => source.Properties[property]?.Value?.ToString()?.Trim() ?? "";

    private static string Paragraphs(PSObject source, string property) =>
        string.Join('\n', HelpPages.List(source.Properties[property]?.Value).Select(paragraph => Text(paragraph, "Text")));
}
