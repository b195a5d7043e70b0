namespace PsdPurge.SkypeForBusiness;

/// <summary>Who is in a pool and which endpoints are homed where, from the Skype for Business cmdlets. Each is asked once.</summary>
internal sealed class CsTopology(CsCommands commands)
{
    private const string PoolCommand = "Get-CsPool";
    private const string ComputerCommand = "Get-CsComputer";
    private const string EndpointCommand = "Get-CsTrustedApplicationEndpoint";
    private static readonly WildcardPattern UserService = new("*UserServer*", WildcardOptions.IgnoreCase);
    private IReadOnlyList<PSObject>? _pools;
    private IReadOnlyList<PSObject>? _computers;
    private IReadOnlyList<AppEndpoint>? _endpoints;

    /// <summary>Whether this session knows the trusted application endpoints.</summary>
    public bool KnowsEndpoints => commands.Find(EndpointCommand) is not null;

    /// <summary>Whether this session knows the pools.</summary>
    public bool KnowsPools => commands.Find(PoolCommand) is not null;

    /// <summary>All trusted application endpoints, of every pool.</summary>
    public IReadOnlyList<AppEndpoint> Endpoints => _endpoints ??= [.. Ask(EndpointCommand).Select(Endpoint).OfType<AppEndpoint>()];

    /// <summary>Endpoints whose home is said to be something that is no pool of the topology; none where the session does not know the pools.</summary>
    public IReadOnlyList<AppEndpoint> Strays => KnowsPools ? [.. Endpoints.Where(endpoint => endpoint.HomePool is { } home && !IsPool(home))] : [];

    // All of them and not one by -Identity: then "there is none" and "it could not be asked" cannot be taken for each other.
    private IReadOnlyList<PSObject> Pools => _pools ??= Ask(PoolCommand);

    /// <summary>A pool with its Front-Ends.</summary>
    /// <exception cref="PsdPurgeException"><c>PoolNotFound</c>, <c>PoolHasNoFrontEnds</c>, <c>CsCmdletsNotLoaded</c>, <c>CsCommandFailed</c></exception>
    public Pool FindPool(string fqdn, string instanceName)
    {
        var name = fqdn.Trim();
        var found = Pools.FirstOrDefault(pool => Same(PoolName(pool), name) || Same(pool.Text("Identity"), name)) ?? throw new PsdPurgeException(
            ErrorIds.PoolNotFound,
            ErrorKind.NotFound,
            $"There is no pool {name} in the topology. Give the FQDN of one of these: {string.Join(", ", FrontEndPools().Select(PoolName))}.",
            fqdn);
        var computers = Members(found);
        if (!HasFrontEnds(found) || computers.Count == 0)
        {
            throw new PsdPurgeException(
                ErrorIds.PoolHasNoFrontEnds,
                ErrorKind.NotFound,
                $"Pool {name} has no Front-Ends: it runs no user service. Give the FQDN of one of these: {string.Join(", ", FrontEndPools().Select(PoolName))}.",
                fqdn);
        }

        var pool = PoolName(found)!;
        return new Pool(pool, [.. computers.Select(computer => new FrontEnd(computer, instanceName, pool))]);
    }

    /// <summary>FQDN of the pool that has this Front-End, or null.</summary>
    public string? PoolOf(string computerName) =>
        FrontEndPools().Where(pool => Members(pool).Contains(computerName, StringComparer.OrdinalIgnoreCase)).Select(PoolName).FirstOrDefault();

    private IEnumerable<PSObject> FrontEndPools() => Pools.Where(HasFrontEnds);

    private IReadOnlyList<PSObject> Ask(string name) => commands.Invoke(commands.Find(name) ?? throw new PsdPurgeException(
        ErrorIds.CsCmdletsNotLoaded,
        ErrorKind.NotInstalled,
        $"The Skype for Business cmdlets are not loaded in this session ({name} is missing). Run this in the Skype for Business Server Management Shell, "
        + "or Import-Module SkypeForBusiness (Lync Server 2013: Lync), or name the Front-Ends and endpoints with -ComputerName and -SipAddress.",
        name));

    private AppEndpoint? Endpoint(PSObject source)
    {
        string address;
        try
        {
            address = SipAddress.Parse(source.Text("SipAddress") ?? "");
        }
        catch (PsdPurgeException)
        {
            // Half-made endpoints exist in Active Directory; without an address they organize nothing.
            return null;
        }

        // The object's string form is not reliable, so a name that is a pool's goes before the first one that comes.
        var names = source.Values("RegistrarPool").SelectMany(pool => pool.Names()).ToList();
        var home = KnowsPools ? names.FirstOrDefault(IsPool) : null;
        return new AppEndpoint(address, home ?? names.FirstOrDefault());
    }

    private bool IsPool(string name) => Pools.Any(pool => Same(PoolName(pool), name));

    // A pool that comes from another session is a copy one level deep: of computers that were objects it holds their string forms, which need not be their names.
    private IReadOnlyList<string> Members(PSObject pool)
    {
        if (pool.IsCopy() && commands.Find(ComputerCommand) is { } command)
        {
            _computers ??= commands.Invoke(command);
            string[] members = [.. _computers.Where(computer => computer.Values("Pool").SelectMany(CsObject.Names).Any(name => Same(PoolName(pool), name)))
                .Select(computer => computer.Text("Fqdn") ?? computer.Text("Identity")).OfType<string>()];
            if (members.Length > 0)
            {
                return members;
            }
        }

        return Computers(pool);
    }

    internal static string? PoolName(PSObject pool) => pool.Text("Fqdn") ?? pool.Text("Identity");

    internal static bool HasFrontEnds(PSObject pool) =>
        pool.Values("Services").Any(service => UserService.IsMatch(service.ToString()));

    internal static IReadOnlyList<string> Computers(PSObject pool) =>
        [.. pool.Values("Computers").Select(computer => computer.Names().FirstOrDefault()).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)];

    private static bool Same(string? left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
