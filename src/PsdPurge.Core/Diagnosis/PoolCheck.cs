namespace PsdPurge;

/// <summary>The result of one check. All properties are simple values, so that Export-Csv keeps them.</summary>
public sealed record PoolCheck
{
    /// <summary>FQDN of the pool. Null if Front-Ends were named directly, and for checks of this computer.</summary>
    public string? Pool { get; init; }

    /// <summary>The Front-End's computer name. Null for checks of the whole pool or of this computer.</summary>
    public string? FrontEnd { get; init; }

    /// <summary>The check's name. docs/cmdlets/Test-PsdPool.md lists all names.</summary>
    public required string Check { get; init; }

    /// <summary>The check's outcome.</summary>
    public CheckStatus Status { get; init; }

    /// <summary>What the check found, or why it could not be made.</summary>
    public required string Found { get; init; }

    /// <summary>What to do about it, or null if there is nothing to do.</summary>
    public string? Advice { get; init; }

    /// <summary>Id of the error with which the commands would end, as in docs/errors.md. Null if they would not fail.</summary>
    public string? ErrorId { get; init; }

    /// <summary>What was checked: the Front-End, the pool, or this computer.</summary>
    public string Place => FrontEnd ?? (Pool is null ? "This computer" : "Pool " + Pool);
}
