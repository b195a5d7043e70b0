using System.Collections;
using System.Globalization;

namespace PsdPurge.SkypeForBusiness;

/// <summary>The pools' Front-Ends and the endpoints' homes, from the Skype for Business cmdlets. Each cmdlet runs once.</summary>
internal sealed class CsTopology(CsCommands commands)
{
    private const string PoolCommand = "Get-CsPool";
    private const string ComputerCommand = "Get-CsComputer";
    private const string EndpointCommand = "Get-CsTrustedApplicationEndpoint";
    private const string ServiceCommand = "Get-CsService";

    // Lync Server 2010 is 5, 2013 is 6, Skype for Business Server 2015 is 7.
    private const int FirstVersion = 6;
    private static readonly WildcardPattern UserService = new("*UserServer*", WildcardOptions.IgnoreCase);
    private IReadOnlyList<PSObject>? _pools;
    private IReadOnlyList<PSObject>? _computers;
    private IReadOnlyList<AppEndpoint>? _endpoints;
    private IReadOnlyList<PSObject>? _services;

    /// <summary>Whether this session has a command for trusted application endpoints.</summary>
    public bool KnowsEndpoints => commands.Find(EndpointCommand) is not null;

    /// <summary>Whether this session has a command for pools.</summary>
    public bool KnowsPools => commands.Find(PoolCommand) is not null;

    /// <summary>All trusted application endpoints, of every pool.</summary>
    public IReadOnlyList<AppEndpoint> Endpoints => _endpoints ??= [.. Ask(EndpointCommand).Select(Endpoint).OfType<AppEndpoint>()];

    /// <summary>Endpoints whose home is not a pool of the topology. None if the session has no command for pools.</summary>
    public IReadOnlyList<AppEndpoint> Strays => KnowsPools ? [.. Endpoints.Where(endpoint => endpoint.HomePool is { } home && !IsPool(home))] : [];

    // This gets all pools, and not one by -Identity. So a missing pool cannot be confused with a failure of the command.
    private IReadOnlyList<PSObject> Pools => _pools ??= Ask(PoolCommand);

    /// <summary>A pool with its Front-Ends.</summary>
    /// <exception cref="PsdPurgeException"><c>PoolNotFound</c>, <c>PoolHasNoFrontEnds</c>, <c>PoolTooOld</c>, <c>CsCmdletsNotLoaded</c>,
    /// <c>CsCommandFailed</c></exception>
    public Pool FindPool(string fqdn, string instanceName)
    {
        var found = Find(fqdn) ?? throw NoPool(fqdn);
        var pool = PoolName(found)!;
        var computers = Members(found);
        if (!HasFrontEnds(found) || computers.Count == 0)
        {
            throw NoFrontEnds($"Pool {pool} has no Front-Ends: it runs no user service.", fqdn);
        }

        if (Version(pool) is { } version && version < FirstVersion)
        {
            throw new PsdPurgeException(
                ErrorIds.PoolTooOld,
                ErrorKind.InvalidState,
                $"Pool {pool} runs version {version}, which is Lync Server 2010 or older: this module and the procedure of KB 3167232 are for Lync Server 2013 "
                    + "and later. Leave the pool out.",
                fqdn);
        }

        return new Pool(pool, [.. computers.Select(computer => new FrontEnd(computer, instanceName, pool))]);
    }

    /// <summary>The Front-End of that name, in any spelling. Null if there is none, or if it is a pool's name.</summary>
    public FrontEnd? FindFrontEnd(string name, string instanceName) => Find(name) is null && Locate(FrontEndPools(), name) is var (pool, computer)
        ? new FrontEnd(computer, instanceName, pool)
        : null;

    /// <summary>FQDN of the pool that has this Front-End, or null.</summary>
    public string? PoolOf(string computerName) => Locate(FrontEndPools(), computerName)?.Pool;

    /// <summary>A pool's FQDN in the topology's spelling. For a Front-End, the FQDN of its pool. Null if the topology knows neither.</summary>
    public string? PoolNamed(string name) => Find(name) is { } pool ? PoolName(pool) : PoolOf(name);

