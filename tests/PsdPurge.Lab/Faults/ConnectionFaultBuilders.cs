namespace PsdPurge.Lab.Faults;

/// <summary>Faults for clients that connect.</summary>
public sealed class ConnectFaultBuilder : FaultBuilder<ConnectFaultBuilder>
{
    private readonly FaultPlan _plan;

    internal ConnectFaultBuilder(FaultPlan plan) => _plan = plan;

    /// <summary>The connection is accepted and never answered. Switching the fault off closes it.</summary>
    public Fault Hang() => _plan.AddConnectFault(Due, hang: true);

    /// <summary>The connection is accepted, and breaks when the client first sends something.</summary>
    public Fault Kill() => _plan.AddConnectFault(Due, hang: false);
}

/// <summary>Faults for logins with the right password.</summary>
public sealed class LoginFaultBuilder : FaultBuilder<LoginFaultBuilder>
{
    private readonly FaultPlan _plan;

    internal LoginFaultBuilder(FaultPlan plan) => _plan = plan;

    /// <summary>The login is refused, for example with 18456 or 18487 (password expired), and the connection is closed.</summary>
    public Fault Refuse(int number = 18456, string? text = null) => _plan.AddLoginFault(Due, number, text);
}
