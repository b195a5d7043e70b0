namespace PsdPurge;

/// <summary>What one check found. Flat, so that Export-Csv keeps it.</summary>
public sealed record PoolCheck
{
    /// <summary>FQDN of the pool; null if Front-Ends were named directly, and for what concerns this computer.</summary>
    public string? Pool { get; init; }

    /// <summary>The Front-End's computer name; null for what concerns the whole pool, or this computer.</summary>
    public string? FrontEnd { get; init; }

    /// <summary>What was checked; one of a list that docs/cmdlets/Test-PsdPool.md holds.</summary>
    public required string Check { get; init; }

    /// <summary>What it came to.</summary>
    public CheckStatus Status { get; init; }

    /// <summary>What was found; of a check that was not tested, why.</summary>
    public required string Found { get; init; }

    /// <summary>What to do about it; null if there is nothing to do.</summary>
    public string? Advice { get; init; }

    /// <summary>The error that the commands would end in, as docs/errors.md has it; null if that is none.</summary>
    public string? ErrorId { get; init; }

    /// <summary>Where it was checked: the Front-End, the pool, or this computer.</summary>
    public string Place => FrontEnd ?? (Pool is null ? "This computer" : "Pool " + Pool);
}
