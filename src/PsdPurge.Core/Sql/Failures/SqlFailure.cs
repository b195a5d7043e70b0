using System.Globalization;

namespace PsdPurge.Sql.Failures;

/// <summary>Translates a SQL client's exception for an administrator: what happened, where, and what to do next.</summary>
internal static class SqlFailure
{
    /// <summary>A severity from which SQL Server closes the connection.</summary>
    internal const byte FatalClass = 20;

    /// <summary>SQL Server's number for a batch that it refuses because it is shutting down.</summary>
    private const int ShutdownInProgress = 6005;

    private static readonly FailureMeaning Other = new(
        ErrorIds.SqlError,
        ErrorKind.Unspecified,
        Recovery.StopFrontEnd,
        "Nothing was changed by this statement: look the number up in SQL Server's documentation, and report it if it goes on.");

    private static readonly FailureMeaning OtherWhileOpening = Other with
    {
        Remedy = "The server answers but accepts no login. Look the number up in SQL Server's documentation.",
    };

    /// <summary>Whether the error came from the server or the connection, and not from a mistake of this program.</summary>
    public static bool IsServerFailure(Exception exception) =>
        exception is SqlException or IOException or TimeoutException
        || (exception is InvalidOperationException && exception is not ObjectDisposedException);

    /// <summary>Creates an exception that says what happened, where, and what to do next.</summary>
    /// <param name="exception">The client's error.</param>
    /// <param name="frontEnd">The Front-End.</param>
    /// <param name="doing">The present activity, such as <c>connecting</c>.</param>
    /// <param name="opening">Whether the connection was just being opened.</param>
    public static PsdPurgeException Translate(Exception exception, FrontEnd frontEnd, string doing, bool opening)
    {
        if (exception is not SqlException sql)
        {
            return Failure(exception, frontEnd, doing, exception.Message, "", opening ? ClientErrors.Unreachable : ClientErrors.ConnectionLost);
        }

        SqlError error = Decisive(sql);
        var text = error.Message;
        if (!IsOfServer(error) && sql.InnerException is System.Security.Authentication.AuthenticationException inner)
        {
            text = FirstLine(text) + " " + inner.Message;
        }

        return Failure(exception, frontEnd, doing, text, Number(error), Meaning(sql, error, opening));
    }

    private static PsdPurgeException Failure(Exception cause, FrontEnd frontEnd, string doing, string text, string number, FailureMeaning meaning) => new(
        meaning.ErrorId,
        meaning.Kind,
        $"{frontEnd.DataSource}, {doing}: {FirstLine(text)}{number} {meaning.Remedy}",
        frontEnd,
        cause)
    {
        Recovery = meaning.Recovery,
        Remedy = meaning.Remedy,
    };

    private static FailureMeaning Meaning(SqlException exception, SqlError error, bool opening) =>
        !IsOfServer(error) ? opening ? ClientErrors.WhileOpening(exception, error) : ClientErrors.WhileAsking(error)
        : ServerErrors.Find(error) is { } known ? known
        : error.Number == ShutdownInProgress || error.Class >= FatalClass ? opening ? ClientErrors.Unreachable : ClientErrors.ConnectionLost
        : opening ? OtherWhileOpening
        : Other;

    /// <summary>The most meaningful error: the first whose number has its own meaning, or else the first.</summary>
    private static SqlError Decisive(SqlException exception) =>
        exception.Errors.Cast<SqlError>().FirstOrDefault(error => IsOfServer(error) && ServerErrors.Known.ContainsKey(error.Number)) ?? exception.Errors[0];

    /// <summary>The client's own errors have the state 0. SQL Server's states begin at 1.</summary>
    private static bool IsOfServer(SqlError error) => error.State > 0;

    /// <summary>Only errors from the server have a number of SQL Server. The client's are Windows' codes, or nothing.</summary>
    private static string Number(SqlError error) => !IsOfServer(error) ? ""
        : error.Number == ServerErrors.LoginRefused ? string.Format(CultureInfo.InvariantCulture, " (SQL error {0}, state {1})", error.Number, error.State)
        : string.Format(CultureInfo.InvariantCulture, " (SQL error {0})", error.Number);

    private static string FirstLine(string text)
    {
        var line = text.Split('\r', '\n')[0].Trim();
        return line.Length > 0 && line[line.Length - 1] == '.' ? line : line + ".";
    }
}
