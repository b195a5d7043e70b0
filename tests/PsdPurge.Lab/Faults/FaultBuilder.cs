namespace PsdPurge.Lab.Faults;

/// <summary>Says which of the fitting events a fault strikes; all of them unless told otherwise.</summary>
public abstract class FaultBuilder<TSelf>
    where TSelf : FaultBuilder<TSelf>
{
    private protected Func<int, bool> Due { get; private set; } = _ => true;

    /// <summary>Only the nth, counted from 1.</summary>
    public TSelf Nth(int n) => When(met => met == n);

    /// <summary>Only the first so many.</summary>
    public TSelf First(int count) => When(met => met <= count);

    /// <summary>Only the first.</summary>
    public TSelf Once() => First(1);

    /// <summary>All after the first so many.</summary>
    public TSelf After(int count) => When(met => met > count);

    private TSelf When(Func<int, bool> due)
    {
        Due = due;
        return (TSelf)this;
    }
}
