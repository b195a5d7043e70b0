using System.Globalization;

namespace PsdPurge.Sql.Failures;

/// <summary>
/// The meanings of SQL Server's own error numbers. Numbers and texts come from sys.messages of SQL Server 2012 to 2019. docs/errors.md lists them, and a test
/// checks the message of each that the administrator sees.
/// </summary>
internal static class ServerErrors
{
    private const string Administrator =
        "Ask the administrator of this SQL Server instance, or look into its error log (ERRORLOG). Run the command again when the cause is removed.";

    private static readonly FailureMeaning LoginFailed = new(
        ErrorIds.LoginFailed,
        ErrorKind.Authentication,
        Recovery.StopFrontEnd,
        "Without -Credential, run as a member of RTCUniversalServerAdmins; with it, check the SQL login's name and password, "
            + "and that the instance accepts SQL logins. The instance's error log (ERRORLOG) has the reason: "
            + "look up the state that it gives with error 18456.");

    private static readonly FailureMeaning PasswordExpired = new(
        ErrorIds.PasswordExpired,
        ErrorKind.Authentication,
        Recovery.StopFrontEnd,
        "Change the password of the SQL login first (ALTER LOGIN), then give the new one with -Credential.");

    private static readonly FailureMeaning DatabaseMissing = new(
        ErrorIds.DatabaseMissing,
        ErrorKind.NotFound,
        Recovery.ReconnectIfItAnsweredBefore,
        "The databases rtc and rtcdyn must exist and be open to you: check that this is a Front-End, that -InstanceName is right, "
            + "and that the databases are online.");

    private static readonly FailureMeaning PermissionDenied = new(
        ErrorIds.PermissionDenied,
        ErrorKind.Permission,
        Recovery.StopFrontEnd,
        "Ask for SELECT (and for removing, DELETE) on the tables of rtc and SELECT on rtcdyn.dbo.ActiveConference, "
            + "or run as a local administrator of the Front-End.");

    private static readonly FailureMeaning NotReady = new(
        ErrorIds.ServerNotReady,
        ErrorKind.Busy,
        Recovery.ReconnectIfItAnsweredBefore,
        "The instance is starting, upgrading itself or shutting down: wait until it is up, then run the command again.");

    private static readonly FailureMeaning SingleUser = new(
        ErrorIds.ServerSingleUser,
        ErrorKind.InvalidState,
        Recovery.StopFrontEnd,
        "Somebody has the instance to themselves: wait until it is back in multi-user mode, then run the command again.");

    private static readonly FailureMeaning DatabaseUnavailable = new(
        ErrorIds.DatabaseUnavailable,
        ErrorKind.InvalidState,
        Recovery.StopFrontEnd,
        "The database is offline, being restored, or in single-user mode. " + Administrator);

    private static readonly FailureMeaning DatabaseReadOnly = new(
        ErrorIds.DatabaseReadOnly,
        ErrorKind.InvalidState,
        Recovery.StopFrontEnd,
        "Nothing can be removed from a database that is read-only. " + Administrator);

    private static readonly FailureMeaning Full = new(
        ErrorIds.ServerFull,
        ErrorKind.InvalidState,
        Recovery.StopFrontEnd,
        "The disk, the transaction log, tempdb, or the 10 GB that SQL Server Express allows a database are full: make room, "
            + "then run the command again with a small -BatchSize.");

    private static readonly FailureMeaning OutOfMemory = new(
        ErrorIds.ServerOutOfMemory,
        ErrorKind.Busy,
        Recovery.RetrySmaller,
        "The instance has no memory left (SQL Server Express uses 1 GB at most): try again when it is less busy, with a small -BatchSize.");

    private static readonly FailureMeaning Damaged = new(
        ErrorIds.ServerDamaged,
        ErrorKind.InvalidState,
        Recovery.StopFrontEnd,
        "The database or its disk is damaged, so nothing more is removed from this Front-End: run DBCC CHECKDB and check the disk first.");

    private static readonly FailureMeaning BusyWithLocks = new(
        ErrorIds.FrontEndBusy,
        ErrorKind.Busy,
        Recovery.RetrySmaller,
        "Other sessions hold the locks. Try again when the server is less busy.");

    private static readonly FailureMeaning BusyWithChanges = new(
        ErrorIds.FrontEndBusy,
        ErrorKind.Busy,
        Recovery.RetryAsItIs,
        "Other sessions change what is being read, or the database is still being recovered. Try again when the server is less busy.");

    private static readonly FailureMeaning SchemaUnexpected = new(
        ErrorIds.SchemaUnexpected,
        ErrorKind.InvalidData,
        Recovery.StopFrontEnd,
        "A table or column that this module needs is missing: check that this is a Front-End's RTCLOCAL, and see docs/schema.md for servers that differ.");

