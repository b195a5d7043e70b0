using PsdPurge.Lab;
using PsdPurge.Lab.Scenarios;
using PsdPurge.Tests.Hosting;

namespace PsdPurge.Tests.Lab;

/// <summary>Test-PsdPool on a lab pool: well, and with one thing wrong at a time.</summary>
public class DoctorTests
{
    [Fact]
    public async Task A_pool_that_is_well_passes_every_check_and_no_request_changes_it()
    {
        await using var session = await LabSession.StartAsync();
        var before = session.Pool.Snapshot();
        object?[] rows = [.. session.Pool.FrontEnds.Select(Rows)];

        var result = session.Host.Run("Test-PsdPool $args[0] -BackupPath $args[1]", session.Pool.PoolFqdn, session.BackupFolder);

        Assert.Empty(result.Errors);
        Assert.All(result.Output, check => Assert.True(Text(check, "Status") == "Passed", $"{Text(check, "Place")}: {Text(check, "Check")}: {Text(check, "Found")}"));
        Assert.All(session.Pool.FrontEnds, one => Assert.Equal(OnEach, Names(result, one)));
        Assert.Equal(
            [CheckNames.Members, CheckNames.Endpoints, CheckNames.Readiness, CheckNames.Session, CheckNames.CsCommands, CheckNames.BackupFolder],
            result.Output.Where(check => Text(check, "FrontEnd") is null).Select(check => Text(check, "Check")));

        Assert.Empty(session.Pool.VerifyAfterRemoval(before, PurgeScope.AllPoolEndpoints, FrontEndSet.All));
        Assert.Equal(rows, session.Pool.FrontEnds.Select(Rows));
        Assert.Empty(Directory.EnumerateFileSystemEntries(session.BackupFolder));
    }

    [Fact]
    public async Task Each_Front_Ends_checks_come_together()
    {
        await using var session = await LabSession.StartAsync();
        var places = session.Host.Run("Test-PsdPool $args[0]", session.Pool.PoolFqdn).Output.Select(check => Text(check, "Place")).ToList();

        Assert.Equal(places.Distinct().Count(), places.Zip(places.Skip(1)).Count(pair => pair.First != pair.Second) + 1);
    }

    [Theory]
    [InlineData("read-only", CheckNames.DatabaseState, "Failed", "DatabaseReadOnly")]
    [InlineData("rtcdyn offline", CheckNames.DatabaseState, "Failed", "DatabaseUnavailable")]
    [InlineData("no DELETE", CheckNames.Rights, "Failed", "PermissionDenied")]
    [InlineData("no SELECT", CheckNames.Rights, "Failed", "PermissionDenied")]
    [InlineData("no VIEW DEFINITION", CheckNames.Rights, "Warning", null)]
    [InlineData("no VIEW SERVER STATE", CheckNames.DiskSpace, "NotTested", null)]
    [InlineData("old level", CheckNames.CompatibilityLevel, "Warning", null)]
    [InlineData("old server", CheckNames.Version, "Warning", null)]
    [InlineData("nearly full", CheckNames.DatabaseSize, "Warning", null)]
    [InlineData("full log", CheckNames.Log, "Failed", "ServerFull")]
    [InlineData("full disk", CheckNames.DiskSpace, "Warning", "ServerFull")]
    [InlineData("clock ahead", CheckNames.Clock, "Warning", null)]
    [InlineData("trigger", CheckNames.SideEffects, "Failed", "DeleteHasSideEffects")]
    [InlineData("refused login", CheckNames.Login, "Failed", "LoginFailed")]
    public async Task One_thing_that_is_wrong_is_found_on_its_Front_End_and_nowhere_else(string wrong, string check, string status, string? errorId)
    {
        await using var session = await LabSession.StartAsync();
        var sick = session.Pool.FrontEnds[1];
        Break(sick, wrong);

        var result = session.Host.Run("Test-PsdPool $args[0]", session.Pool.PoolFqdn);

        Assert.Empty(result.Errors);
        var found = result.Output.Single(one => Text(one, "FrontEnd") == sick.ComputerName && Text(one, "Check") == check);
        Assert.Equal((status, errorId), (Text(found, "Status"), Text(found, "ErrorId")));
        Assert.NotEmpty(Text(found, "Advice")!);
        Assert.All(
            result.Output.Where(one => Text(one, "FrontEnd") is { } frontEnd && frontEnd != sick.ComputerName),
            one => Assert.Equal("Passed", Text(one, "Status")));
        Assert.Equal(OnEach.Length, result.Output.Count(one => Text(one, "FrontEnd") == sick.ComputerName));
    }

