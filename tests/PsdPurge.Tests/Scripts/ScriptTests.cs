using System.Globalization;
using System.Management.Automation.Language;
using PsdPurge.Lab.Scenarios;
using PsdPurge.Tests.Hosting;

namespace PsdPurge.Tests.Scripts;

/// <summary>Runs the scripts of the module's folder in an engine that has only PowerShell's core. A script that passes here runs in every edition.</summary>
public sealed class ScriptTests : IDisposable
{
    private const string Pool = "pool01.contoso.com";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("psdpurge-scripts-");

    public static TheoryData<string> Scripts => ["PurgeAppEndpointUserDataFromPSD.ps1", "Invoke-PsdMaintenance.ps1"];

    private string Data => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_script_is_staged_parses_and_explains_every_parameter(string name)
    {
        var ast = Parser.ParseFile(Path.Combine(ModuleHost.ModuleFolder, name), out var tokens, out var errors);

        Assert.Empty(errors);
        var help = ast.GetHelpContent();
        Assert.NotEmpty(help.Synopsis);
        Assert.NotEmpty(help.Examples);
        Assert.Equal(
            ast.ParamBlock.Parameters.Select(parameter => parameter.Name.VariablePath.UserPath.ToUpperInvariant()).Order(StringComparer.Ordinal),
            help.Parameters.Keys.Order(StringComparer.Ordinal));

        // Windows PowerShell 5.1 does not know these.
        Assert.DoesNotContain(tokens, token => token.Kind is TokenKind.QuestionMark or TokenKind.QuestionQuestion or TokenKind.QuestionQuestionEquals
            or TokenKind.QuestionDot or TokenKind.AndAnd or TokenKind.OrOr);
    }

    [Theory]
    [InlineData("PurgeAppEndpointUserDataFromPSD.ps1", "")]
    [InlineData("PurgeAppEndpointUserDataFromPSD.ps1", "-PoolName pool01.contoso.com")]
    [InlineData("PurgeAppEndpointUserDataFromPSD.ps1", "-PoolName pool01.contoso.com -Command purge")]
    [InlineData("PurgeAppEndpointUserDataFromPSD.ps1", "-PoolName nowhere.contoso.com -Command delete")]
    [InlineData("PurgeAppEndpointUserDataFromPSD.ps1", "-PoolName nowhere.contoso.com -Command select")]
    [InlineData("Invoke-PsdMaintenance.ps1", "")]
    [InlineData("Invoke-PsdMaintenance.ps1", "-PoolName nowhere.contoso.com")]
    public void Where_nothing_can_be_done_the_exit_code_is_two(string script, string arguments)
    {
        using var host = new ModuleHost(FakeDeployment.Texts);
        var data = script.StartsWith("Invoke", StringComparison.Ordinal) ? $" -DataPath '{Data}'" : "";

        Assert.Equal(2, ExitCode(host.Run(Call(script, arguments + data))));
        Assert.Empty(host.Host.Prompts);
    }

    [Fact]
    public async Task Select_writes_a_file_for_each_Front_End_that_a_removal_takes()
    {
        await using var lab = await LabSession.StartAsync();
        var result = lab.Host.Run(Call("PurgeAppEndpointUserDataFromPSD.ps1", $"-PoolName {Pool} -Command select -OutputPath '{Data}'"));

        Assert.Empty(result.Errors);
        Assert.Equal(0, ExitCode(result));
        Assert.Equal(3, Directory.GetFiles(Data, "*.csv").Length);
        foreach (var (frontEnd, orphans) in lab.Orphans(PurgeScope.PoolEndpoints))
        {
            var lines = File.ReadAllLines(Directory.GetFiles(Data, $"*{frontEnd}.csv").Single());
            Assert.Equal("\"Pool\",\"FrontEnd\",\"SipAddress\",\"ConferenceId\",\"DocId\",\"Entries\",\"Bytes\",\"Check\"", lines[0]);
            Assert.Equal(orphans, lines.Skip(1).Sum(line => long.Parse(line.Split(',')[5].Trim('"'), CultureInfo.InvariantCulture)));
            Assert.Contains(
                result.Output,
                line => line.ToString().StartsWith($"{frontEnd}: {orphans.ToString("N0", CultureInfo.InvariantCulture)} of ", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Delete_asks_nothing_and_backs_up()
    {
        await using var lab = await LabSession.StartAsync();
        var before = lab.Pool.Snapshot();
        var result = lab.Host.Run(Call("PurgeAppEndpointUserDataFromPSD.ps1", $"-PoolName {Pool} -Command delete -BackupPath '{Data}'"));

        Assert.Empty(result.Errors);
        Assert.Equal(0, ExitCode(result));
        Assert.Empty(lab.Host.Host.Prompts);
        Assert.Empty(lab.Pool.VerifyAfterRemoval(before, PurgeScope.PoolEndpoints));
        Assert.Equal(3, Directory.GetFiles(Data, "*.sql").Length);
        Assert.Equal(3, result.Output.Count(item => item.Properties["Deleted"] is not null));
    }

    [Fact]
    public void The_script_of_the_old_name_says_where_the_backups_are_as_the_cmdlet_does()
    {
        var script = Parser.ParseFile(
            Path.Combine(ModuleHost.ModuleFolder, "PurgeAppEndpointUserDataFromPSD.ps1"),
            out _,
            out _).GetHelpContent().Parameters["BACKUPPATH"];
        using var host = new ModuleHost();
        var byDefault = host.Run("(Get-Help Remove-AppEndpointPsdEntries -Parameter BackupPath).defaultValue").Output[0].ToString();

        Assert.NotEmpty(byDefault);
        Assert.EndsWith($" Default: {byDefault}.", script.Trim(), StringComparison.Ordinal);
    }

    internal static string Call(string script, string arguments) =>
        $"& '{Path.Combine(ModuleHost.ModuleFolder, script)}' {arguments}; [pscustomobject]@{{ ExitCode = $LASTEXITCODE }}";

    internal static int ExitCode(RunResult result) => (int)result.Output[^1].Properties["ExitCode"].Value;
}
