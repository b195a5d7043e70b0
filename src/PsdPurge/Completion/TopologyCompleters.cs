using PsdPurge.SkypeForBusiness;

namespace PsdPurge.Completion;

/// <summary>Pools that have Front-Ends.</summary>
internal sealed class PoolCompleter : Completer
{
    private protected override IEnumerable<(string Value, string ToolTip)> Candidates(string word) =>
        from pool in Ask("Get-CsPool")
        where CsTopology.HasFrontEnds(pool)
        let name = CsTopology.PoolName(pool)
        where name is not null
        select (name, $"{name}: {string.Join(", ", CsTopology.Computers(pool))}");
}

/// <summary>Front-Ends of every pool.</summary>
internal sealed class FrontEndCompleter : Completer
{
    private protected override IEnumerable<(string Value, string ToolTip)> Candidates(string word) =>
        from pool in Ask("Get-CsPool")
        where CsTopology.HasFrontEnds(pool)
        from computer in CsTopology.Computers(pool)
        select (computer, $"{computer}, a Front-End of {CsTopology.PoolName(pool)}");
}

/// <summary>Trusted application endpoints, with <c>sip:</c> if that was typed.</summary>
internal sealed class EndpointCompleter : Completer
{
    private const string Scheme = "sip:";

    private protected override IEnumerable<(string Value, string ToolTip)> Candidates(string word)
    {
        var withScheme = word.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);
        return from endpoint in Ask("Get-CsTrustedApplicationEndpoint")
               let address = endpoint.Text("SipAddress")
               where address is not null
               let bare = address.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? address.Substring(Scheme.Length) : address
               select (withScheme
                   ? Scheme + bare
                   : bare, $"{endpoint.Text("DisplayName") ?? bare}, {endpoint.Text("OwnerUrn") ?? "a trusted application endpoint"}");
    }
}
