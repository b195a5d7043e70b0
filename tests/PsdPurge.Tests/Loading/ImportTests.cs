using System.Runtime.Loader;
using System.Xml.Linq;
using PsdPurge.Tests.Hosting;

namespace PsdPurge.Tests.Loading;

public class ImportTests
{
    [Fact]
    public void The_manifest_is_valid_and_says_what_the_module_exports()
    {
        using var host = new ModuleHost();
        var result = host.Run("param($Path) Test-ModuleManifest $Path", ModuleHost.ModulePath);

        Assert.Empty(result.Errors);
        var module = Assert.IsType<PSModuleInfo>(result.Output.Single().BaseObject);
        Assert.Equal(ModuleHost.ModuleVersion, module.Version.ToString());
        Assert.Equal(new Version(5, 1), module.PowerShellVersion);
        Assert.Equal(new Version(4, 7, 2), module.DotNetFrameworkVersion);
        Assert.Contains("SkypeForBusiness", module.Tags);
        Assert.NotEmpty(module.ReleaseNotes);
        Assert.Equal(
            [
                "Add-PsdHistory", "Export-PsdReport", "Get-PsdEntryCount", "Measure-PsdGrowth", "Remove-AppEndpointPsdEntries",
                "Resolve-PsdSchemaProfile", "Select-AppEndpointPsdEntries", "Test-PsdPool",
                "Wait-PoolReplicationReady",
            ],
            module.ExportedCmdlets.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_PowerShell_Gallery_would_take_the_manifest()
    {
        using var host = new ModuleHost();
        var module = (PSModuleInfo)host.Run("param($Path) Test-ModuleManifest $Path", ModuleHost.ModulePath).Output.Single().BaseObject;

        Assert.NotEmpty(module.Author);
        Assert.InRange(module.Description.Length, 1, 4_000);
        Assert.Equal("https", module.LicenseUri.Scheme);
        Assert.All(module.Tags, tag => Assert.Matches("^[A-Za-z0-9_.-]+$", tag));
        Assert.Superset(new HashSet<string> { "PSEdition_Desktop", "PSEdition_Core", "Windows" }, module.Tags.ToHashSet());
        Assert.InRange(string.Join(' ', module.Tags).Length, 1, 4_000);
        Assert.StartsWith(ModuleHost.ModuleVersion + ":", module.ReleaseNotes, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_exported_cmdlet_can_be_inspected()
    {
        using var host = new ModuleHost();
        var result = host.Run("Get-Command -Module PsdPurge | ForEach-Object { [pscustomobject]@{ Name = $_.Name; Output = @($_.OutputType.Name)[0]; "
            + "Count = $_.Parameters.Count } }");

        Assert.Empty(result.Errors);
        Assert.Equal(9, result.Output.Count);
        Assert.Equal(
            [
                null, "System.IO.FileInfo", "PsdPurge.PsdEntryCount", "PsdPurge.GrowthEstimate", "PsdPurge.RemovalResult",
                "PsdPurge.SchemaResolution", "PsdPurge.AppEndpointPsdEntry", "PsdPurge.PoolCheck", "PsdPurge.ReplicationState",
            ],
            result.Output.OrderBy(command => (string)command.Properties["Name"].Value, StringComparer.Ordinal).Select(
                command => command.Properties["Output"].Value));
    }

    [Fact]
    public void Only_the_cmdlets_are_in_the_sessions_load_context()
    {
        using var host = new ModuleHost();
        host.Run("Remove-AppEndpointPsdEntries -ComputerName fe01 -SipAddress none -WhatIf");

        Assert.Contains(AssemblyLoadContext.Default.Assemblies, assembly => assembly.GetName().Name == "PsdPurge");
        Assert.DoesNotContain(AssemblyLoadContext.Default.Assemblies, assembly => assembly.GetName().Name is "PsdPurge.Core" or "Microsoft.Data.SqlClient");
        var own = Assert.Single(AssemblyLoadContext.All, context => context.Name == "PsdPurge");
        Assert.Contains(own.Assemblies, assembly => assembly.GetName().Name == "PsdPurge.Core");
    }

    [Theory]
    [InlineData("param($Path) Import-Module $Path -Force")]
    [InlineData("param($Path) Remove-Module PsdPurge; Import-Module $Path")]
    [InlineData("param($Path) Import-Module $Path; Import-Module $Path -Force; Remove-Module PsdPurge; Import-Module $Path")]
    public void Importing_again_leaves_a_working_session(string again)
    {
        using var host = new ModuleHost();
        host.Run("Select-AppEndpointPsdEntries -ComputerName fe01 -SipAddress none");
        Assert.Empty(host.Run(again, ModuleHost.ModulePath).Errors);

        Assert.Equal(["InvalidSipAddress"], host.Run("Select-AppEndpointPsdEntries -ComputerName fe01 -SipAddress none").ErrorIds);
    }

    [Fact]
    public void The_session_shows_one_module_with_its_own_name()
    {
        using var host = new ModuleHost();
        var result = host.Run("Get-Module | Where-Object { $_.Path -like '*PsdPurge*' } | ForEach-Object Name; (Get-Command Get-PsdEntryCount).ModuleName; "
            + "(PsdPurge\\Get-PsdEntryCount -ErrorAction Stop -ComputerName '127.0.0.1,1')");

        Assert.Equal(["PsdPurge", "PsdPurge"], result.Output.Select(item => item.BaseObject));
        Assert.Equal(["FrontEndUnreachable"], result.ErrorIds);
    }

    [Fact]
    public void A_removed_module_takes_its_cmdlets_with_it()
    {
        using var host = new ModuleHost();

        Assert.Equal(["CommandNotFoundException"], host.Run("Remove-Module PsdPurge; Get-PsdEntryCount fe01").ErrorIds);
    }

    [Fact]
    public void Two_sessions_share_the_process()
    {
        using var first = new ModuleHost();
        using (var second = new ModuleHost())
        {
            second.Run("Remove-Module PsdPurge");
        }

        Assert.Equal(["InvalidSipAddress"], first.Run("Select-AppEndpointPsdEntries -ComputerName fe01 -SipAddress none").ErrorIds);
    }

    [Fact]
    public void The_staged_module_is_complete()
    {
        string[] expected =
        [
            "PsdPurge.psd1",
            "PsdPurge.psm1",
            "Requirements.ps1",
            "PsdPurge.Format.ps1xml",
            "Invoke-PsdMaintenance.ps1",
            "PurgeAppEndpointUserDataFromPSD.ps1",
            "net472/PsdPurge.dll",
            "net472/PsdPurge.Core.dll",
            "net8.0/PsdPurge.dll",
            "net8.0/dependencies/PsdPurge.Core.dll",
            "net8.0/dependencies/PsdPurge.Core.deps.json",
            "net8.0/dependencies/runtimes/unix/lib/net8.0/Microsoft.Data.SqlClient.dll",
            "net8.0/dependencies/runtimes/win/lib/net8.0/Microsoft.Data.SqlClient.dll",
            "net8.0/dependencies/runtimes/win-x64/native/Microsoft.Data.SqlClient.SNI.dll",
            "net8.0/dependencies/runtimes/win-x86/native/Microsoft.Data.SqlClient.SNI.dll",
            "net8.0/dependencies/runtimes/win-arm64/native/Microsoft.Data.SqlClient.SNI.dll",
        ];

        Assert.Equal([], expected.Where(path => !File.Exists(Path.Combine(ModuleHost.ModuleFolder, path))));
        Assert.Equal(
            ["PsdPurge.Core.dll", "PsdPurge.dll"],
            Directory.GetFiles(Path.Combine(ModuleHost.ModuleFolder, "net472")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Get-PsdEntryCount")]
    [InlineData("Select-AppEndpointPsdEntries")]
    [InlineData("Remove-AppEndpointPsdEntries")]
    [InlineData("Wait-PoolReplicationReady")]
    public void Results_have_a_table_and_a_list_of_properties_that_exist(string command)
    {
        using var host = new ModuleHost();
        var type = (Type)host.Run("param($Name) (Get-Command $Name).OutputType.Type", command).Output.Single().BaseObject;
        var views = XDocument.Load(Path.Combine(ModuleHost.ModuleFolder, "PsdPurge.Format.ps1xml")).Descendants("View")
            .Where(view => view.Descendants("TypeName").Any(name => name.Value == type.FullName)).ToList();

        Assert.Single(views.Elements("TableControl"));
        Assert.Single(views.Elements("ListControl"));
        Assert.Equal([], views.Descendants("PropertyName").Select(name => name.Value).Where(name => type.GetProperty(name) is null));
    }

    [Fact]
    public void Views_see_the_function_that_formats_sizes()
    {
        using var host = new ModuleHost();

        Assert.Equal("12 MB", host.Run("[PsdPurge.View]::Size(12MB)").Output.Single().BaseObject);
    }
}
