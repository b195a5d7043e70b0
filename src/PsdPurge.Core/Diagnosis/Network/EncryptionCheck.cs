using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace PsdPurge.Diagnosis.Network;

/// <summary>
/// Begins a session as far as TLS and looks at the certificate, which the SQL client shows to nobody. No login is sent; the server's error log may note a
/// connection that was closed (assumed).
/// </summary>
internal static class EncryptionCheck
{
    public static CheckResult Make(NetworkStream stream, string host, ConnectionSettings settings)
    {
        if (settings.Encrypt == EncryptionMode.Strict)
        {
            return CheckResult.NotTested(CheckNames.Encryption, "strict encryption shows in the login");
        }

        try
        {
            if (!PreloginExchange.ServerEncrypts(stream))
            {
                return settings.Encrypt == EncryptionMode.Optional
                    ? CheckResult.Warning(CheckNames.Encryption, "the server does not encrypt", "What is read and the password cross the network as they are: only where you trust it.")
                    : CheckResult.Failed(CheckNames.Encryption, "the server does not encrypt", "Give -Encrypt Optional, and only in a network that you trust with what crosses it.", ErrorIds.EncryptionNotSupported);
            }

            SslPolicyErrors errors = SslPolicyErrors.None;
            using SslStream tls = new(new PreloginStream(stream), leaveInnerStreamOpen: true, (_, _, _, found) =>
            {
                errors = found;
                return true;
            });
            tls.AuthenticateAsClient(host);
            using X509Certificate2 certificate = new(tls.RemoteCertificate!);
            return Judge(tls.SslProtocol, certificate, errors, settings.ValidateServerCertificate, DateTime.Now);
        }
        catch (Exception exception) when (exception is IOException or AuthenticationException or SocketException)
        {
            return CheckResult.Failed(
                CheckNames.Encryption,
                "no TLS came about: " + (exception.InnerException ?? exception).Message,
                "Update the server so that it takes TLS 1.2, or run the commands on the Front-End itself.",
                ErrorIds.EncryptionFailed);
        }
    }

    private static CheckResult Judge(SslProtocols protocol, X509Certificate2 certificate, SslPolicyErrors errors, bool mustBeTrusted, DateTime now)
    {
        var isSelfSigned = certificate.Subject == certificate.Issuer;
        var isOver = certificate.NotAfter < now;
        var trust = errors == SslPolicyErrors.None ? "trusted here" : isSelfSigned ? "self-signed" : errors.ToString();
        var found = string.Format(
            CultureInfo.InvariantCulture,
            "{0}, certificate {1} {2}, {3}",
            Name(protocol),
            certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false),
            isOver ? string.Format(CultureInfo.InvariantCulture, "expired on {0:yyyy-MM-dd}", certificate.NotAfter) : string.Format(CultureInfo.InvariantCulture, "until {0:yyyy-MM-dd}", certificate.NotAfter),
            trust);
        return errors != SslPolicyErrors.None && mustBeTrusted
            ? CheckResult.Failed(
                CheckNames.Encryption,
                found,
                "Install a certificate there that this computer trusts and that names the server as you do, or leave out -ValidateServerCertificate.",
                isOver ? ErrorIds.CertificateExpired : errors == SslPolicyErrors.RemoteCertificateNameMismatch ? ErrorIds.CertificateNameMismatch : ErrorIds.CertificateNotTrusted)
            : IsOld(protocol)
            ? CheckResult.Warning(CheckNames.Encryption, found, "This version of TLS is no longer safe: update the server so that it takes TLS 1.2.")
            : CheckResult.Passed(CheckNames.Encryption, found);
    }

    private static bool IsOld(SslProtocols protocol) => (int)protocol < (int)SslProtocols.Tls12;

    private static string Name(SslProtocols protocol) => (int)protocol switch
    {
        192 => "TLS 1.0",
        768 => "TLS 1.1",
        3072 => "TLS 1.2",
        12288 => "TLS 1.3",
        _ => protocol.ToString(),
    };
}
