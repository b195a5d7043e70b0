namespace PsdPurge;

/// <summary>A pool and its Front-Ends.</summary>
/// <param name="Fqdn">The pool's FQDN.</param>
/// <param name="FrontEnds">Its Front-Ends, in the order of the topology.</param>
public sealed record Pool(string Fqdn, IReadOnlyList<FrontEnd> FrontEnds)
{
    /// <inheritdoc/>
    public override string ToString() => Fqdn;
}

/// <summary>A trusted application endpoint.</summary>
/// <param name="SipAddress">Its address, <c>user@host</c> without <c>sip:</c>.</param>
/// <param name="HomePool">FQDN of its home pool, or null if that is not known.</param>
public sealed record AppEndpoint(string SipAddress, string? HomePool);
