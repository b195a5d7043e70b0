namespace PsdPurge.SkypeForBusiness;

/// <summary>The target of a run: the Front-Ends of a pool, or Front-Ends named directly.</summary>
/// <param name="Pool">The pool's FQDN, or null.</param>
/// <param name="FrontEnds">All of its Front-Ends.</param>
internal sealed record Target(string? Pool, IReadOnlyList<FrontEnd> FrontEnds)
{
    /// <summary>The target's name in messages.</summary>
    public string Name => Pool is null ? string.Join(", ", FrontEnds) : $"pool {Pool}";

    public static Target Of(Pool pool) => new(pool.Fqdn, pool.FrontEnds);

    /// <summary>Front-Ends that were named one by one. Each occurs once, in any spelling.</summary>
    public static Target Of(IEnumerable<FrontEnd> frontEnds) => new(null, FrontEnd.Once(frontEnds));

    /// <summary>The Front-End of that name, in any spelling, or null.</summary>
    public FrontEnd? Find(string computerName) =>
        FrontEnds.FirstOrDefault(frontEnd => string.Equals(frontEnd.ComputerName, computerName, StringComparison.OrdinalIgnoreCase))
        ?? FrontEnds.FirstOrDefault(frontEnd => frontEnd.IsNamed(computerName));
}
