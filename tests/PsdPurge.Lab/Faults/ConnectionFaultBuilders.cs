namespace PsdPurge.Lab.Faults;

/// <summary>What shall happen to clients that connect.</summary>
public sealed class ConnectFaultBuilder : FaultBuilder<ConnectFaultBuilder>
{
    private readonly FaultPlan _plan;

    internal ConnectFaultBuilder(FaultPlan plan) => _plan = plan;

    /// <summary>The connection is accepted and never answered. Switching the fault off closes it.</summary>
    public Fault Hang() => _plan.AddConnectFault(Due, hang: true);

    /// <summary>The connection is accepted and breaks at the client's first word.</summary>
    public Fault Kill() => _plan.AddConnectFault(Due, hang: false);
}

/// <summary>What shall happen to logins whose password is right.</summary>
public sealed class LoginFaultBuilder : FaultBuilder<LoginFaultBuilder>
{
    private readonly FaultPlan _plan;

    internal LoginFaultBuilder(FaultPlan plan) => _plan = plan;

    /// <summary>The login is refused, such as with 18456 or 18487 (password expired), and the connection closed.</summary>
    public Fault Refuse(int number = 18456, string? text = null) => _plan.AddLoginFault(Due, number, text);
}
