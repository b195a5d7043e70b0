using PsdPurge.Running;

namespace PsdPurge.SkypeForBusiness;

/// <summary>Finds out how the session can poll a pool's readiness.</summary>
internal static class ReadinessCommand
{
    // The first is of Lync Server 2013 and Skype for Business Server 2015, the second of 2019.
    private static readonly string[] Names = ["Get-CsPoolUpgradeReadinessState", "Get-CsUpgradeDomainInfo"];

    /// <summary>Polls in this session.</summary>
    /// <exception cref="PsdPurgeException"><c>CsCmdletsNotLoaded</c></exception>
    public static IReadinessSource Local(CsCommands commands, RunQueue queue, CsCommand command) =>
        command.Definition is CmdletInfo ? new RunspaceReadinessSource(command) : new PipelineReadinessSource(commands, queue, command);

    /// <summary>Polls a Front-End through PowerShell remoting.</summary>
    public static IReadinessSource Remote(CsCommands commands, RunQueue queue, CsCommand invoke, string computerName) =>
        new RemoteReadinessSource(commands, queue, invoke, computerName, Names);

    /// <summary>The readiness command of this session.</summary>
    public static CsCommand Find(CsCommands commands, bool remote) => remote
        ? commands.Find("Invoke-Command")
            ?? throw Missing("Invoke-Command is not available in this session. Run this in a full PowerShell session on a Front-End of the pool.")
        : commands.Find(Names) ?? throw Missing(
            $"The cmdlets that tell a pool's readiness ({string.Join(", ", Names)}) are not loaded in this session. Run this on a Front-End of the pool, "
            + "in the Skype for Business Server Management Shell or after Import-Module SkypeForBusiness (Lync Server 2013: Lync), "
            + "or name a Front-End with -ComputerName.");

    private static PsdPurgeException Missing(string message) => new(ErrorIds.CsCmdletsNotLoaded, ErrorKind.NotInstalled, message);
}
