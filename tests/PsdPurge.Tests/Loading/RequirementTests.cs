using System.Management.Automation.Language;
using PsdPurge.Tests.Hosting;

namespace PsdPurge.Tests.Loading;

/// <summary>The machines that can run the module, and its message on machines that cannot.</summary>
public class RequirementTests
{
    // The variables that restricted language had in PowerShell 3.
    private static readonly string[] OldVariables = ["PSCulture", "PSUICulture", "true", "false", "null"];

    private static readonly string[] OldKeys =
    [
        "RootModule", "ModuleVersion", "GUID", "Author", "CompanyName", "Copyright", "Description",
        "PowerShellVersion", "DotNetFrameworkVersion", "CmdletsToExport",
        "FunctionsToExport", "AliasesToExport", "VariablesToExport", "FormatsToProcess", "PrivateData",
    ];

    [Theory]
    [InlineData("-Edition Core -Version 7.4", null)]
    [InlineData("-Edition Core -Version 7.6", null)]
    [InlineData("-Edition Core -Version 7.3", "this is PowerShell 7.3. Install PowerShell 7.4 or later")]
    [InlineData("-Edition Core -Version 6.2", "this is PowerShell 6.2. Install PowerShell 7.4 or later")]
    [InlineData("-Edition Desktop -Version 5.1 -Bits 64 -Release 461808", null)]
    [InlineData("-Edition Desktop -Version 5.1 -Bits 64 -Release 528040", null)]
    [InlineData("-Edition Desktop -Version 5.1 -Bits 64 -Release $null", null)]
    [InlineData("-Edition Desktop -Version 5.1 -Bits 64 -Release 461310", "this computer has 4.7.1 (release 461310). Install .NET Framework 4.8")]
    [InlineData("-Edition Desktop -Version 5.1 -Bits 64 -Release 394806", "this computer has 4.6.2 (release 394806). Install .NET Framework 4.8")]
    [InlineData("-Edition Desktop -Version 5.1 -Bits 64 -Release 379893", "this computer has 4.5.2 (release 379893). Install .NET Framework 4.8")]
    [InlineData("-Edition Desktop -Version 5.1 -Bits 64 -Release 0", "this computer has an older one (release 0). Install .NET Framework 4.8")]
    [InlineData("-Edition Desktop -Version 5.1 -Bits 32 -Release 528040", "Start Windows PowerShell, not Windows PowerShell (x86).")]
    [InlineData("-Edition '' -Version 4.0 -Bits 64 -Release 528040", "this is 4.0. Install Windows Management Framework 5.1")]
    [InlineData("-Edition Desktop -Version 5.0 -Bits 64 -Release 528040", "this is 5.0. Install Windows Management Framework 5.1")]
    public void A_machine_is_told_exactly_what_to_install(string machine, string? text)
    {
        using var host = new ModuleHost();
        var result = host.Run($"& '{Path.Combine(ModuleHost.ModuleFolder, "Requirements.ps1")}' {machine}");

        Assert.Empty(result.Errors);
        if (text is null)
        {
            Assert.Empty(result.Output);
        }
        else
        {
            Assert.Contains(text, Assert.Single(result.Output).ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_import_that_cannot_work_ends_with_that_text()
    {
        var folder = Directory.CreateTempSubdirectory("psdpurge-requirements-");
        try
        {
            File.Copy(Path.Combine(ModuleHost.ModuleFolder, "PsdPurge.psm1"), Path.Combine(folder.FullName, "PsdPurge.psm1"));
            File.WriteAllText(Path.Combine(folder.FullName, "Requirements.ps1"), "'PsdPurge needs something. Install it.'");
            using var host = new ModuleHost();
            var error =
                Assert.Single(host.Run("param($Path) Remove-Module PsdPurge; Import-Module $Path", Path.Combine(folder.FullName, "PsdPurge.psm1")).Errors);

            Assert.StartsWith("MachineNotSupported", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Equal(ErrorCategory.NotInstalled, error.CategoryInfo.Category);
            Assert.Equal("PsdPurge needs something. Install it.", error.Exception.Message);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void PowerShell_3_can_read_the_manifest_and_so_say_that_it_is_too_old()
    {
        var manifest = Parser.ParseFile(ModuleHost.ModulePath, out _, out var errors);
        var table = Assert.IsType<HashtableAst>(manifest.Find(ast => ast is HashtableAst, searchNestedScriptBlocks: false));

        Assert.Empty(errors);
        Assert.Equal([], table.KeyValuePairs.Select(pair => pair.Item1.Extent.Text).Except(OldKeys));
        Assert.Equal(
            [],
            manifest.FindAll(ast => ast is VariableExpressionAst, true).Select(ast => ((VariableExpressionAst)ast).VariablePath.UserPath).Except(OldVariables));
        Assert.Equal([], manifest.FindAll(ast => ast is IfStatementAst or CommandAst, true).Select(ast => ast.Extent.Text));
    }

    [Fact]
    public void What_checks_runs_in_PowerShell_3()
    {
        var tree = Parser.ParseFile(Path.Combine(ModuleHost.ModuleFolder, "Requirements.ps1"), out _, out var errors);

        Assert.Empty(errors);
        // PowerShell 5 introduced these.
        Assert.Equal([], tree.FindAll(ast => ast is TypeDefinitionAst or UsingStatementAst, true).Select(ast => ast.Extent.Text));
        Assert.Equal([], tree.FindAll(ast =>
            ast is InvokeMemberExpressionAst { Static: true, Member: StringConstantExpressionAst { Value: "new" } }, true).Select(ast => ast.Extent.Text));
    }
}
