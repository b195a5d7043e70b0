namespace PsdPurge;

/// <summary>The outcome of a check.</summary>
public enum CheckStatus
{
    /// <summary>All is well.</summary>
    Passed,

    /// <summary>The commands work, but something deserves your attention.</summary>
    Warning,

    /// <summary>One of the commands would fail.</summary>
    Failed,

    /// <summary>The check could not be made. <see cref="PoolCheck.Found"/> says why.</summary>
    NotTested,
}
