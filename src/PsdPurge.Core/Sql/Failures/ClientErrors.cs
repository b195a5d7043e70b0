using System.Security.Authentication;

namespace PsdPurge.Sql.Failures;

/// <summary>
/// Errors of the SQL client itself: network, TLS, Windows authentication. Their numbers are Windows' error codes and HRESULTs, for the most part on Linux, too
/// (read from Microsoft.Data.SqlClient 7.1; System.Data.SqlClient has the same).
/// </summary>
internal static class ClientErrors
{
    /// <summary>The client's number for a timeout that it noticed itself.</summary>
    private const int Timeout = -2;

    /// <summary>The client's own number if the server does not encrypt, or cannot.</summary>
    private const int NotEncrypted = 20;

    /// <summary>
    /// The client's names for its two steps of Windows authentication. It has no number for their failure (0), and its text is in the user's language.
    /// </summary>
    private static readonly string[] WindowsAuthenticationSteps = ["GenClientContext", "InitSSPIPackage"];

    private static readonly FailureMeaning NotTrusted = new(
        ErrorIds.CertificateNotTrusted,
        ErrorKind.Authentication,
        Recovery.StopFrontEnd,
        "Install the server's certificate as trusted here, or leave out -ValidateServerCertificate, and -Encrypt Strict, which always validates: "
            + "RTCLOCAL's certificate is self-signed.");

    private static readonly FailureMeaning NameMismatch = new(
        ErrorIds.CertificateNameMismatch,
        ErrorKind.Authentication,
        Recovery.StopFrontEnd,
        "Name the server as its certificate does (usually its FQDN), or leave out -ValidateServerCertificate, and -Encrypt Strict, which always validates.");

    private static readonly FailureMeaning Expired = new(
        ErrorIds.CertificateExpired,
        ErrorKind.Authentication,
        Recovery.StopFrontEnd,
        "Renew the server's certificate, check the clocks on both sides, or leave out -ValidateServerCertificate, and -Encrypt Strict, "
            + "which always validates.");

    private static readonly FailureMeaning NoCommonTls = new(
        ErrorIds.EncryptionFailed,
        ErrorKind.InvalidState,
        Recovery.StopFrontEnd,
        "This computer and the server have no TLS version or cipher in common: update the server so that it supports TLS 1.2, "
            + "or run the command on the Front-End itself in Windows PowerShell.");

    private static readonly Dictionary<int, FailureMeaning> Tls = new()
    {
        [-2146893019] = NotTrusted, // SEC_E_UNTRUSTED_ROOT
        [-2146762487] = NotTrusted, // CERT_E_UNTRUSTEDROOT
        [-2146762486] = NotTrusted, // CERT_E_CHAINING
        [-2146893022] = NameMismatch, // SEC_E_WRONG_PRINCIPAL
        [-2146762481] = NameMismatch, // CERT_E_CN_NO_MATCH
        [-2146893016] = Expired, // SEC_E_CERT_EXPIRED
        [-2146762495] = Expired, // CERT_E_EXPIRED
        [-2146893007] = NoCommonTls, // SEC_E_ALGORITHM_MISMATCH
        [-2146893018] = NoCommonTls, // SEC_E_ILLEGAL_MESSAGE
        [-2146893048] = NoCommonTls, // SEC_E_INVALID_TOKEN
        [NotEncrypted] = new(
            ErrorIds.EncryptionNotSupported,
            ErrorKind.InvalidState,
            Recovery.StopFrontEnd,
            "The server does not encrypt. Use -Encrypt Optional, but only in a network that you trust."),
    };

    public static FailureMeaning Unreachable { get; } = new(
        ErrorIds.FrontEndUnreachable,
        ErrorKind.Unreachable,
        Recovery.ReconnectIfItAnsweredBefore,
        "Check that the server and its SQL Server instance run, and that UDP 1434 (SQL Server Browser) and the instance's TCP port are open from here.");

    public static FailureMeaning ConnectionLost { get; } = new(
        ErrorIds.ConnectionLost,
        ErrorKind.Unreachable,
        Recovery.Reconnect,
        "Check that the server and its SQL Server instance still run, then run the command again.");

    public static FailureMeaning WindowsAuthentication { get; } = new(
        ErrorIds.WindowsAuthenticationFailed,
        ErrorKind.Authentication,
        Recovery.ReconnectIfItAnsweredBefore,
        "Windows authentication failed, although the server answers: name it by its FQDN, check that a domain controller can be reached, "
            + "that the clocks agree and that the instance's SPN (MSSQLSvc) belongs to the account that runs it (setspn -Q), "
            + "or give a SQL login with -Credential.");

    private static FailureMeaning CommandTimeout { get; } = new(
        ErrorIds.CommandTimeout,
        ErrorKind.Timeout,
        Recovery.Reconnect,
        "Give the server more time with -CommandTimeout, or try again when it is less busy.");

    /// <summary>The meaning of an error that the client itself made while a connection was being opened.</summary>
    public static FailureMeaning WhileOpening(SqlException exception, SqlError error) =>
        IsTlsWithoutCertificate(exception) ? NoCommonTls
        : Tls.TryGetValue(error.Number, out FailureMeaning? tls) ? tls
        : exception.InnerException is AuthenticationException ? NotTrusted
        : WindowsAuthenticationSteps.Contains(error.Procedure) ? WindowsAuthentication
        : Unreachable;

    /// <summary>The same for a connection that was open.</summary>
    public static FailureMeaning WhileAsking(SqlError error) => error.Number == Timeout ? CommandTimeout : ConnectionLost;

    /// <summary>
    /// On Linux the client has one number for all TLS failures. If the certificate was refused, the client decided that itself. All other failures have an
    /// inner error from the system's TLS.
    /// </summary>
    private static bool IsTlsWithoutCertificate(SqlException exception) => exception.InnerException is AuthenticationException { InnerException: not null };
}
