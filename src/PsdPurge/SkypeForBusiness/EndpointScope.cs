using System.Globalization;

namespace PsdPurge.SkypeForBusiness;

/// <summary>Decides which endpoints' entries a run may select. If the topology is known, they never include an ordinary user.</summary>
internal static class EndpointScope
{
    /// <summary>The addresses to work on. None if the target has no endpoints.</summary>
    /// <param name="topology">The topology.</param>
    /// <param name="target">The Front-Ends.</param>
    /// <param name="addresses">Endpoints named by the administrator, or null for those homed on the target.</param>
    /// <param name="allPools">Take the endpoints of every pool.</param>
    /// <param name="report">Takes each address that is not a trusted application endpoint.</param>
    public static IReadOnlyList<string> Resolve(
        CsTopology topology, Target target, IReadOnlyCollection<string>? addresses, bool allPools, Action<PsdPurgeException> report)
    {
        if (addresses is not null)
        {
            return Known(topology, addresses, report);
        }

        if (target.Pool is null && !topology.KnowsEndpoints)
        {
            throw AddressRequired("the Skype for Business cmdlets, which list the endpoints, are not loaded in this session");
        }

        return Distinct(topology.Endpoints
            .Where(Homed(topology, target, allPools))
            .Select(endpoint => endpoint.SipAddress));
    }

    /// <summary>A message about endpoints with an unknown home, or null if there are none.</summary>
    public static string? Strays(CsTopology topology)
    {
        var strays = topology.Strays;
        var one = strays.Count == 1;
        return strays.Count == 0 ? null : string.Format(
            CultureInfo.InvariantCulture,
            "{0:N0} of {1:N0} trusted application endpoints {2} a home that is no pool of the topology ('{3}'), so {4} left out. "
            + "Look for {5}, too, with -AllPoolEndpoints, or name {5} with -SipAddress.",
            strays.Count,
            topology.Endpoints.Count,
            one ? "names" : "name",
            strays[0].HomePool,
            one ? "it is" : "they are",
            one ? "it" : "them");
    }

    /// <summary>The addresses that are endpoints. All of them if the session cannot tell.</summary>
    public static IReadOnlyList<string> Known(CsTopology topology, IReadOnlyCollection<string> addresses, Action<PsdPurgeException> report)
    {
        if (addresses.Count == 0 || !topology.KnowsEndpoints)
        {
            return Distinct(addresses);
        }

        var endpoints = new HashSet<string>(topology.Endpoints.Select(endpoint => endpoint.SipAddress), SipAddress.Comparer);
        foreach (var stranger in Distinct(addresses.Where(address => !endpoints.Contains(address))))
        {
            report(new PsdPurgeException(
                ErrorIds.EndpointNotFound,
                ErrorKind.NotFound,
                $"{stranger} is not a trusted application endpoint, so its entries are left alone. See Get-CsTrustedApplicationEndpoint for those that are.",
                stranger));
        }

        return Distinct(addresses.Where(endpoints.Contains));
    }

    private static Func<AppEndpoint, bool> Homed(CsTopology topology, Target target, bool allPools)
    {
        if (allPools)
        {
            return _ => true;
        }

        var pools = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var frontEnd in target.FrontEnds)
        {
            pools.Add(target.Pool ?? PoolOf(topology, frontEnd)
                ?? throw AddressRequired(
                    $"no pool of the topology has a Front-End {frontEnd.ComputerName}", "Give the Front-End's FQDN, or name them with -SipAddress."));
        }

        return endpoint => endpoint.HomePool is { } home && pools.Contains(home);
    }

    private static string? PoolOf(CsTopology topology, FrontEnd frontEnd) => topology.KnowsPools ? topology.PoolOf(frontEnd.ComputerName) : null;

    private static IReadOnlyList<string> Distinct(IEnumerable<string> addresses) => [.. addresses.Distinct(SipAddress.Comparer)];

    private static PsdPurgeException AddressRequired(string reason, string remedy = "Name them with -SipAddress.") => new(
        ErrorIds.SipAddressRequired,
        ErrorKind.InvalidArgument,
        $"With -ComputerName the endpoints must be named, because {reason}. {remedy}");
}
