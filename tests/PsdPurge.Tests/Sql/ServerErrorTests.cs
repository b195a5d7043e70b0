using System.Text.RegularExpressions;
using PsdPurge.Lab.Faults;
using PsdPurge.Lab.Scenarios;
using PsdPurge.Tests.Hosting;

namespace PsdPurge.Tests.Sql;

/// <summary>Each SQL Server error number with a meaning of its own, from the server to what the administrator sees.</summary>
public sealed partial class ServerErrorTests(ServerErrorTests.OneFrontEnd lab) : IClassFixture<ServerErrorTests.OneFrontEnd>
{
    private const string Login = "login";
    private const string Statement = "statement";

    /// <summary>An error's number and severity, when it occurs, and what is shown: the id, its category, and a word of the remedy.</summary>
    public static TheoryData<int, byte, string, string, ErrorCategory, string> Numbers => new()
    {
        { 18456, 14, Login, "LoginFailed", ErrorCategory.AuthenticationError, "ERRORLOG" },
        { 18470, 14, Login, "LoginFailed", ErrorCategory.AuthenticationError, "-Credential" },
        { 18452, 14, Login, "WindowsAuthenticationFailed", ErrorCategory.AuthenticationError, "does not trust" },
        { 17806, 20, Login, "WindowsAuthenticationFailed", ErrorCategory.AuthenticationError, "domain controller" },
        { 18486, 14, Login, "LoginLocked", ErrorCategory.AuthenticationError, "UNLOCK" },
        { 18487, 14, Login, "PasswordExpired", ErrorCategory.AuthenticationError, "ALTER LOGIN" },
        { 18488, 14, Login, "PasswordExpired", ErrorCategory.AuthenticationError, "ALTER LOGIN" },
        { 4060, 11, Login, "DatabaseMissing", ErrorCategory.ObjectNotFound, "-InstanceName" },
        { 4064, 11, Login, "DatabaseMissing", ErrorCategory.ObjectNotFound, "-InstanceName" },
        { 911, 16, Statement, "DatabaseMissing", ErrorCategory.ObjectNotFound, "online" },
        { 916, 14, Statement, "PermissionDenied", ErrorCategory.PermissionDenied, "SELECT" },
        { 229, 14, Statement, "PermissionDenied", ErrorCategory.PermissionDenied, "SELECT" },
        { 230, 14, Statement, "PermissionDenied", ErrorCategory.PermissionDenied, "SELECT" },
        { 262, 14, Statement, "PermissionDenied", ErrorCategory.PermissionDenied, "SELECT" },
        { 297, 16, Statement, "PermissionDenied", ErrorCategory.PermissionDenied, "SELECT" },
        { 300, 14, Statement, "PermissionDenied", ErrorCategory.PermissionDenied, "SELECT" },
        { 17187, 16, Login, "ServerNotReady", ErrorCategory.ResourceBusy, "wait until it is up" },
        { 17188, 16, Login, "ServerNotReady", ErrorCategory.ResourceBusy, "wait until it is up" },
        { 18401, 14, Login, "ServerNotReady", ErrorCategory.ResourceBusy, "wait until it is up" },
        { 18451, 14, Login, "ServerNotReady", ErrorCategory.ResourceBusy, "wait until it is up" },
        { 17142, 14, Login, "ServerPaused", ErrorCategory.ResourceUnavailable, "Resume-Service" },
        { 18461, 14, Login, "ServerSingleUser", ErrorCategory.ResourceUnavailable, "multi-user" },
        { 924, 14, Statement, "DatabaseUnavailable", ErrorCategory.ResourceUnavailable, "single-user" },
        { 927, 14, Statement, "DatabaseUnavailable", ErrorCategory.ResourceUnavailable, "restored" },
        { 942, 14, Statement, "DatabaseUnavailable", ErrorCategory.ResourceUnavailable, "offline" },
        { 945, 14, Statement, "DatabaseUnavailable", ErrorCategory.ResourceUnavailable, "ERRORLOG" },
        { 946, 14, Statement, "DatabaseUnavailable", ErrorCategory.ResourceUnavailable, "ERRORLOG" },
        { 952, 16, Statement, "DatabaseUnavailable", ErrorCategory.ResourceUnavailable, "ERRORLOG" },
        { 3906, 16, Statement, "DatabaseReadOnly", ErrorCategory.ResourceUnavailable, "read-only" },
        { 3908, 16, Statement, "DatabaseReadOnly", ErrorCategory.ResourceUnavailable, "read-only" },
        { 1101, 17, Statement, "ServerFull", ErrorCategory.ResourceUnavailable, "make room" },
        { 1105, 17, Statement, "ServerFull", ErrorCategory.ResourceUnavailable, "make room" },
        { 1827, 16, Statement, "ServerFull", ErrorCategory.ResourceUnavailable, "10 GB" },
        { 9002, 17, Statement, "ServerFull", ErrorCategory.ResourceUnavailable, "transaction log" },
        { 701, 17, Statement, "ServerOutOfMemory", ErrorCategory.ResourceBusy, "memory" },
        { 802, 17, Statement, "ServerOutOfMemory", ErrorCategory.ResourceBusy, "memory" },
        { 1204, 19, Statement, "ServerOutOfMemory", ErrorCategory.ResourceBusy, "memory" },
        { 8628, 17, Statement, "ServerOutOfMemory", ErrorCategory.ResourceBusy, "memory" },
        { 8645, 17, Statement, "ServerOutOfMemory", ErrorCategory.ResourceBusy, "memory" },
        { 8651, 17, Statement, "ServerOutOfMemory", ErrorCategory.ResourceBusy, "memory" },
        { 605, 12, Statement, "FrontEndBusy", ErrorCategory.ResourceBusy, "less busy" },
        { 605, 21, Statement, "ServerDamaged", ErrorCategory.ResourceUnavailable, "DBCC CHECKDB" },
        { 644, 21, Statement, "ServerDamaged", ErrorCategory.ResourceUnavailable, "DBCC CHECKDB" },
        { 823, 24, Statement, "ServerDamaged", ErrorCategory.ResourceUnavailable, "DBCC CHECKDB" },
        { 824, 24, Statement, "ServerDamaged", ErrorCategory.ResourceUnavailable, "DBCC CHECKDB" },
        { 926, 14, Statement, "ServerDamaged", ErrorCategory.ResourceUnavailable, "DBCC CHECKDB" },
        { 5242, 22, Statement, "ServerDamaged", ErrorCategory.ResourceUnavailable, "DBCC CHECKDB" },
        { 5243, 22, Statement, "ServerDamaged", ErrorCategory.ResourceUnavailable, "DBCC CHECKDB" },
        { 8646, 21, Statement, "ServerDamaged", ErrorCategory.ResourceUnavailable, "DBCC CHECKDB" },
        { 1205, 13, Statement, "FrontEndBusy", ErrorCategory.ResourceBusy, "locks" },
        { 1222, 16, Statement, "FrontEndBusy", ErrorCategory.ResourceBusy, "locks" },
        { 601, 12, Statement, "FrontEndBusy", ErrorCategory.ResourceBusy, "being read" },
        { 921, 14, Statement, "FrontEndBusy", ErrorCategory.ResourceBusy, "recovered" },
        { 922, 14, Statement, "FrontEndBusy", ErrorCategory.ResourceBusy, "recovered" },
        { 207, 16, Statement, "SchemaUnexpected", ErrorCategory.InvalidData, "docs/schema.md" },
        { 208, 16, Statement, "SchemaUnexpected", ErrorCategory.InvalidData, "docs/schema.md" },
        { 195, 15, Statement, "CompatibilityLevelTooLow", ErrorCategory.ResourceUnavailable, "TRY_CONVERT" },
        { 8134, 16, Statement, "SqlError", ErrorCategory.NotSpecified, "look the number up" },
        { 17892, 14, Login, "SqlError", ErrorCategory.NotSpecified, "Look the number up" },
    };

