using System.Globalization;

namespace PsdPurge.Sql;

/// <summary>The statements that every session sends first.</summary>
internal static class SessionStatements
{
    /// <summary>A batch that only carries the settings ahead of a parametrized statement.</summary>
    public const string Nothing = "";

    public const string Begin = "BEGIN TRANSACTION;";

    public const string Commit = "COMMIT TRANSACTION;";

    /// <summary>The transaction of a deadlock victim has already been rolled back.</summary>
    public const string Rollback = "IF @@TRANCOUNT > 0 ROLLBACK TRANSACTION;";

    /// <summary>
    /// Makes the session give way to others: it waits for locks only for a limited time, and it is the first victim of a deadlock. An error in a transaction
    /// rolls back all of it. A negative timeout would mean to wait forever, and zero not to wait.
    /// </summary>
    public static string Settings(TimeSpan lockTimeout) => string.Format(
        CultureInfo.InvariantCulture,
        """
        SET NOCOUNT ON;
        SET XACT_ABORT ON;
        SET LOCK_TIMEOUT {0};
        SET DEADLOCK_PRIORITY LOW;
        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;

        """,
        (int)Math.Max(0, lockTimeout.TotalMilliseconds));
}
