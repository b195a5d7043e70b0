namespace PsdPurge.Core.Tests.Lab;

/// <summary>The in-box System.Data.SqlClient against the lab: named instance, TLS, logins.</summary>
public sealed class ConnectionTests(LabServer lab) : IClassFixture<LabServer>
{
    [Fact]
    public async Task A_Front_End_is_found_by_the_name_of_its_instance_and_counted_over_TLS()
    {
        for (var i = 0; i < lab.FrontEnds.Count; i++)
        {
            var count = await EntryCounter.CountAsync(lab.FrontEnds[i], lab.Settings, CancellationToken.None);

            Assert.Equal(lab.Description.FrontEnds[i].Entries, count.EntryCount);
            Assert.Equal(lab.Description.Pool, count.Pool);
        }
    }

    [Fact]
    public async Task A_Front_End_is_found_by_its_port()
    {
        var first = lab.Description.FrontEnds[0];
        var count = await EntryCounter.CountAsync(new FrontEnd($"{first.ComputerName},{first.Port}"), lab.Settings, CancellationToken.None);

        Assert.Equal(first.Entries, count.EntryCount);
    }

    [Fact]
    public async Task Encryption_may_be_left_to_the_server() =>
        Assert.Equal(
            lab.Description.FrontEnds[0].Entries,
            (await EntryCounter.CountAsync(lab.FrontEnds[0], lab.Settings with { Encrypt = EncryptionMode.Optional }, CancellationToken.None)).EntryCount);

    [Fact]
    public async Task A_self_signed_certificate_is_refused_where_certificates_are_validated() =>
        await Fails(lab.FrontEnds[0], lab.Settings with { ValidateServerCertificate = true });

    [Fact]
    public async Task A_wrong_password_is_refused()
    {
        var failure = await Fails(lab.FrontEnds[0], lab.Settings with { Credential = new("lab", "wrong") });

        Assert.Equal(ErrorKind.Authentication, failure.Kind);
    }

    [Fact]
    public async Task An_instance_that_is_not_there_is_not_reached()
    {
        var failure = await Fails(lab.FrontEnds[0] with { InstanceName = "NOTHERE" }, lab.Settings with { ConnectTimeout = TimeSpan.FromSeconds(2) });

        Assert.Equal("FrontEndUnreachable", failure.ErrorId);
    }

    [Fact]
    public async Task Strict_encryption_is_not_known_to_this_client()
    {
        var failure = await Fails(lab.FrontEnds[0], lab.Settings with { Encrypt = EncryptionMode.Strict });

        Assert.Equal("EncryptStrictUnsupported", failure.ErrorId);
    }

    [Fact]
    public async Task A_stopped_run_opens_nothing()
    {
        using CancellationTokenSource stopped = new();
        stopped.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => EntryCounter.CountAsync(lab.FrontEnds[0], lab.Settings, stopped.Token));
    }

    private static Task<PsdPurgeException> Fails(FrontEnd frontEnd, ConnectionSettings settings) =>
        Assert.ThrowsAsync<PsdPurgeException>(() => EntryCounter.CountAsync(frontEnd, settings, CancellationToken.None));
}
