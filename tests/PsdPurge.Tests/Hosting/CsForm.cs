using System.Reflection;

namespace PsdPurge.Tests.Hosting;

/// <summary>The forms that the Skype for Business commands have in administrators' sessions.</summary>
public enum CsForm
{
    /// <summary>The session has no such commands.</summary>
    None,

    /// <summary>Compiled cmdlets of a module: Windows PowerShell on a server.</summary>
    Cmdlets,

    /// <summary>Functions of the session itself, as a profile defines them.</summary>
    Functions,

    /// <summary>Functions of a script module that has its own state.</summary>
    ScriptModule,

    /// <summary>The result of Import-PSSession: functions that call another session, and copies of its objects.</summary>
    Remoting,

    /// <summary>The same, imported with a prefix: Get-WinCsPool.</summary>
    PrefixedRemoting,

    /// <summary>Two modules with the same commands. The later one counts.</summary>
    TwoModules,
}

/// <summary>Brings the stand-in for the Skype for Business commands into a session.</summary>
internal static class CsForms
{
    private const string Import = "Import-Module ([IO.Path]::Combine($Forms, 'Script', 'SkypeForBusiness.psm1')) -ErrorAction Stop";
    private const string ImportRemoting = "Import-Module ([IO.Path]::Combine($Forms, 'Remoting', 'tmp_lab0000.cs1.psm1')) -ErrorAction Stop";

    private static readonly string Folder = Metadata("StandInForms");

    /// <summary>Imports the commands. They take their answers from <paramref name="topology"/>.</summary>
    public static void ImportCs(this ModuleHost host, CsForm form, string topology) => host.Must(
        "param($StandIn, $Forms, $Topology) $global:PsdPurgeLabTopology = $Topology\n" + Script(form), ModuleHost.StandInPath, Folder, topology);

    private static string Script(CsForm form) => form switch
    {
        CsForm.None => "",
        CsForm.Cmdlets => "Import-Module $StandIn -ErrorAction Stop",
        CsForm.Functions => """
            Import-Module $StandIn -ErrorAction Stop
            foreach ($cmdlet in (Get-Module SkypeForBusiness).ExportedCmdlets.Values) {
                $body = [scriptblock]::Create([System.Management.Automation.ProxyCommand]::Create($cmdlet))
                [void] $ExecutionContext.InvokeProvider.Item.Set("function:global:$($cmdlet.Name)", $body)
            }
            """,
        CsForm.ScriptModule => Import,
        CsForm.Remoting => ImportRemoting,
        CsForm.PrefixedRemoting => ImportRemoting + " -Prefix Win",
        CsForm.TwoModules => $$"""
            $names = 'CsPool', 'CsComputer', 'CsTrustedApplicationEndpoint', 'CsPoolUpgradeReadinessState', 'CsUpgradeDomainInfo', 'CsConferencingPolicy'
            $text = $names | ForEach-Object { "function Get-$_ { throw 'This is the module that was imported first.' }" }
            New-Module -Name Earlier -ScriptBlock ([scriptblock]::Create("$text")) | Import-Module -ErrorAction Stop
            {{Import}}
            """,
        _ => throw new ArgumentOutOfRangeException(nameof(form)),
    };

    private static string Metadata(string key) => typeof(CsForms).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