    /// <summary>Errors whose text reveals more than their number.</summary>
    public static TheoryData<int, string, string, string, string> Texts => new()
    {
        { 18456, Login, @"Login failed for user 'NT AUTHORITY\ANONYMOUS LOGON'.", "AnonymousLogon", "double hop" },
        { 18456, Login, @"Fehler bei der Anmeldung für den Benutzer 'NT-AUTORITÄT\ANONYMOUS-ANMELDUNG'.", "AnonymousLogon", "double hop" },
        { 208, Statement, "Invalid object name 'rtcdyn.dbo.ActiveConference'.", "DatabaseMissing", "rtcdyn is online" },
    };

    [Theory]
    [MemberData(nameof(Numbers))]
    public void An_error_of_the_server_says_what_it_is_and_what_to_do(int number, byte severity, string when, string id, ErrorCategory category, string remedy)
    {
        var error = Meet(number, severity, when, null);

        Assert.Equal((id, category), (error.FullyQualifiedErrorId.Split(',')[0], error.CategoryInfo.Category));
        Assert.Equal(lab.Session.Pool.FrontEnds[0].ComputerName + @"\RTCLOCAL", error.TargetObject.ToString());
        Assert.Matches($@"\(SQL error {number}(, state \d+)?\) .*{Regex.Escape(remedy)}.*\.$", error.Exception.Message);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Where_the_number_does_not_tell_the_names_in_the_text_do(int number, string when, string text, string id, string remedy)
    {
        var error = Meet(number, 14, when, text);

        Assert.Equal(id, error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Contains(text, error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_login_shows_the_state_that_the_error_log_explains_and_no_other_number_does()
    {
        Assert.Matches(@"\(SQL error 18456, state \d+\)", Meet(18456, 14, Login, null).Exception.Message);
        Assert.Contains("(SQL error 18401)", Meet(18401, 14, Login, null).Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_number_that_the_module_knows_is_tested_and_on_the_page()
    {
        var source = Repository.Text("src/PsdPurge.Core/Sql/Failures/ServerErrors.cs");
        var named = Named().Matches(source).ToDictionary(constant => constant.Groups[1].Value, constant => constant.Groups[2].Value);
        var known = Row().Matches(source)
            .SelectMany(row => row.Groups[1].Value.Split(", "))
            .Select(number => int.Parse(named.GetValueOrDefault(number, number), System.Globalization.CultureInfo.InvariantCulture));

        var page = Repository.Text("docs/errors.md")
            .Split("\n## ")
            .Single(section => section.StartsWith("SQL Server's numbers", StringComparison.Ordinal));
        Assert.Equal(known.Order(), Numbers.Select(row => (int)row[0]).Where(number => number is not (8134 or 17892)).Distinct().Order());
        Assert.Equal(known.Order(), Number()
            .Matches(page.Split("|---|---|---|")[1])
            .Select(number => int.Parse(number.Value, System.Globalization.CultureInfo.InvariantCulture))
            .Distinct()
            .Order());
    }

    private ErrorRecord Meet(int number, byte severity, string when, string? text)
    {
        var faults = lab.Session.Pool.FrontEnds[0].Faults;
        using var fault =
            when == Login ? faults.OnLogin().Refuse(number, text) : faults.On(Request.Containing("PersistedServiceData")).Fail(number, severity, text);
        var result = lab.Session.Host.Run($"Get-PsdEntryCount -ComputerName {lab.Session.Computers}");

        Assert.Empty(result.Output);
        Assert.Equal(1, fault.Fired);
        return Assert.Single(result.Errors);
    }

    [GeneratedRegex(@",\s+\[((?:\w+(?:, )?)+)\]\)")]
    private static partial Regex Row();

    [GeneratedRegex(@"const int (\w+) = (\d+);")]
    private static partial Regex Named();

    [GeneratedRegex(@"\b\d{3,5}\b")]
    private static partial Regex Number();

    /// <summary>One Front-End for all numbers. Each test switches its own fault on and off.</summary>
    public sealed class OneFrontEnd : IAsyncLifetime
    {
        internal LabSession Session { get; private set; } = null!;

        public async Task InitializeAsync() =>
            Session =
                await LabSession.StartAsync(Scenario.Pool().FrontEnds(1).Endpoint("app@contoso.com").Orphans(2).LiveConferences(1).Build(), form: CsForm.None);

        public async Task DisposeAsync() => await Session.DisposeAsync();
    }
}
