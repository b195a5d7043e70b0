namespace PsdPurge.Lab.SkypeForBusiness;

/// <summary>A trusted application endpoint.</summary>
public sealed class CsTrustedApplicationEndpoint
{
    internal CsTrustedApplicationEndpoint(LabEndpointEntry entry, string? registrarPoolAs)
    {
        SipAddress = entry.SipAddress.StartsWith("sip:", StringComparison.OrdinalIgnoreCase) ? entry.SipAddress : "sip:" + entry.SipAddress;
        DisplayName = entry.DisplayName ?? SipAddress.Substring("sip:".Length);
        Identity = entry.Identity ?? $"CN={DisplayName},CN=Application Contacts,CN=RTC Service,CN=Services,CN=Configuration,DC=contoso,DC=com";
        OwnerUrn = entry.OwnerUrn ?? "urn:application:lab";
        Enabled = entry.Enabled ?? true;
        HomeServer = entry.RegistrarPool is null ? null : $"CN=Lc Services,CN=Microsoft,CN={entry.RegistrarPool},CN=Pools,CN=RTC Service";
        RegistrarPool = (entry.RegistrarPool, registrarPoolAs) switch
        {
            (null, _) => null,
            (var pool, "string") => pool,
            (var pool, "unreliable") => new UnreliableRegistrarPool(pool),
            var (pool, _) => new RegistrarPool(pool),
        };
    }

    /// <summary>Its distinguished name.</summary>
    public string Identity { get; }

    /// <summary>The pool where it is homed. This is an object. Its string form may or may not be the FQDN.</summary>
    public object? RegistrarPool { get; }

    /// <summary>The distinguished name of that pool's services.</summary>
    public string? HomeServer { get; }

    /// <summary>The application that owns it.</summary>
    public string OwnerUrn { get; }

    /// <summary>Its address: <c>sip:user@host</c>.</summary>
    public string SipAddress { get; }

    /// <summary>Its name.</summary>
    public string DisplayName { get; }

    /// <summary>Whether it is enabled.</summary>
    public bool Enabled { get; }
}

/// <summary>A pool whose string form is its FQDN.</summary>
public sealed class RegistrarPool
{
    internal RegistrarPool(string fqdn) => Fqdn = fqdn;

    /// <summary>The pool's FQDN.</summary>
    public string Fqdn { get; }

    /// <summary>The pool's FQDN.</summary>
    public string FriendlyName => Fqdn;

    /// <inheritdoc/>
    public override string ToString() => Fqdn;
}

/// <summary>A pool whose FQDN is only in FriendlyName. Its string form is the name of the type.</summary>
public sealed class UnreliableRegistrarPool
{
    internal UnreliableRegistrarPool(string fqdn) => FriendlyName = fqdn;

    /// <summary>The pool's FQDN.</summary>
    public string FriendlyName { get; }

    /// <summary>Not known, so always null.</summary>
    public string? Fqdn { get; }
}
