using System.Net;
using System.Security;

namespace PsdPurge;

/// <summary>How the connection to a Front-End is encrypted.</summary>
public enum EncryptionMode
{
    /// <summary>Encrypted if the server supports it. This is for servers whose TLS is too old for this client.</summary>
    Optional,

    /// <summary>Always encrypted (TLS inside TDS 7.4). The default.</summary>
    Mandatory,

    /// <summary>TLS before TDS (TDS 8.0). It needs SQL Server 2022 or later, and Microsoft.Data.SqlClient (PowerShell 7).</summary>
    Strict,
}

/// <summary>How to connect to the Front-Ends' databases.</summary>
public sealed record ConnectionSettings
{
    /// <summary>SqlClient's own default.</summary>
    public static TimeSpan DefaultConnectTimeout { get; } = TimeSpan.FromSeconds(15);

    /// <summary>This is enough for a pass over some gigabytes on a busy disk (assumed).</summary>
    public static TimeSpan DefaultCommandTimeout { get; } = TimeSpan.FromMinutes(5);

    /// <summary>This is enough for others to end a short transaction (assumed).</summary>
    public static TimeSpan DefaultLockTimeout { get; } = TimeSpan.FromSeconds(5);

    /// <summary>A SQL login. Null means Windows authentication. It is never part of the connection string.</summary>
    public NetworkCredential? Credential { get; init; }

    /// <summary>How the connection is encrypted.</summary>
    public EncryptionMode Encrypt { get; init; } = EncryptionMode.Mandatory;

    /// <summary>Whether the server's certificate must be trusted. RTCLOCAL's is self-signed, so not by default.</summary>
    public bool ValidateServerCertificate { get; init; }

    /// <summary>How long to wait for a connection.</summary>
    public TimeSpan ConnectTimeout { get; init; } = DefaultConnectTimeout;

    /// <summary>How long one statement may take. Zero means no limit.</summary>
    public TimeSpan CommandTimeout { get; init; } = DefaultCommandTimeout;

    /// <summary>How long a statement waits for a lock before it gives up (and is retried).</summary>
    public TimeSpan LockTimeout { get; init; } = DefaultLockTimeout;

    /// <summary>Takes warnings about a connection that works.</summary>
    internal Action<string>? Warn { get; init; }

    internal SqlCredential? SqlCredential => Credential is null ? null : ToSqlCredential(Credential);

    private static SqlCredential ToSqlCredential(NetworkCredential credential)
    {
        SecureString password = credential.SecurePassword.Copy();
        password.MakeReadOnly();
        return new SqlCredential(credential.UserName, password);
    }
}