    [Fact]
    public async Task A_dead_Front_End_is_one_failure_and_what_depends_on_it_says_so()
    {
        await using var session = await LabSession.StartAsync();
        var dead = session.Pool.FrontEnds[0];
        using var fault = dead.Faults.RefuseConnections();

        var result = session.Host.Run("Test-PsdPool $args[0] -ConnectTimeout 2", session.Pool.PoolFqdn);

        var checks = result.Output.Where(one => Text(one, "FrontEnd") == dead.ComputerName).ToList();
        Assert.Equal([CheckNames.TcpPort], checks.Where(one => Text(one, "Status") == "Failed").Select(one => Text(one, "Check")));
        Assert.All(checks.SkipWhile(one => Text(one, "Check") != CheckNames.Login), one => Assert.Equal(("NotTested", "needs TCP port"), (Text(one, "Status"), Text(one, "Found"))));
        Assert.All(result.Output.Where(one => Text(one, "FrontEnd") == session.Pool.FrontEnds[2].ComputerName), one => Assert.Equal("Passed", Text(one, "Status")));
    }

    [Fact]
    public async Task A_member_of_the_pool_that_was_not_named_is_a_warning()
    {
        await using var session = await LabSession.StartAsync();
        var result = session.Host.Run("Test-PsdPool -ComputerName $args[0], $args[1]", session.Pool.FrontEnds[0].ComputerName, session.Pool.FrontEnds[1].ComputerName);

        var members = result.Output.Single(one => Text(one, "Check") == CheckNames.Members);
        Assert.Equal("Warning", Text(members, "Status"));
        Assert.Contains(session.Pool.FrontEnds[2].Fqdn, Text(members, "Found"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quiet_says_whether_a_check_failed()
    {
        await using var session = await LabSession.StartAsync();
        Assert.Equal([true], session.Host.Run("Test-PsdPool $args[0] -Quiet", session.Pool.PoolFqdn).Output.Select(one => one.BaseObject));

        Break(session.Pool.FrontEnds[2], "read-only");
        Assert.Equal([false], session.Host.Run("Test-PsdPool $args[0] -Quiet", session.Pool.PoolFqdn).Output.Select(one => one.BaseObject));
    }

    [Fact]
    public async Task A_profile_that_does_not_fit_says_what_to_do()
    {
        await using var session = await LabSession.StartAsync();
        var result = session.Host.Run("Test-PsdPool $args[0] -SchemaProfile document-urn", session.Pool.PoolFqdn);

        Assert.All(result.Output.Where(one => Text(one, "Check") == CheckNames.SchemaEvidence), one =>
        {
            Assert.Equal(("Failed", "SchemaNotProven"), (Text(one, "Status"), Text(one, "ErrorId")));
            Assert.Contains("Resolve-PsdSchemaProfile", Text(one, "Advice"), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Without_the_Skype_for_Business_cmdlets_a_pool_is_a_finding_and_no_error()
    {
        using var host = new ModuleHost();
        var result = host.Run("Test-PsdPool pool01.contoso.com");

        Assert.Empty(result.Errors);
        Assert.Equal(
            [(CheckNames.Topology, "Failed", "CsCmdletsNotLoaded"), (CheckNames.CsCommands, "Warning", "CsCmdletsNotLoaded")],
            result.Output.Where(one => Text(one, "Status") != "Passed").Select(one => (Text(one, "Check"), Text(one, "Status"), Text(one, "ErrorId"))));
    }

    [Fact]
    public void A_pool_that_is_not_in_the_topology_is_a_finding_and_the_next_has_its_turn()
    {
        using var host = new ModuleHost(FakeDeployment.Texts);
        var result = host.Run("Test-PsdPool nowhere.contoso.com, ee02.contoso.com");

        Assert.Empty(result.Errors);
        Assert.Equal("PoolNotFound", Text(result.Output.Single(one => Text(one, "Check") == CheckNames.Topology), "ErrorId"));
        Assert.Equal("Failed", Text(result.Output.Single(one => Text(one, "Check") == CheckNames.TcpPort), "Status"));
    }

    [Fact]
    public async Task The_page_describes_every_check()
    {
        await using var session = await LabSession.StartAsync();
        var page = File.ReadAllText(Path.Combine(RepositoryRoot, "docs", "cmdlets", "Test-PsdPool.md"));

        var names = session.Host.Run("Test-PsdPool $args[0], nowhere -HistoryPath h.csv", session.Pool.PoolFqdn).Output.Select(check => Text(check, "Check")!).Distinct();

        Assert.Equal(
            [.. System.Text.RegularExpressions.Regex.Matches(page, @"^\| ([A-Z]\w+( \w+)*) \| ", System.Text.RegularExpressions.RegexOptions.Multiline)
                .Select(row => row.Groups[1].Value).Except(["Passed", "Warning", "Failed", "NotTested"]).Order(StringComparer.Ordinal)],
            names.Order(StringComparer.Ordinal));
    }

    private static string RepositoryRoot { get; } = typeof(DoctorTests).Assembly
        .GetCustomAttributes(typeof(System.Reflection.AssemblyMetadataAttribute), false).Cast<System.Reflection.AssemblyMetadataAttribute>()
        .First(data => data.Key == "RepositoryRoot").Value!;

    /// <summary>What is checked on each Front-End, in order.</summary>
    private static readonly string[] OnEach =
    [
        "Name resolution", "SQL Browser", "TCP port", "Encryption", "Login", "Clock", "SQL Server", "Database state", "Compatibility level", "Rights",
        "Temporary tables", "Database size", "Transaction log", "Disk space", "Triggers and keys", "Indexes", "Rows", "Schema evidence",
    ];

    private static IEnumerable<string?> Names(RunResult result, LabFrontEnd frontEnd) =>
        result.Output.Where(check => Text(check, "FrontEnd") == frontEnd.ComputerName).Select(check => Text(check, "Check"));

    private static object? Rows(LabFrontEnd frontEnd) => frontEnd.Sql.Scalar("SELECT COUNT(*) FROM dbo.PersistedServiceData;");

    private static void Break(LabFrontEnd frontEnd, string wrong)
    {
        var rtc = frontEnd.Sql.SettingsOf("rtc");
        Action act = wrong switch
        {
            "read-only" => () => rtc.IsReadOnly = true,
            "rtcdyn offline" => () => frontEnd.Sql.SettingsOf("rtcdyn").State = "OFFLINE",
            "no DELETE" => () => frontEnd.Sql.Deny(frontEnd.Login, "DELETE", "PersistedServiceData"),
            "no SELECT" => () => frontEnd.Sql.Deny(frontEnd.Login, "SELECT", "Document"),
            "no VIEW DEFINITION" => () => frontEnd.Sql.Deny(frontEnd.Login, "VIEW DEFINITION", "rtc"),
            "no VIEW SERVER STATE" => () => frontEnd.Sql.Deny(frontEnd.Login, "VIEW SERVER STATE", "SERVER"),
            "old level" => () => rtc.CompatibilityLevel = 90,
            "old server" => () => frontEnd.Sql.Settings.Version = "10.0.6000.29",
            "nearly full" => () => rtc.UsedPages = 1_300_000,
            "full log" => () => (rtc.LogUsedPages, rtc.LogMaxPages, rtc.LogWaits) = (rtc.LogPages, rtc.LogPages, "ACTIVE_TRANSACTION"),
            "full disk" => () => frontEnd.Sql.Settings.FreeBytes = 1 << 20,
            "clock ahead" => () => frontEnd.Sql.Settings.ClockAhead = TimeSpan.FromMinutes(7),
            "trigger" => () => frontEnd.Sql.Execute("CREATE TRIGGER dbo.Watch ON dbo.PersistedServiceData AFTER DELETE AS SET NOCOUNT ON;"),
            _ => () => frontEnd.Faults.OnLogin().Refuse(),
        };
        act();
    }

    private static string? Text(PSObject item, string property) => item.Properties[property].Value?.ToString();

    /// <summary>Names are part of what scripts may rely on, so they stand here once more.</summary>
    private static class CheckNames
    {
        public const string TcpPort = "TCP port";
        public const string Login = "Login";
        public const string Clock = "Clock";
        public const string Version = "SQL Server";
        public const string DatabaseState = "Database state";
        public const string CompatibilityLevel = "Compatibility level";
        public const string Rights = "Rights";
        public const string DatabaseSize = "Database size";
        public const string Log = "Transaction log";
        public const string DiskSpace = "Disk space";
        public const string SideEffects = "Triggers and keys";
        public const string SchemaEvidence = "Schema evidence";
        public const string Topology = "Topology";
        public const string Members = "Pool members";
        public const string Endpoints = "Endpoints";
        public const string Readiness = "Readiness";
        public const string Session = "PowerShell";
        public const string CsCommands = "Skype commands";
        public const string BackupFolder = "Backup folder";
    }
}
