namespace PsdPurge;

/// <summary>What a check came to.</summary>
public enum CheckStatus
{
    /// <summary>All is well.</summary>
    Passed,

    /// <summary>The commands work, and there is something that you should know.</summary>
    Warning,

    /// <summary>One of the commands would fail.</summary>
    Failed,

    /// <summary>It could not be found out; <see cref="PoolCheck.Found"/> says why.</summary>
    NotTested,
}
