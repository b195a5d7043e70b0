namespace PsdPurge.Lab.Faults;

/// <summary>Chooses which of the matching events a fault strikes. The default is all of them.</summary>
public abstract class FaultBuilder<TSelf>
    where TSelf : FaultBuilder<TSelf>
{
    private protected Func<int, bool> Due { get; private set; } = _ => true;

    /// <summary>Only the nth event, counted from 1.</summary>
    public TSelf Nth(int n) => When(met => met == n);

    /// <summary>Only the first <paramref name="count"/> events.</summary>
    public TSelf First(int count) => When(met => met <= count);

    /// <summary>Only the first event.</summary>
    public TSelf Once() => First(1);

    /// <summary>All events after the first <paramref name="count"/>.</summary>
    public TSelf After(int count) => When(met => met > count);

    private TSelf When(Func<int, bool> due)
    {
        Due = due;
        return (TSelf)this;
    }
}
