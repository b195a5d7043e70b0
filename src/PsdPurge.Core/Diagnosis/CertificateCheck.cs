using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace PsdPurge.Diagnosis;

/// <summary>
/// Begins a session up to TLS and examines the certificate, which the SQL client does not expose. No login is sent. The server's error log may mention a closed
/// connection (assumed).
/// </summary>
internal static class CertificateCheck
{
    /// <param name="stream">A new connection to the instance's port.</param>
    /// <param name="host">The server's name, as the administrator typed it.</param>
    /// <param name="settings">The settings with which the commands connect.</param>
    public static CheckResult Make(NetworkStream stream, string host, ConnectionSettings settings)
    {
        if (settings.Encrypt == EncryptionMode.Strict)
        {
            return CheckResult.NotTested(CheckNames.Certificate, "Not checked: -Encrypt Strict validates it, and the login shows how that ends.");
        }

        try
        {
            if (!PreloginExchange.ServerEncrypts(stream))
            {
                return CheckResult.Warning(
                    CheckNames.Certificate,
                    "The server has none: it does not encrypt.",
                    "Only -Encrypt Optional works. Use it only in a network that you trust.");
            }

            SslPolicyErrors errors = SslPolicyErrors.None;
#pragma warning disable CA5359 // Nothing is sent over this connection: what is wrong with the certificate is what is looked for.
            using SslStream tls = new(new PreloginStream(stream), leaveInnerStreamOpen: true, (_, _, _, found) =>
            {
                errors = found;
                return true;
            });
#pragma warning restore CA5359
            tls.AuthenticateAsClient(host);
            using X509Certificate2 certificate = new(tls.RemoteCertificate!);
            return Judge(tls.SslProtocol, certificate, errors, settings.ValidateServerCertificate, DateTime.Now);
        }
        catch (Exception exception) when (exception is IOException or AuthenticationException or SocketException)
        {
            return CheckResult.Warning(
                CheckNames.Certificate,
                $"It was not seen, because TLS could not be established: {(exception.InnerException ?? exception).Message.TrimEnd('.')}.",
                "If the login fails as well, update the server so that it supports TLS 1.2, or run the commands on the Front-End itself.");
        }
    }

    private static CheckResult Judge(SslProtocols protocol, X509Certificate2 certificate, SslPolicyErrors errors, bool mustBeTrusted, DateTime now)
    {
        var isOver = certificate.NotAfter < now;
        var found = string.Format(
            CultureInfo.InvariantCulture,
            "{0}; {1}, {2} {3:yyyy-MM-dd}, {4}.",
            Name(protocol),
            certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false),
            isOver ? "expired on" : "valid until",
            certificate.NotAfter,
            errors == SslPolicyErrors.None ? "trusted here" : certificate.Subject == certificate.Issuer ? "self-signed" : "not trusted here");
        return errors != SslPolicyErrors.None && mustBeTrusted
            ? CheckResult.Failed(
                CheckNames.Certificate,
                found,
                "Install a certificate there that this computer trusts and that names the server as you do, or leave out -ValidateServerCertificate.",
                isOver ? ErrorIds.CertificateExpired : errors == SslPolicyErrors.RemoteCertificateNameMismatch
                    ? ErrorIds.CertificateNameMismatch : ErrorIds.CertificateNotTrusted)
            : IsOld(protocol)
            ? CheckResult.Warning(CheckNames.Certificate, found, "This version of TLS is no longer safe: update the server so that it supports TLS 1.2.")
            : CheckResult.Passed(CheckNames.Certificate, found);
    }

    private static bool IsOld(SslProtocols protocol) => (int)protocol < (int)SslProtocols.Tls12;

    /// <summary>These are numbers because the names of the old versions are obsolete, and .NET Framework 4.7.2 has no name for the new one.</summary>
    private static string Name(SslProtocols protocol) => (int)protocol switch
    {
        192 => "TLS 1.0",
        768 => "TLS 1.1",
        3072 => "TLS 1.2",
        12288 => "TLS 1.3",
        _ => protocol.ToString(),
    };
}
