namespace PsdPurge.Lab.SkypeForBusiness;

/// <summary>A pool.</summary>
public sealed class CsPool
{
    internal CsPool(LabPoolEntry pool, bool asObjects)
    {
        Identity = pool.Fqdn;
        Fqdn = pool.Fqdn;
        Site = pool.Site ?? "site:Lab";
        Services = pool.Services ?? [];
        Computers = asObjects
            ? [.. (pool.Computers ?? []).Select(computer => new CsComputer(computer, pool.Fqdn))]
            : pool.Computers ?? [];
    }

    /// <summary>The pool's FQDN.</summary>
    public string Identity { get; }

    /// <summary>The pool's FQDN.</summary>
    public string Fqdn { get; }

    /// <summary>Its computers, as strings or as objects that have an Fqdn.</summary>
    public object[] Computers { get; }

    /// <summary>Its services, such as <c>UserServer:pool01.contoso.com</c>.</summary>
    public string[] Services { get; }

    /// <summary>Its site.</summary>
    public string Site { get; }

    /// <inheritdoc/>
    public override string ToString() => Identity;
}

/// <summary>A computer of a pool.</summary>
public sealed class CsComputer
{
    internal CsComputer(string fqdn, string pool)
    {
        Identity = fqdn;
        Pool = pool;
        Fqdn = fqdn;
    }

    /// <summary>The computer's FQDN.</summary>
    public string Identity { get; }

    /// <summary>The pool's FQDN.</summary>
    public string Pool { get; }

    /// <summary>The computer's FQDN.</summary>
    public string Fqdn { get; }
}

/// <summary>A user service. Public scripts read its PoolFqdn and its Version.</summary>
public sealed class CsUserServer
{
    internal CsUserServer(LabPoolEntry pool)
    {
        Identity = "UserServer:" + pool.Fqdn;
        PoolFqdn = pool.Fqdn;
        Version = pool.Version ?? 7;
        Role = "UserServer";
    }

    /// <summary>The service and its pool.</summary>
    public string Identity { get; }

    /// <summary>The pool's FQDN.</summary>
    public string PoolFqdn { get; }

    /// <summary>Its version: 5 for Lync Server 2010, 6 for 2013, 7 for Skype for Business Server 2015.</summary>
    public int Version { get; }

    /// <summary>Its role.</summary>
    public string Role { get; }
}

/// <summary>The answer of the readiness cmdlets. The real objects have more properties, but the names of those are not published.</summary>
public sealed class PoolUpgradeReadiness
{
    internal PoolUpgradeReadiness(string state) => PoolUpgradeState = state;

    /// <summary>Busy, Ready or InsufficientActiveFrontEnds.</summary>
    public string PoolUpgradeState { get; }
}