    /// <summary>FQDN of the pool of the computer that this session runs on, or null.</summary>
    /// <exception cref="PsdPurgeException"><c>CsCommandFailed</c></exception>
    public string? LocalPool(CancellationToken token) => commands.Find(ComputerCommand) is not { } command ? null : commands
        .Invoke(command, new Hashtable { ["Local"] = true }, token)
        .SelectMany(computer => computer.Values("Pool"))
        .SelectMany(pool => pool.Names())
        .FirstOrDefault();

    private IEnumerable<PSObject> FrontEndPools() => Pools.Where(HasFrontEnds);

    private PSObject? Find(string name)
    {
        var wanted = PoolText.Clean(name);
        if (Pools.FirstOrDefault(pool => Same(PoolName(pool), wanted) || Same(pool.Text("Identity"), wanted)) is { } exact)
        {
            return exact;
        }

        // A short name is accepted if it fits only one pool.
        var similar = FrontEndPools().Where(pool => PoolName(pool) is { } fqdn && ServerName.Parse(fqdn).Completes(ServerName.Parse(wanted))).Take(2).ToList();
        return similar.Count == 1 ? similar[0] : null;
    }

    private (string Pool, string Computer)? Locate(IEnumerable<PSObject> pools, string computerName)
    {
        var wanted = ServerName.Parse(computerName);
        var computers =
            pools.SelectMany(pool => Members(pool).Select(computer => (Pool: PoolName(pool)!, Computer: computer, Name: ServerName.Parse(computer)))).ToList();

        // The typed name may have an instance or a port that the topology's name lacks. If both have one, it must be the same.
        var found = computers.Where(one => Same(one.Name.ToString(), wanted.ToString())).ToList();
        found = found.Count > 0 ? found : [.. computers.Where(one => !one.Name.IsDataSource && one.Name.IsComputer(wanted))];
        return found.Count == 0 || found.Any(one => one.Computer != found[0].Computer) ? null : (found[0].Pool, found[0].Computer);
    }

    private int? Version(string pool)
    {
        try
        {
            _services ??= commands.Find(ServiceCommand) is { } command ? commands.Invoke(command, new Hashtable { ["UserServer"] = true }) : [];
        }
        catch (PsdPurgeException)
        {
            // This only makes the message better.
            _services = [];
        }

        var version = _services.FirstOrDefault(service => Same(service.Text("PoolFqdn"), pool))?.Text("Version");
        return int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private PsdPurgeException NoPool(string name) => Locate(Pools, name) is var (pool, computer)
        ? NoFrontEnds($"{computer} is a computer of pool {pool}, which has no Front-Ends: it runs no user service.", name)
        : new PsdPurgeException(
            ErrorIds.PoolNotFound,
            ErrorKind.NotFound,
            $"There is no pool {name.Trim()} in the topology. Give the FQDN of one of these: {string.Join(", ", FrontEndPools().Select(PoolName))}.",
            name);

    // The message is one line, because Get-CsPool | ... writes it for each pool of that kind.
    private static PsdPurgeException NoFrontEnds(string message, string name) =>
        new(ErrorIds.PoolHasNoFrontEnds, ErrorKind.NotFound, $"{message} Leave it out.", name);

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
            // Active Directory may contain incomplete endpoints. Without an address, an endpoint organizes no conferences.
            return null;
        }

        // The object's string form is not reliable, so a name that belongs to a pool is preferred.
        var names = source.Values("RegistrarPool").SelectMany(pool => pool.Names()).ToList();
        var home = KnowsPools ? names.FirstOrDefault(IsPool) : null;
        return new AppEndpoint(address, home ?? names.FirstOrDefault());
    }

    private bool IsPool(string name) => Pools.Any(pool => Same(PoolName(pool), name));

    // A pool from another session is a copy, one level deep. If its computers were objects, it contains only their string forms, which may not be their names.
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
