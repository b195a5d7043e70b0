using PsdPurge.Lab;
using PsdPurge.Lab.Scenarios;

namespace PsdPurge.Core.Tests.Sql.Failures;

/// <summary>The error that the administrator sees if no session can be opened, with this system's client.</summary>
public class OpeningFailureTests
{
    [Fact]
    public async Task A_certificate_that_is_not_trusted_is_not_a_server_that_does_not_answer()
    {
        await using LabPool lab = await StartAsync();

        PsdPurgeException failure = Open(lab, Settings(lab) with { ValidateServerCertificate = true });

        Assert.Equal("CertificateNotTrusted", failure.ErrorId);
        Assert.DoesNotContain("1434", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("SQL error", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_does_not_encrypt_is_named_as_such()
    {
        await using LabPool lab = await StartAsync(PsdPurge.Lab.Tds.EncryptionMode.NotSupported);

        Assert.Equal("EncryptionNotSupported", Open(lab, Settings(lab)).ErrorId);
    }

    [Fact]
    public async Task No_common_TLS_is_not_a_certificate_that_is_not_trusted()
    {
        await using DeafTlsServer server = new();
        FrontEnd frontEnd = new($"127.0.0.1,{server.Port}");

        var failure = Assert.Throws<PsdPurgeException>(
            () => FrontEndConnection.Open(frontEnd, new ConnectionSettings { Credential = new("sa", "x") }, CancellationToken.None));

        Assert.Equal("EncryptionFailed", failure.ErrorId);
    }

    [Fact]
    public async Task Windows_authentication_without_a_domain_is_named_as_such()
    {
        if (OperatingSystem.IsWindows())
        {
            // In that case, the session is opened, and the lab refuses it.
            return;
        }

        await using LabPool lab = await StartAsync();

        PsdPurgeException failure = Open(lab, Settings(lab) with { Credential = null });

        Assert.Equal("WindowsAuthenticationFailed", failure.ErrorId);
        Assert.DoesNotContain("SQL error", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_breaks_off_at_the_first_word_is_not_reached()
    {
        await using LabPool lab = await StartAsync();
        lab.FrontEnds[0].Faults.OnConnect().Kill();

        PsdPurgeException failure = Open(lab, Settings(lab));

        Assert.Equal(("FrontEndUnreachable", Recovery.ReconnectIfItAnsweredBefore), (failure.ErrorId, failure.Recovery));
        Assert.DoesNotContain("SQL error", failure.Message, StringComparison.Ordinal);
    }

    private static Task<LabPool> StartAsync(PsdPurge.Lab.Tds.EncryptionMode encryption = default) => LabPool.StartAsync(
        Scenario.Pool().FrontEnds(1).Endpoint("app@contoso.com").Orphans(2).LiveConferences(1).Build(), new LabPoolOptions { Encryption = encryption });

    private static ConnectionSettings Settings(LabPool lab) => new() { Credential = new(lab.FrontEnds[0].Login, lab.FrontEnds[0].Password) };

    private static PsdPurgeException Open(LabPool lab, ConnectionSettings settings) => Assert.Throws<PsdPurgeException>(
        () => FrontEndConnection.Open(new FrontEnd($"{lab.FrontEnds[0].ComputerName},{lab.FrontEnds[0].Port}"), settings, CancellationToken.None));
}
