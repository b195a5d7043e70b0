namespace PsdPurge.Core.Tests.Lab;

/// <summary>The in-box System.Data.SqlClient against the lab: named instance, TLS, logins.</summary>
public sealed class ConnectionTests(LabServer lab) : IClassFixture<LabServer>
{
    [Fact]
    public void A_Front_End_is_found_by_the_name_of_its_instance_and_counted_over_TLS()
    {
        for (var i = 0; i < lab.FrontEnds.Count; i++)
        {
            var count = EntryCounter.Count(lab.FrontEnds[i], lab.Settings, CancellationToken.None);

            Assert.Equal(lab.Description.FrontEnds[i].Entries, count.EntryCount);
            Assert.Equal(lab.Description.Pool, count.Pool);
        }
    }

    [Fact]
    public void A_Front_End_is_found_by_its_port()
    {
        var first = lab.Description.FrontEnds[0];
        var count = EntryCounter.Count(new FrontEnd($"{first.ComputerName},{first.Port}"), lab.Settings, CancellationToken.None);

        Assert.Equal(first.Entries, count.EntryCount);
    }

    [Fact]
    public void Encryption_may_be_left_to_the_server() =>
        Assert.Equal(
            lab.Description.FrontEnds[0].Entries,
            EntryCounter.Count(lab.FrontEnds[0], lab.Settings with { Encrypt = EncryptionMode.Optional }, CancellationToken.None).EntryCount);

    [Fact]
    public void A_self_signed_certificate_is_refused_where_certificates_are_validated() =>
        Fails(lab.FrontEnds[0], lab.Settings with { ValidateServerCertificate = true });

    [Fact]
    public void A_wrong_password_is_refused()
    {
        var failure = Fails(lab.FrontEnds[0], lab.Settings with { Credential = new("lab", "wrong") });

        Assert.Equal(ErrorKind.Authentication, failure.Kind);
    }

    [Fact]
    public void An_instance_that_is_not_there_is_not_reached()
    {
        var failure = Fails(lab.FrontEnds[0] with { InstanceName = "NOTHERE" }, lab.Settings with { ConnectTimeout = TimeSpan.FromSeconds(2) });

        Assert.Equal("FrontEndUnreachable", failure.ErrorId);
    }

    [Fact]
    public void Strict_encryption_is_not_known_to_this_client()
    {
        var failure = Fails(lab.FrontEnds[0], lab.Settings with { Encrypt = EncryptionMode.Strict });

        Assert.Equal("EncryptStrictUnsupported", failure.ErrorId);
    }

    [Fact]
    public void A_stopped_run_opens_nothing()
    {
        using CancellationTokenSource stopped = new();
        stopped.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => EntryCounter.Count(lab.FrontEnds[0], lab.Settings, stopped.Token));
    }

    private static PsdPurgeException Fails(FrontEnd frontEnd, ConnectionSettings settings) =>
        Assert.Throws<PsdPurgeException>(() => EntryCounter.Count(frontEnd, settings, CancellationToken.None));
}
