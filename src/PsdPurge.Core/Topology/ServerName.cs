using System.Net;
using System.Net.Sockets;

namespace PsdPurge;

/// <summary>
/// A server's name in any spelling that people type: short or FQDN, with a dot at the end, with an instance or a port, or an IP address with or without
/// brackets. Two spellings of one name are equal if their case is the same.
/// </summary>
public sealed record ServerName
{
    private const string Tcp = "tcp:";
    private const string DefaultInstance = "MSSQLSERVER";
    private static readonly string[] Protocols = [Tcp, "admin:", "lpc:", "np:"];
    private static readonly char[] Separators = ['\\', ','];
    private readonly string _protocol;

    private ServerName(string protocol, string host, string place)
    {
        _protocol = protocol;
        Host = host;
        Place = place;
    }

    /// <summary>The computer's name or address alone.</summary>
    public string Host { get; }

    /// <summary>Whether the name includes the instance or port.</summary>
    public bool IsDataSource => Place.Length > 0;

    /// <summary>The part after the computer's name: <c>\instance</c>, <c>,port</c> or nothing.</summary>
    private string Place { get; }

    /// <summary>The port in the name, or null if there is none.</summary>
    public int? Port
    {
        get
        {
            var parts = Place.Split(',');
            return parts.Length == 2 && int.TryParse(parts[1], out var port) ? port : null;
        }
    }

    /// <summary>The instance in the name, or an empty text if there is none.</summary>
    public string Instance => Place.Length > 0 && Place[0] == '\\' ? Place.Substring(1).Split(',')[0] : "";

    private bool IsAddress => IPAddress.TryParse(Host, out _);

    private bool IsAddressV6 =>
        Host.IndexOfAny([':']) >= 0 && IPAddress.TryParse(Host, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6;

    /// <summary>Reads a name that somebody typed. Any text is a name. Whether the server exists shows when the module connects to it.</summary>
    public static ServerName Parse(string text)
    {
        var name = text.Trim();
        var protocol = Protocols.FirstOrDefault(start => name.StartsWith(start, StringComparison.OrdinalIgnoreCase)) ?? "";
        name = name.Substring(protocol.Length).TrimStart();
        if (name.StartsWith(@"\\", StringComparison.Ordinal) && name.IndexOf('\\', 2) < 0)
        {
            name = name.Substring(2);
        }

        var end = name.IndexOfAny(Separators);
        if (end == 0)
        {
            return new ServerName(protocol, "", name);
        }

        var place = end < 0 ? "" : name.Substring(end).Replace(" ", "");
        return new ServerName(protocol, Computer(end < 0 ? name : name.Substring(0, end)), place.Length == 1 ? "" : place);
    }

    /// <summary>The data source for the SQL client: <c>computer\instance</c>, unless the name includes an instance or port.</summary>
    /// <param name="instanceName">The instance. <c>RTCLOCAL,50123</c> includes a port, and an empty text means the default instance.</param>
    public string DataSource(string instanceName)
    {
        var instance = instanceName.Trim().TrimStart('\\');
        var isDefault = instance.Length == 0 || string.Equals(instance, DefaultInstance, StringComparison.OrdinalIgnoreCase);
        var place = IsDataSource ? Place
            : isDefault ? ""
            : instance[0] == ',' ? instance
            : $@"\{instance}";

        // Without it, the client takes the text before the first colon for a protocol.
        return (IsAddressV6 && _protocol.Length == 0 ? Tcp : _protocol) + Host + place;
    }

    /// <summary>Whether this name is the other one with its domain, as <c>fe01.contoso.com</c> is for <c>fe01</c>.</summary>
    public bool Completes(ServerName other) =>
        string.Equals(Place, other.Place, StringComparison.OrdinalIgnoreCase)
            && string.Equals(_protocol, other._protocol, StringComparison.OrdinalIgnoreCase)
            && HasShort(other.Host);

    /// <summary>Whether both names mean one computer, whatever their instance or port. One may lack the domain.</summary>
    public bool IsComputer(ServerName other) =>
        Host.Length > 0 && (string.Equals(Host, other.Host, StringComparison.OrdinalIgnoreCase) || HasShort(other.Host) || other.HasShort(Host));

    /// <inheritdoc/>
    public override string ToString() => _protocol + Host + Place;

    private static string Computer(string text)
    {
        var host = text.Trim();
        var bare = host.Length > 2 && host[0] == '[' && host[host.Length - 1] == ']' ? host.Substring(1, host.Length - 2) : host;
        if (bare.IndexOfAny([':']) >= 0 && IPAddress.TryParse(bare, out var address))
        {
            return address.ToString();
        }

        // A single dot means this computer.
        var withoutDot = host.TrimEnd('.', ' ');
        return withoutDot.Length == 0 ? host : withoutDot;
    }

    private bool HasShort(string name) =>
        name.Length > 0 && name.IndexOfAny(['.', ':']) < 0 && Host.StartsWith(name + ".", StringComparison.OrdinalIgnoreCase) && !IsAddress;
}
