using PsdPurge.Lab.Engine;

namespace PsdPurge.Lab.Faults;

/// <summary>The request is answered with an error.</summary>
internal sealed class FailEffect(Fault fault, int number, byte @class, string? text) : RequestEffect(fault)
{
    public const int Deadlock = 1205;
    public const int LockTimeout = 1222;

    public override void Before(IFaultTarget target)
    {
        Fault.Strike();
        if (number == Deadlock)
        {
            target.RollBack();
        }

        throw new TSqlException(number, text ?? DefaultText, @class);
    }

    private string DefaultText => number switch
    {
        Deadlock => "Transaction (Process ID 51) was deadlocked on lock resources with another process " +
            "and has been chosen as the deadlock victim. Rerun the transaction.",
        LockTimeout => "Lock request time out period exceeded.",
        _ => $"The lab was asked to answer with error {number}.",
    };
}
