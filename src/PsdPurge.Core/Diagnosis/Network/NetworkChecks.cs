using System.Net;
using System.Net.Sockets;

namespace PsdPurge.Diagnosis.Network;

/// <summary>The way to a server, without the SQL client: its name, its Browser service, its port, its encryption. Four results.</summary>
internal sealed class NetworkChecks(FrontEnd frontEnd, ConnectionSettings settings)
{
    private const int DefaultPort = 1433;
    private const string StartService = "Start the service 'SQL Server Browser' there and open UDP 1434 from here, or name the port: -ComputerName 'host,port'.";

    /// <summary>A datagram that takes longer is lost.</summary>
    private static readonly TimeSpan BrowserPatience = TimeSpan.FromSeconds(2);

    private readonly ServerName _name = ServerName.Parse(frontEnd.DataSource);
    private readonly List<CheckResult> _results = [];

    /// <summary>Makes them, one after the other, since each needs the one before.</summary>
    public IReadOnlyList<CheckResult> Make()
    {
        IReadOnlyList<IPAddress> addresses = Resolve();
        if (addresses.Count == 0)
        {
            NotTested("the name was not resolved", CheckNames.Browser, CheckNames.TcpPort, CheckNames.Encryption);
            return _results;
        }

        if (FindPort(addresses) is not { } port)
        {
            NotTested("the port is not known without SQL Browser", CheckNames.TcpPort, CheckNames.Encryption);
            return _results;
        }

        using TcpClient? client = Connect(addresses, port);
        if (client is null)
        {
            NotTested("the TCP port was not reached", CheckNames.Encryption);
            return _results;
        }

        _results.Add(EncryptionCheck.Make(client.GetStream(), _name.Host, settings));
        return _results;
    }

    private IReadOnlyList<IPAddress> Resolve()
    {
        var host = _name.Host is "." or "(local)" ? "localhost" : _name.Host;
        if (IPAddress.TryParse(host, out var literal))
        {
            _results.Add(CheckResult.Passed(CheckNames.NameResolution, "an address was given, there is no name to resolve"));
            return [literal];
        }

        try
        {
            Task<IPAddress[]> asking = Dns.GetHostAddressesAsync(host);
            if (!asking.Wait(settings.ConnectTimeout))
            {
                _results.Add(CheckResult.Failed(CheckNames.NameResolution, $"no answer for {host} in {settings.ConnectTimeout.TotalSeconds:0} seconds", "Check that this computer's DNS servers can be reached.", ErrorIds.FrontEndUnreachable));
                return [];
            }

            IPAddress[] addresses = asking.Result;
            _results.Add(CheckResult.Passed(CheckNames.NameResolution, $"{host} is {string.Join(", ", addresses.Select(a => a.ToString()))}"));
            return addresses;
        }
        catch (Exception exception) when (exception is AggregateException { InnerException: SocketException or ArgumentException } or ArgumentException)
        {
            var reason = (exception.InnerException ?? exception).Message;
            _results.Add(CheckResult.Failed(CheckNames.NameResolution, $"{host}: {reason}", "Check the spelling, give the FQDN, and check that this computer's DNS servers know it.", ErrorIds.FrontEndUnreachable));
            return [];
        }
    }

    private int? FindPort(IReadOnlyList<IPAddress> addresses)
    {
        if (_name.Port is { } named)
        {
            _results.Add(CheckResult.Passed(CheckNames.Browser, $"not needed: port {named} is named"));
            return named;
        }

        if (_name.Instance.Length == 0)
        {
            _results.Add(CheckResult.Passed(CheckNames.Browser, "not needed for the default instance"));
            return DefaultPort;
        }

        BrowserAnswer? answer = BrowserAnswer.Ask(addresses, _name.Instance, BrowserPatience < settings.ConnectTimeout ? BrowserPatience : settings.ConnectTimeout);
        _results.Add(
            answer is null ? CheckResult.Failed(CheckNames.Browser, $"no answer about instance {_name.Instance} on UDP 1434", StartService, ErrorIds.FrontEndUnreachable)
            : answer.TcpPort is null ? CheckResult.Failed(CheckNames.Browser, $"instance {_name.Instance} does not take TCP", "Enable TCP/IP for the instance (SQL Server Configuration Manager), and restart it.", ErrorIds.FrontEndUnreachable)
            : CheckResult.Passed(CheckNames.Browser, $"instance {_name.Instance} is on port {answer.TcpPort}"));
        return answer?.TcpPort;
    }

    private TcpClient? Connect(IReadOnlyList<IPAddress> addresses, int port)
    {
        var reason = $"no answer in {settings.ConnectTimeout.TotalSeconds:0} seconds";
        foreach (IPAddress address in addresses)
        {
            TcpClient client = new(address.AddressFamily);
            try
            {
                if (client.ConnectAsync(address, port).Wait(settings.ConnectTimeout))
                {
                    client.ReceiveTimeout = client.SendTimeout = (int)settings.ConnectTimeout.TotalMilliseconds;
                    _results.Add(CheckResult.Passed(CheckNames.TcpPort, $"{port} is open"));
                    return client;
                }
            }
            catch (AggregateException exception) when (exception.InnerException is SocketException socket)
            {
                reason = socket.Message;
            }

            client.Dispose();
        }

        _results.Add(CheckResult.Failed(
            CheckNames.TcpPort,
            $"{port}: {reason}",
            "Check that the service 'SQL Server (RTCLOCAL)' runs there, and that the firewall lets this computer reach the port.",
            ErrorIds.FrontEndUnreachable));
        return null;
    }

    private void NotTested(string why, params string[] checks) => _results.AddRange(checks.Select(check => CheckResult.NotTested(check, why)));
}