    /// <summary>The numbers with their own meaning.</summary>
    public static IReadOnlyDictionary<int, FailureMeaning> Known { get; } = Table(
        (LoginFailed, [LoginRefused, 18470]),
        (new(
            ErrorIds.LoginLocked,
            ErrorKind.Authentication,
            Recovery.StopFrontEnd,
            "The SQL login is locked out after wrong passwords: unlock it (ALTER LOGIN ... UNLOCK), or wait until the lock ends by itself."), [18486]),
        (PasswordExpired, [18487, 18488]),
        (new(
            ErrorIds.WindowsAuthenticationFailed,
            ErrorKind.Authentication,
            Recovery.StopFrontEnd,
            "The server's domain does not trust your account's: run PowerShell as an account of the server's domain, "
                + "or give a SQL login with -Credential."), [18452]),
        (ClientErrors.WindowsAuthentication, [17806]),
        (DatabaseMissing, [4060, 4064, 911]),
        (PermissionDenied, [229, 230, 262, 297, 300, 916]),
        (NotReady, [17187, 17188, 18401, 18451]),
        (new(
            ErrorIds.ServerPaused,
            ErrorKind.InvalidState,
            Recovery.ReconnectIfItAnsweredBefore,
            "The SQL Server service is paused, or about to stop: resume it (Resume-Service 'MSSQL$RTCLOCAL'), then run the command again."), [17142]),
        (SingleUser, [18461]),
        (DatabaseUnavailable, [924, 927, 942, 945, 946, 952]),
        (DatabaseReadOnly, [3906, 3908]),
        (Full, [1101, 1105, 1827, 9002]),
        (OutOfMemory, [701, 802, 8628, 8645, 8651, 1204]),
        (Damaged, [PageMoved, 644, 823, 824, 926, 5242, 5243, 8646]),
        (BusyWithLocks, [1205, 1222]),
        (BusyWithChanges, [601, 921, 922]),
        (SchemaUnexpected, [207, ObjectMissing]),
        (new(
            ErrorIds.CompatibilityLevelTooLow,
            ErrorKind.InvalidState,
            Recovery.StopFrontEnd,
            "The database rtc keeps the compatibility level of an older SQL Server, which does not know TRY_CONVERT: "
                + "use a schema profile whose columns have the types that they point to (docs/schema.md)."), [195]));

    /// <summary>A scan WITH (NOLOCK) met a page that was being moved. At a severity of 20 and more, the page is damaged.</summary>
    private const int PageMoved = 605;

    /// <summary>The number whose state the server's error log explains.</summary>
    public const int LoginRefused = 18456;

    private const int ObjectMissing = 208;

    /// <summary>The meaning of an error that the server sent, or null if its number has no meaning of its own.</summary>
    public static FailureMeaning? Find(SqlError error) =>
        !Known.TryGetValue(error.Number, out FailureMeaning? known) ? null
        : error.Number == PageMoved && error.Class < SqlFailure.FatalClass ? BusyWithChanges
        : error.Number == LoginRefused && IsAnonymous(error) ? Anonymous
        : error.Number == ObjectMissing && IsOfActiveConferences(error) ? ActiveConferencesMissing
        : known;

    private static FailureMeaning Anonymous { get; } = new(
        ErrorIds.AnonymousLogon,
        ErrorKind.Authentication,
        Recovery.StopFrontEnd,
        "Your Windows account does not reach the server through a second computer (the double hop of a remote session): "
            + "run the command on the computer where you are logged on, or give a SQL login with -Credential.");

    private static FailureMeaning ActiveConferencesMissing { get; } = DatabaseMissing with
    {
        Recovery = Recovery.StopFrontEnd,
        Remedy = "Without rtcdyn.dbo.ActiveConference it is unknown which conferences are active: check that this is a Front-End's RTCLOCAL, "
            + "and that its database rtcdyn is online.",
    };

    /// <summary>Only the login's name distinguishes it: <c>NT AUTHORITY\ANONYMOUS LOGON</c>. Its first half is different in each language of Windows.</summary>
    private static bool IsAnonymous(SqlError error) => Says(error, @"\ANONYMOUS");

    /// <summary>If a database does not exist, the server's error is about the object. Its name shows the database.</summary>
    private static bool IsOfActiveConferences(SqlError error) => Says(error, "rtcdyn.");

    private static bool Says(SqlError error, string text) =>
        CultureInfo.InvariantCulture.CompareInfo.IndexOf(error.Message, text, CompareOptions.OrdinalIgnoreCase) >= 0;

    private static Dictionary<int, FailureMeaning> Table(params (FailureMeaning Meaning, int[] Numbers)[] rows) =>
        rows.SelectMany(row => row.Numbers.Select(number => (number, row.Meaning))).ToDictionary(pair => pair.number, pair => pair.Meaning);
}
