using PsdPurge.Tests.Hosting;

namespace PsdPurge.Tests.SkypeForBusiness;

/// <summary>Tests which command of a session is called for a Skype for Business command.</summary>
public sealed class CsCommandTests : IDisposable
{
    private const string Count = "Get-PsdEntryCount ee01.contoso.com";

    // $Plain, $Spaced, $Stateful and $Broken are files. Each of them defines Get-CsPool.
    private const string Files = """
        $write = { param($Name, $Text) $path = [IO.Path]::Combine($Folder, "$Name.psm1"); [IO.File]::WriteAllText($path, $Text); $path }
        $pools = "function Get-CsPool { [pscustomobject]@{ Identity = 'ee01.contoso.com'; Computers = '127.0.0.1,1'; Services = 'UserServer:x' } }"
        $Plain = & $write Plain $pools
        $Spaced = & $write 'Plain as well [1]' $pools
        $Stateful = & $write Stateful ('$script:Services = "UserServer:x"; ' + $pools.Replace("'UserServer:x'", '$script:Services'))
        $Broken = & $write Broken "function Get-CsPool { throw 'This is not the one.' }"

        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("psdpurge-modules-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("Import-Module $Broken; Import-Module $Stateful")]
    [InlineData("Import-Module $Stateful -Prefix Win")]
    [InlineData("Import-Module $Plain -Prefix Win; Import-Module $Stateful -Prefix win")]
    [InlineData("Import-Module $Broken -Prefix Win; Import-Module $Stateful")]
    [InlineData("Import-Module $Stateful; Import-Module $Broken -Prefix Win")]
    [InlineData("Import-Module $Broken; . ([scriptblock]::Create($pools))")]
    [InlineData("Import-Module ([WildcardPattern]::Escape($Spaced))")]
    [InlineData(
        "Import-Module $Broken; Import-Module $Stateful -Prefix My; [void] $ExecutionContext.InvokeProvider.Item.Set('alias:Get-CsPool', 'Get-MyCsPool')")]
    public void The_command_that_typing_its_name_would_run_is_called(string session)
    {
        using var host = Session(session);

        Assert.Equal(["FrontEndUnreachable"], host.Run(Count).ErrorIds);
    }

    [Fact]
    public void Two_prefixes_are_two_deployments_and_nobody_can_say_which_is_meant()
    {
        using var host = Session("Import-Module $Plain -Prefix Lab; Import-Module $Stateful -Prefix Live");
        var error = Assert.Single(host.Run(Count + ", ee02.contoso.com").Errors);

        Assert.StartsWith("CsCommandAmbiguous,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
        Assert.StartsWith(
            "Get-CsPool is in this session under several names: Get-LabCsPool, Get-LiveCsPool. Remove the modules",
            error.Exception.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("function Get-MyCsPool { throw 'This is not the one.' }")]
    [InlineData("Import-Module (& $write OpsTools 'function Get-MyCsPool { throw 1 }')")]
    [InlineData("Import-Module (& $write OpsTools 'function Get-CsPoolReport { throw 1 }') -Prefix My")]
    public void A_command_with_a_name_that_only_looks_like_one_is_not_called(string session)
    {
        using var host = Session(session);

        Assert.Equal(["CsCmdletsNotLoaded"], host.Run(Count).ErrorIds);
    }

    [Fact]
    public void A_module_that_keeps_the_commands_to_itself_can_call_the_cmdlets()
    {
        using var host = Session("""
            Import-Module (& $write Outer ("Import-Module '$Stateful'; " +
                "function Measure-Everything { Get-PsdEntryCount ee01.contoso.com -ConnectTimeout 1 } Export-ModuleMember -Function Measure-Everything"))
            """);

        Assert.Equal(["CsCmdletsNotLoaded"], host.Run(Count).ErrorIds);
        Assert.Equal(["FrontEndUnreachable"], host.Run("Measure-Everything").ErrorIds);
    }

    [Fact]
    public void Commands_that_the_user_of_a_restricted_endpoint_cannot_see_are_called_all_the_same()
    {
        using var host = Session("Import-Module $Stateful; (Get-Command Get-CsPool).Visibility = 'Private'");

        Assert.Equal(["CommandNotFoundException"], host.Run("Get-CsPool").ErrorIds);
        Assert.Equal(["FrontEndUnreachable"], host.Run(Count).ErrorIds);
    }

    [Theory]
    [InlineData("ConstrainedLanguage")]
    [InlineData("NoLanguage")]
    public void A_session_without_the_whole_language_is_enough(string mode)
    {
        using var host = Session($"Import-Module $Stateful; $ExecutionContext.SessionState.LanguageMode = '{mode}'");
        using var shell = PowerShell.Create();
        shell.Runspace = host.Runspace;
        shell.AddCommand("Get-PsdEntryCount").AddParameter("PoolFqdn", "ee01.contoso.com").AddParameter("ConnectTimeout", 1).Invoke();

        Assert.Equal(["FrontEndUnreachable,PsdPurge.Commands.GetPsdEntryCountCommand"], shell.Streams.Error.Select(error => error.FullyQualifiedErrorId));
    }

    [Fact]
    public void The_session_keeps_no_error_of_a_command_that_is_not_there()
    {
        using var host = Session("Import-Module $Plain");

        Assert.Equal([0], host.Run("$Error.Clear(); Select-AppEndpointPsdEntries -ComputerName '127.0.0.1,1' -SipAddress a@b -ErrorAction Ignore; "
            + "$Error.Count").Output.Select(item => item.BaseObject));
    }

    private ModuleHost Session(string script)
    {
        var host = new ModuleHost();
        host.Must("param($Folder) " + Files + script, _folder.FullName);
        return host;
    }
}
