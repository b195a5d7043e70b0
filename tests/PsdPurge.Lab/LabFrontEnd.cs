using PsdPurge.Lab.Engine;
using PsdPurge.Lab.Faults;
using PsdPurge.Lab.Scenarios;
using PsdPurge.Lab.Tds;

namespace PsdPurge.Lab;

/// <summary>A Front-End of a lab pool. Its engine has the databases rtc and rtcdyn, behind the protocol of a SQL Server, at an address of its own.</summary>
public sealed class LabFrontEnd : IAsyncDisposable
{
    private readonly LoopbackLease _lease;
    private readonly TdsServer _server;
    private readonly BrowserService _browser;

    /// <summary>Starts the Front-End, with empty databases.</summary>
    internal LabFrontEnd(FrontEndData data, LabPoolOptions options)
    {
        Index = data.Index;
        Fqdn = data.Fqdn;
        Login = options.Login;
        Password = options.Password;
        _lease = LoopbackLease.Acquire();
        Sql = new SqliteServer($@"{data.Fqdn.Split('.')[0].ToUpperInvariant()}\{InstanceName}");
        _server = TdsServer.Start(new(_lease.Address, Sql)
        {
            ComputerName = data.Fqdn.Split('.')[0].ToUpperInvariant(),
            InstanceName = InstanceName,
            Logins = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { [Login] = Password },
            Encryption = options.Encryption,
        });
        _browser = BrowserService.Start(_lease, _server);
    }

    /// <summary>The instance's name.</summary>
    public const string InstanceName = "RTCLOCAL";

    /// <summary>Its number in the pool, from 0.</summary>
    public int Index { get; }

    /// <summary>Its name in the pool's own tables. No name server knows this name. See <see cref="ComputerName"/>.</summary>
    public string Fqdn { get; }

    /// <summary>The address where clients reach it: a loopback address such as <c>127.0.0.5</c>.</summary>
    public string ComputerName => _lease.Address.ToString();

    /// <summary>The instance's TCP port, for clients that do not use its Browser service.</summary>
    public int Port => _server.Port;

    /// <summary>A SQL login with all permissions.</summary>
    public string Login { get; }

    /// <summary>Its password.</summary>
    public string Password { get; }

    /// <summary>Its faults.</summary>
    public FaultPlan Faults => _server.Faults;

    /// <summary>The requests of its clients.</summary>
    public RequestLog RequestLog => _server.Log;

    /// <summary>Its SQL Server on the wire.</summary>
    public TdsServer Server => _server;

    /// <summary>Its engine, without the wire.</summary>
    public SqliteServer Sql { get; }

    /// <summary>Its tables, without the wire.</summary>
    public ISqlTarget Tables => new EngineTarget(Sql);

    /// <summary>A connection string for SqlClient: by instance name, as the module connects, or by port.</summary>
    public string ConnectionString(bool byPort = false) =>
        $"Server={(byPort ? $"{ComputerName},{Port}" : $@"{ComputerName}\{InstanceName}")};Database=rtc;User "
            + $"ID={Login};Password={Password};TrustServerCertificate=True";

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync().ConfigureAwait(false);
        await _server.DisposeAsync().ConfigureAwait(false);
        _lease.Dispose();
        Sql.Dispose();
    }
}
