using System.Reflection;
using System.Security.Authentication;
using Microsoft.Data.SqlClient;

namespace PsdPurge.Core.Tests.Sql.Failures;

/// <summary>
/// Errors of the SQL client itself, as on Windows. They are made by hand, because only Windows' TLS and Windows authentication produce them.
/// <see cref="OpeningFailureTests"/> has the errors of this system.
/// </summary>
public class ClientErrorTests
{
    private static readonly FrontEnd FrontEnd = new("fe01.contoso.com");

    [Theory]
    [InlineData(-2146893019, "CertificateNotTrusted", ErrorKind.Authentication)]
    [InlineData(-2146762487, "CertificateNotTrusted", ErrorKind.Authentication)]
    [InlineData(-2146762486, "CertificateNotTrusted", ErrorKind.Authentication)]
    [InlineData(-2146893022, "CertificateNameMismatch", ErrorKind.Authentication)]
    [InlineData(-2146762481, "CertificateNameMismatch", ErrorKind.Authentication)]
    [InlineData(-2146893016, "CertificateExpired", ErrorKind.Authentication)]
    [InlineData(-2146762495, "CertificateExpired", ErrorKind.Authentication)]
    [InlineData(-2146893007, "EncryptionFailed", ErrorKind.InvalidState)]
    [InlineData(-2146893018, "EncryptionFailed", ErrorKind.InvalidState)]
    [InlineData(-2146893048, "EncryptionFailed", ErrorKind.InvalidState)]
    [InlineData(20, "EncryptionNotSupported", ErrorKind.InvalidState)]
    [InlineData(10061, "FrontEndUnreachable", ErrorKind.Unreachable)]
    [InlineData(10054, "FrontEndUnreachable", ErrorKind.Unreachable)]
    [InlineData(0, "FrontEndUnreachable", ErrorKind.Unreachable)]
    [InlineData(-2, "FrontEndUnreachable", ErrorKind.Unreachable)]
    public void A_failure_of_opening_is_told_by_its_code_and_the_code_is_not_shown(int code, string id, ErrorKind kind)
    {
        PsdPurgeException failure = Translate(code, "", opening: true);

        Assert.Equal((id, kind), (failure.ErrorId, failure.Kind));
        Assert.DoesNotContain("SQL error", failure.Message, StringComparison.Ordinal);
        Assert.Equal(id == "FrontEndUnreachable", failure.Message.Contains("1434", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("GenClientContext")]
    [InlineData("InitSSPIPackage")]
    public void Windows_authentication_that_fails_is_told_from_a_server_that_does_not_answer(string step)
    {
        PsdPurgeException failure = Translate(0, step, opening: true);

        Assert.Equal(("WindowsAuthenticationFailed", ErrorKind.Authentication), (failure.ErrorId, failure.Kind));
        Assert.Equal(Recovery.ReconnectIfItAnsweredBefore, failure.Recovery);
    }

    [Theory]
    [InlineData(-2, "CommandTimeout")]
    [InlineData(0, "ConnectionLost")]
    [InlineData(64, "ConnectionLost")]
    [InlineData(121, "ConnectionLost")]
    [InlineData(10054, "ConnectionLost")]
    [InlineData(10060, "ConnectionLost")]
    [InlineData(1205, "ConnectionLost")]
    public void A_failure_of_an_open_connection_ends_the_session(int code, string id)
    {
        PsdPurgeException failure = Translate(code, "", opening: false);

        Assert.Equal((id, Recovery.Reconnect), (failure.ErrorId, failure.Recovery));
        Assert.DoesNotContain("SQL error", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_several_errors_the_one_that_says_something_is_told()
    {
        PsdPurgeException failure = SqlFailure.Translate(
            Make(null, Error(50000, 1, 16, "A trigger speaks."), Error(9002, 2, 17, "The transaction log is full."), Error(0, 0, 20, "Broken.")),
            FrontEnd,
            "asking",
            opening: false);

        Assert.Equal("ServerFull", failure.ErrorId);
        Assert.Contains("The transaction log is full. (SQL error 9002)", failure.Message, StringComparison.Ordinal);
    }

    private static PsdPurgeException Translate(int code, string procedure, bool opening) =>
        SqlFailure.Translate(Make(null, Error(code, 0, 20, "Ein Fehler ist aufgetreten.", procedure)), FrontEnd, "connecting", opening);

    /// <summary>The client has no public way to create one. Its own tests do it in the same way.</summary>
    private static SqlException Make(AuthenticationException? inner, params SqlError[] errors)
    {
        const BindingFlags Hidden = BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;
        var all = (SqlErrorCollection)Activator.CreateInstance(typeof(SqlErrorCollection), nonPublic: true)!;
        foreach (SqlError error in errors)
        {
            typeof(SqlErrorCollection).GetMethod("Add", Hidden)!.Invoke(all, [error]);
        }

        MethodInfo create =
            typeof(SqlException).GetMethod("CreateException", Hidden, [typeof(SqlErrorCollection), typeof(string), typeof(Guid), typeof(Exception)])!;
        return (SqlException)create.Invoke(null, [all, "11.00.7001", Guid.Empty, inner])!;
    }

    private static SqlError Error(int number, byte state, byte severity, string text, string procedure = "") => (SqlError)Activator.CreateInstance(
        typeof(SqlError), BindingFlags.NonPublic | BindingFlags.Instance, null, [number, state, severity, "fe01", text, procedure, 1, 0, null], null)!;
}
