using System.Net;
using System.Net.Sockets;

namespace PsdPurge.Diagnosis;

/// <summary>
/// Checks the connection to a Front-End's instance, step by step. If one step fails, the results of the next steps say that they were not tested.
/// </summary>
internal sealed class ConnectionChecks
{
    private const int DefaultPort = 1433;

    private readonly FrontEnd _frontEnd;
    private readonly ConnectionSettings _settings;
    private readonly ServerName _name;
    private readonly List<CheckResult> _results = [];
    private readonly List<string> _skipped = [];

    public ConnectionChecks(FrontEnd frontEnd, ConnectionSettings settings)
    {
        _frontEnd = frontEnd;
        _settings = settings;
        _name = ServerName.Parse(frontEnd.DataSource);
    }

    /// <summary>The results of the steps, in order.</summary>
    public IReadOnlyList<CheckResult> Results => _results;

    /// <summary>The steps that were not tested because an earlier one failed.</summary>
    public IReadOnlyList<string> Skipped => _skipped;

    /// <summary>Makes the checks. Returns an open connection, or null if a step failed.</summary>
    public FrontEndConnection? Run(CancellationToken token)
    {
        var addresses = Resolve(token);
        var port = addresses is null ? SkipBrowser("the name was not resolved") : FindPort(addresses[0], token);
        Connect(addresses, port, token);
        return LogIn(token);
    }

    private IPAddress[]? Resolve(CancellationToken token)
    {
        try
        {
#if NET
            Task<IPAddress[]> asking = Dns.GetHostAddressesAsync(_name.Host, token);
#else
            Task<IPAddress[]> asking = Dns.GetHostAddressesAsync(_name.Host);
#endif
            if (!asking.Wait((int)_settings.ConnectTimeout.TotalMilliseconds, token))
            {
                return NotResolved("no answer came in time");
            }

            IPAddress[] found = asking.Result;
            if (found.Length == 0)
            {
                return NotResolved("it has no address");
            }

            _results.Add(CheckResult.Passed(CheckNames.NameResolution, $"{_name.Host} is {string.Join(", ", found.Take(3).Select(a => a.ToString()))}."));
            return found;
        }
        catch (AggregateException exception) when (exception.InnerException is SocketException or ArgumentException)
        {
            return NotResolved(exception.InnerException!.Message);
        }
        catch (ArgumentException exception)
        {
            return NotResolved(exception.Message);
        }
    }

    private IPAddress[]? NotResolved(string why)
    {
        _results.Add(CheckResult.Failed(
            CheckNames.NameResolution,
            $"The name {_name.Host} cannot be resolved: {why.TrimEnd('.')}.",
            "Check the spelling and this computer's DNS servers, or name the server by its address with -ComputerName.",
            ErrorIds.FrontEndUnreachable));
        return null;
    }

    private int? SkipBrowser(string why)
    {
        Skip(CheckNames.Browser, $"Not asked, because {why}.");
        return null;
    }

    /// <summary>The port: the one that was given, the default one, or the one that SQL Server Browser names.</summary>
    private int? FindPort(IPAddress address, CancellationToken token)
    {
        if (_name.Port is { } given)
        {
            _results.Add(CheckResult.NotTested(CheckNames.Browser, $"Not needed: port {given} was given."));
            return given;
        }

        if (_name.Instance.Length == 0)
        {
            _results.Add(CheckResult.NotTested(CheckNames.Browser, "Not needed: the default instance has a fixed port."));
            return DefaultPort;
        }

        try
        {
            var port = BrowserQuery.PortOf(address, _name.Instance, _settings.ConnectTimeout, token);
            _results.Add(port is { } found
                ? CheckResult.Passed(CheckNames.Browser, $"Instance {_name.Instance} listens on TCP port {found}.")
                : CheckResult.Failed(
                    CheckNames.Browser,
                    $"SQL Server Browser knows no TCP port of an instance {_name.Instance}.",
                    $"Check that the service SQL Server ({_name.Instance}) runs and has TCP/IP turned on (SQL Server Configuration Manager).",
                    ErrorIds.FrontEndUnreachable));
            return port;
        }
        catch (SocketException exception)
        {
            _results.Add(CheckResult.Failed(
                CheckNames.Browser,
                $"SQL Server Browser does not answer on UDP port 1434: {exception.Message.TrimEnd('.')}.",
                $"Start the service SQL Server Browser and open UDP port 1434, or name the port: -ComputerName '{_name.Host},<port>'.",
                ErrorIds.FrontEndUnreachable));
            return null;
        }
    }

    private void Connect(IPAddress[]? addresses, int? port, CancellationToken token)
    {
        if (addresses is null || port is not { } known)
        {
            Skip(CheckNames.TcpPort, "Not tried, because the address or the port is unknown.");
            SkipCertificate();
            return;
        }

        try
        {
            using TcpClient client = new(addresses[0].AddressFamily);
            if (!client.ConnectAsync(addresses[0], known).Wait((int)_settings.ConnectTimeout.TotalMilliseconds, token))
            {
                NotConnected(known, "no answer came in time");
                return;
            }

            _results.Add(CheckResult.Passed(CheckNames.TcpPort, $"TCP port {known} answers."));
            client.ReceiveTimeout = client.SendTimeout = (int)_settings.ConnectTimeout.TotalMilliseconds;
            _results.Add(CertificateCheck.Make(client.GetStream(), _name.Host, _settings));
        }
        catch (AggregateException exception) when (exception.InnerException is SocketException refused)
        {
            NotConnected(known, refused.Message);
        }
    }

    private void NotConnected(int port, string why)
    {
        _results.Add(CheckResult.Failed(
            CheckNames.TcpPort,
            $"TCP port {port} does not answer: {why.TrimEnd('.')}.",
            "Check that the service runs and that no firewall between closes the port.",
            ErrorIds.FrontEndUnreachable));
        SkipCertificate();
    }

    private void SkipCertificate() => Skip(CheckNames.Certificate, "Not checked, because the TCP port was not reached.");

    private void Skip(string check, string why)
    {
        _skipped.Add(check);
        _results.Add(CheckResult.NotTested(check, why));
    }

    /// <summary>Encryption and login are one step of the client. Only its error tells which of them failed.</summary>
    private FrontEndConnection? LogIn(CancellationToken token)
    {
        try
        {
            var connection = FrontEndConnection.Open(_frontEnd, _settings, token);
            _results.Add(CheckResult.Passed(CheckNames.Login, $"-Encrypt {_settings.Encrypt} and the login work. {Certificate}"));
            return connection;
        }
        catch (PsdPurgeException failure)
        {
            _results.Add(CheckResult.Of(CheckNames.Login, failure) with { Status = CheckStatus.Failed });
            return null;
        }
    }

    private string Certificate => _settings.ValidateServerCertificate
        ? "This computer trusts the server's certificate."
        : "The certificate was not validated; -ValidateServerCertificate does that.";
}
