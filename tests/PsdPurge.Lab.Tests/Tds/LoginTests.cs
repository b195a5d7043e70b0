using Microsoft.Data.SqlClient;
using PsdPurge.Lab.Tds;

namespace PsdPurge.Lab.Tests.Tds;

public class LoginTests
{
    [Theory]
    [InlineData(EncryptionMode.Offered, true)]
    [InlineData(EncryptionMode.Offered, false)]
    [InlineData(EncryptionMode.Required, true)]
    [InlineData(EncryptionMode.Required, false)]
    [InlineData(EncryptionMode.NotSupported, false)]
    public async Task A_client_logs_in_by_instance_name(EncryptionMode server, bool encrypt)
    {
        await using TestFrontEnd frontEnd = new(server);
        await using SqlConnection connection = await frontEnd.OpenAsync(one => one.Encrypt = encrypt);

        Assert.Equal(1, await connection.ScalarAsync("SELECT 1"));
        Assert.Equal("11.00.7001", connection.ServerVersion);
        Assert.Equal("master", connection.Database);
    }

    [Fact]
    public async Task A_client_that_insists_on_encryption_gets_no_plain_connection()
    {
        await using TestFrontEnd frontEnd = new(EncryptionMode.NotSupported);

        await Assert.ThrowsAsync<SqlException>(() => frontEnd.OpenAsync(one => one.Encrypt = SqlConnectionEncryptOption.Mandatory));
    }

    [Fact]
    public async Task A_strict_client_logs_in()
    {
        string certificate = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(certificate, TdsServer.CertificateBytes);
            await using TestFrontEnd frontEnd = new();
            await using SqlConnection connection = await frontEnd.OpenAsync(one =>
            {
                one.TrustServerCertificate = false;
                one.Encrypt = SqlConnectionEncryptOption.Strict;
                one.ServerCertificate = certificate;
            });

            Assert.Equal(1, await connection.ScalarAsync("SELECT 1"));
        }
        finally
        {
            File.Delete(certificate);
        }
    }

    [Fact]
    public async Task A_self_signed_certificate_is_refused_unless_trusted()
    {
        await using TestFrontEnd frontEnd = new();

        await Assert.ThrowsAsync<SqlException>(() => frontEnd.OpenAsync(one => one.TrustServerCertificate = false));
    }

    [Theory]
    [InlineData("sa", "wrong")]
    [InlineData("nobody", TestFrontEnd.Password)]
    public async Task A_wrong_password_or_login_is_refused(string login, string password)
    {
        await using TestFrontEnd frontEnd = new();

        SqlException refused = await Assert.ThrowsAsync<SqlException>(() => frontEnd.OpenAsync(one => (one.UserID, one.Password) = (login, password)));

        Assert.Equal(18456, refused.Number);
        Assert.Equal($"Login failed for user '{login}'.", refused.Message);
    }

    [Fact]
    public async Task A_missing_database_is_refused_with_both_errors_of_SQL_Server()
    {
        await using TestFrontEnd frontEnd = new();

        SqlException refused = await Assert.ThrowsAsync<SqlException>(() => frontEnd.OpenAsync(one => one.InitialCatalog = "missing"));

        Assert.Equal([4060, 18456], refused.Errors.Cast<SqlError>().Select(one => one.Number));
    }

    [Fact]
    public async Task An_unknown_instance_is_not_found()
    {
        await using TestFrontEnd frontEnd = new();

        await Assert.ThrowsAsync<SqlException>(() => frontEnd.OpenAsync(one =>
        {
            one.DataSource = one.DataSource.Replace("RTCLOCAL", "OTHER", StringComparison.Ordinal);
            one.ConnectTimeout = 1;
        }));
    }

    [Theory]
    [InlineData(512)]
    [InlineData(32767)]
    public async Task The_packet_size_is_the_clients_choice(int size)
    {
        await using TestFrontEnd frontEnd = new();
        await using SqlConnection connection = await frontEnd.OpenAsync(one => one.PacketSize = size);

        Assert.Equal(1, await connection.ScalarAsync("SELECT 1"));
        Assert.Equal(size, connection.PacketSize);
    }

    [Fact]
    public async Task Two_servers_in_one_process_have_addresses_of_their_own()
    {
        await using TestFrontEnd one = new();
        await using TestFrontEnd other = new();

        Assert.NotEqual(one.Server.Address, other.Server.Address);
    }

    [Fact]
    public async Task The_log_names_each_request_once()
    {
        await using TestFrontEnd frontEnd = new();
        await using (SqlConnection connection = await frontEnd.OpenAsync())
        {
            await connection.ScalarAsync("SELECT 1");
            using SqlCommand command = new(FakeSqlServer.Echo, connection) { Parameters = { new SqlParameter("@a", 1), new SqlParameter("@b", 2) } };
            await command.ExecuteNonQueryAsync();
        }

        Assert.Equal(
            [
                new RequestRecord(1, RequestKind.Login, "sa"),
                new RequestRecord(1, RequestKind.Batch, "SELECT 1"),
                new RequestRecord(1, RequestKind.Rpc, FakeSqlServer.Echo, 2),
            ],
            frontEnd.Server.Log.Requests);
    }
}
