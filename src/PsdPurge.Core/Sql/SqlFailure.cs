namespace PsdPurge.Sql;

/// <summary>Tells what a SQL client's error means to an administrator, and whether trying again may help.</summary>
internal static class SqlFailure
{
    /// <summary>SqlClient's number for a timeout that it noticed itself.</summary>
    private const int ClientTimeout = -2;

    private const int DeadlockVictim = 1205;
    private const int LockTimeout = 1222;

    /// <summary>A scan WITH (NOLOCK) met rows that were being moved: ask again, says Microsoft.</summary>
    private const int DataMoved = 601;

    /// <summary>Its neighbour: a page was no longer the one that was looked for. At a severity of 21 the page is broken.</summary>
    private const int PageMoved = 605;

    /// <summary>After a restart, until the database has been recovered.</summary>
    private const int DatabaseRecovering = 922;

    /// <summary>SQL Server's number for a batch that it refuses because it is shutting down.</summary>
    private const int ShutdownInProgress = 6005;

    /// <summary>A severity from which SQL Server closes the connection.</summary>
    private const byte FatalClass = 20;

    /// <summary>Whether the error came from the server or the way to it, not from a mistake of this program.</summary>
    public static bool IsServerFailure(Exception exception) =>
        exception is SqlException or IOException or TimeoutException
        || (exception is InvalidOperationException && exception is not ObjectDisposedException);

    /// <summary>Says what happened, where, and what to do next.</summary>
    /// <param name="exception">The client's error.</param>
    /// <param name="frontEnd">Where.</param>
    /// <param name="doing">What was under way, such as <c>connecting</c>.</param>
    /// <param name="opening">Whether the connection was just being opened.</param>
    public static PsdPurgeException Translate(Exception exception, FrontEnd frontEnd, string doing, bool opening)
    {
        SqlException? sql = exception as SqlException;
        (string id, ErrorKind kind, string remedy) = sql is null
            ? opening ? Unreachable : ConnectionLost
            : Classify(sql, opening);
        var number = sql is null ? "" : $" (SQL error {sql.Number})";
        return new PsdPurgeException(id, kind, $"{frontEnd.DataSource}, {doing}: {FirstLine(exception.Message)}{number} {remedy}", frontEnd, exception);
    }

    /// <summary>Whether the same work may succeed when it is tried again: deadlock, lock timeout, command timeout, lost connection.</summary>
    public static bool IsTransient(PsdPurgeException exception) => exception.ErrorId is "FrontEndBusy" or "CommandTimeout" or "ConnectionLost";

    /// <summary>Whether the connection cannot be used any more.</summary>
    public static bool LosesConnection(PsdPurgeException exception) => exception.ErrorId is "ConnectionLost" or "CommandTimeout";

    /// <summary>Whether a server that answered before may only be on its way back, its databases and its domain controller a little later.</summary>
    public static bool MayComeBack(PsdPurgeException exception) =>
        exception.ErrorId is "FrontEndUnreachable" or "DatabaseMissing" || IsWindowsAuthentication(exception.Message);

    private static (string Id, ErrorKind Kind, string Remedy) Unreachable => (
        "FrontEndUnreachable",
        ErrorKind.Unreachable,
        "Check that the server and its SQL Server instance run, and that UDP 1434 (SQL Server Browser) and the instance's TCP port are open from here.");

    private static (string Id, ErrorKind Kind, string Remedy) ConnectionLost => (
        "ConnectionLost",
        ErrorKind.Unreachable,
        "Check that the server and its SQL Server instance still run, then run the command again.");

    private static (string Id, ErrorKind Kind, string Remedy) Busy => (
        "FrontEndBusy",
        ErrorKind.Busy,
        "Others hold the locks or the memory, or change what is being read: try again when the server has less to do.");

    private static (string Id, ErrorKind Kind, string Remedy) Classify(SqlException exception, bool opening) => exception.Number switch
    {
        18456 or 18452 or 18470 or 18486 or 18487 or 18488 => (
            "LoginFailed",
            ErrorKind.Authentication,
            "Without -Credential, run as a member of RTCUniversalServerAdmins; with it, check the SQL login's name and password, and that the instance takes SQL logins."),
        4060 or 911 or 4064 => (
            "DatabaseMissing",
            ErrorKind.NotFound,
            "The databases rtc and rtcdyn must be there and open to you: check that this is a Front-End, that -InstanceName is right, and that the databases are online."),
        229 or 230 or 262 or 297 or 300 or 916 => (
            "PermissionDenied",
            ErrorKind.Permission,
            "Ask for SELECT (and for removing, DELETE) on the tables of rtc and SELECT on rtcdyn.dbo.ActiveConference, or run as a local administrator of the Front-End."),
        207 or 208 => (
            "SchemaUnexpected",
            ErrorKind.InvalidData,
            "A table or column that this module needs is not there: check that this is a Front-End's RTCLOCAL, and see docs/schema.md for servers that differ."),
        DeadlockVictim or LockTimeout or DataMoved or DatabaseRecovering or 1204 or 701 or 802 or 8628 or 8645 or 8651 => Busy,
        PageMoved when exception.Class < FatalClass => Busy,
        ClientTimeout when !opening => (
            "CommandTimeout",
            ErrorKind.Timeout,
            "Give the server more time with -CommandTimeout, or try again when it has less to do."),
        _ when IsCertificate(exception) => (
            "CertificateNotTrusted",
            ErrorKind.Authentication,
            "Install the server's certificate as trusted here, or leave out -ValidateServerCertificate, and -Encrypt Strict, which always validates: RTCLOCAL's certificate is self-signed."),
        _ when opening && IsWindowsAuthentication(exception.Message) => (
            "LoginFailed",
            ErrorKind.Authentication,
            "Windows authentication did not come about, though the server answers: name it by its FQDN, check that a domain controller can be reached and that the clocks agree, or give a SQL login with -Credential."),
        _ when opening => Unreachable,
        _ when exception.Class >= FatalClass || exception.Number is ShutdownInProgress or ClientTimeout or 0 or 64 or 121 or 233 or 10053 or 10054 or 10060 => ConnectionLost,
        _ => (
            "SqlError",
            ErrorKind.Unspecified,
            "Nothing was changed by this statement: look the number up in SQL Server's documentation, and report it if it goes on."),
    };

    private static bool IsCertificate(SqlException exception) =>
        exception.Number is -2146893019 or -2146762487
        || exception.InnerException is System.Security.Authentication.AuthenticationException;

    /// <summary>Kerberos or NTLM failed before the server was asked to let anyone in; there is no number for it on all systems.</summary>
    internal static bool IsWindowsAuthentication(string message) => message.Contains("SSPI");

    private static string FirstLine(string text)
    {
        var line = text.Split('\r', '\n')[0].Trim();
        return line.Length > 0 && line[line.Length - 1] == '.' ? line : line + ".";
    }
}
