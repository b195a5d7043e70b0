using Microsoft.Data.SqlClient;
using PsdPurge.Lab.Faults;
using PsdPurge.Lab.Tds;

namespace PsdPurge.Lab.Tests.Tds;

/// <summary>A server with a scripted engine, on an address of its own. Clients find it through its Browser service.</summary>
internal sealed class TestFrontEnd : IAsyncDisposable
{
    public const string Login = "sa";
    public const string Password = "Pa55-wörd €";
    private readonly LoopbackLease _lease = LoopbackLease.Acquire();
    private readonly BrowserService _browser;

    public TestFrontEnd(EncryptionMode encryption = EncryptionMode.Offered)
    {
        Server = TdsServer.Start(new TdsServerOptions(_lease.Address, Engine)
        {
            ComputerName = "FE01",
            Encryption = encryption,
            Logins = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { [Login] = Password },
        });
        _browser = BrowserService.Start(_lease, Server);
    }

    public FakeSqlServer Engine { get; } = new();

    public TdsServer Server { get; }

    public FaultPlan Faults => Server.Faults;

    public string DataSource => $@"{_lease.Address}\RTCLOCAL";

    public SqlConnectionStringBuilder Settings => new()
    {
        DataSource = DataSource,
        UserID = Login,
        Password = Password,
        TrustServerCertificate = true,
        Pooling = false,
        ConnectRetryCount = 0,
    };

    public async Task<SqlConnection> OpenAsync(Action<SqlConnectionStringBuilder>? change = null)
    {
        SqlConnectionStringBuilder settings = Settings;
        change?.Invoke(settings);
        SqlConnection connection = new(settings.ConnectionString);
        try
        {
            await connection.OpenAsync();
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        await Server.DisposeAsync();
        _lease.Dispose();
    }
}

internal static class ConnectionExtensions
{
    public static async Task<object?> ScalarAsync(this SqlConnection connection, string text, SqlTransaction? transaction = null)
    {
        using SqlCommand command = new(text, connection, transaction);
        return await command.ExecuteScalarAsync();
    }
}
