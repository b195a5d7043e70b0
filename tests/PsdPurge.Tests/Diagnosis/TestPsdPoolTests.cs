using PsdPurge.Lab;
using PsdPurge.Lab.Engine;
using PsdPurge.Lab.Scenarios;
using PsdPurge.Tests.Hosting;

namespace PsdPurge.Tests.Diagnosis;

/// <summary>Test-PsdPool finds what is wrong, says what to do, and changes nothing.</summary>
public class TestPsdPoolTests
{
    private const string Command = "Test-PsdPool pool01.contoso.com";

    private static readonly string[] OfFrontEnd =
    [
        "Name resolution", "SQL Browser", "TCP port", "Certificate", "Encryption, login", "Clock", "SQL Server", "Database state",
        "Compatibility level", "Rights", "Temporary tables",
        "Database size", "Transaction log", "Disk space", "Triggers and keys", "Indexes", "Rows", "Pool members", "Schema evidence",
    ];

    /// <summary>A fault of the first Front-End, the check that finds it, its status, and a part of its message.</summary>
    public static TheoryData<string, string, string, string> Faults => new()
    {
        { "read-only", "Database state", "Failed", "read-only" },
        { "suspect", "Database state", "Failed", "suspect" },
        { "old level", "Compatibility level", "Warning", "rtc has level 100" },
        { "nearly 10 GB", "Database size", "Warning", "9.5 GB of the 10 GB" },
        { "full log", "Transaction log", "Failed", "nearly full" },
        { "no DELETE", "Rights", "Failed", "DELETE on rtc.dbo.PersistedServiceData" },
        { "no SELECT", "Rights", "Failed", "SELECT on rtc.dbo.Conference" },
        { "trigger", "Triggers and keys", "Failed", "trigger Watch" },
        { "member more", "Pool members", "Warning", "lists 4 Front-Ends" },
        { "clock ahead", "Clock", "Warning", "12 minutes ahead of" },
        { "clock behind", "Clock", "Warning", "12 minutes behind" },
        { "old server", "SQL Server", "Failed", "SQL Server 10.50.6000.34" },
        { "offline", "Database state", "Failed", "offline" },
        { "little room", "Disk space", "Warning", @"500 MB free on C:\" },
    };

    [Fact]
    public async Task A_pool_in_order_passes_every_check_on_every_Front_End()
    {
        await using var lab = await StartWithRoomAsync();
        var before = lab.Pool.Snapshot();
        var result = lab.Host.Run(Command);

        Assert.Empty(result.Errors);
        foreach (var frontEnd in lab.Pool.FrontEnds)
        {
            var checks = result.Output.Where(check => Equals(check.Properties["FrontEnd"].Value, frontEnd.ComputerName)).ToList();
            Assert.Equal(OfFrontEnd, checks.Select(check => (string)check.Properties["Check"].Value));
            Assert.All(checks, check => Assert.Equal("Passed", Status(check)));
        }

        Assert.Equal(
            ["PowerShell", "Skype commands", "Backup folder", "Endpoints", "Readiness"],
            result.Output.Where(check => check.Properties["FrontEnd"].Value is null).Select(check => (string)check.Properties["Check"].Value));
        Assert.Equal(before.FrontEnds.Select(f => f.Entries.Count), lab.Pool.Snapshot().FrontEnds.Select(f => f.Entries.Count));
        Assert.Equal([true], lab.Host.Run(Command + " -Quiet").Output.Select(answer => (bool)answer.BaseObject));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_is_found_on_its_Front_End_and_has_a_remedy(string fault, string check, string status, string found)
    {
        await using var lab = await StartWithRoomAsync();
        Break(lab.Pool.FrontEnds[0], fault);
        var result = lab.Host.Run(Command);

        var line = Assert.Single(result.Output, item =>
            Equals(item.Properties["FrontEnd"].Value, lab.Pool.FrontEnds[0].ComputerName) && Equals(item.Properties["Check"].Value, check));
        Assert.Equal(status, Status(line));
        Assert.Contains(found, (string)line.Properties["Found"].Value, StringComparison.Ordinal);
        Assert.False(string.IsNullOrEmpty((string?)line.Properties["Advice"].Value));
        Assert.All(
            result.Output.Where(
                item => Equals(item.Properties["FrontEnd"].Value, lab.Pool.FrontEnds[1].ComputerName) && Equals(item.Properties["Check"].Value, check)),
            item => Assert.Equal("Passed", Status(item)));
        Assert.Equal([status != "Failed"], lab.Host.Run(Command + " -Quiet").Output.Select(answer => (bool)answer.BaseObject));
    }

    [Fact]
    public async Task A_certificate_that_must_be_trusted_and_is_not_is_named()
    {
        await using var lab = await LabSession.StartAsync();
        var result = lab.Host.Run(Command + " -ValidateServerCertificate");

        Assert.All(result.Output.Where(check => Equals(check.Properties["Check"].Value, "Certificate")), check =>
        {
            Assert.Equal("Failed", Status(check));
            Assert.Equal("CertificateNotTrusted", check.Properties["ErrorId"].Value);
            Assert.Contains("SSL_Self_Signed_Fallback", (string)check.Properties["Found"].Value, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_server_that_does_not_encrypt_has_no_certificate()
    {
        await using var lab = await LabSession.StartAsync(options: new LabPoolOptions { Encryption = PsdPurge.Lab.Tds.EncryptionMode.NotSupported });
        var result = lab.Host.Run(Command + " -Encrypt Optional");

        Assert.All(result.Output.Where(check => Equals(check.Properties["Check"].Value, "Certificate")), check => Assert.Equal("Warning", Status(check)));
    }

    [Fact]
    public async Task A_Front_End_that_is_gone_leaves_the_others_their_checks()
    {
        await using var lab = await LabSession.StartAsync();
        var result = lab.Host.Run($"Test-PsdPool -ComputerName {lab.Computers}, 'nowhere.invalid' -SipAddress help_desk@contoso.com -ConnectTimeout 5");

        Assert.Equal((3 * OfFrontEnd.Length) + 3, result.Output.Count(check => check.Properties["FrontEnd"].Value is not null));
        var gone = result.Output.Where(check => Equals(check.Properties["FrontEnd"].Value, "nowhere.invalid")).ToList();
        Assert.Equal(
            ["Name resolution Failed", "Encryption, login Failed", "All other checks NotTested"],
            gone.Select(check => $"{check.Properties["Check"].Value} {Status(check)}"));
        var rest = (string)gone[^1].Properties["Found"].Value;
        string[] tested = ["Name resolution", "Encryption, login"];
        Assert.All(OfFrontEnd.Except(tested), check => Assert.Contains(check, rest, StringComparison.Ordinal));
        Assert.All(
            result.Output.Where(
                check => Equals(check.Properties["FrontEnd"].Value, lab.Pool.FrontEnds[0].ComputerName) && Equals(check.Properties["Check"].Value, "Rows")),
            check => Assert.Equal("Passed", Status(check)));
    }

    [Fact]
    public async Task A_profile_that_the_data_does_not_prove_fails_its_check()
    {
        await using var lab = await LabSession.StartAsync();
        var result = lab.Host.Run(Command + " -SchemaProfile document-urn");

        Assert.All(
            result.Output.Where(check => Equals(check.Properties["Check"].Value, "Schema evidence")),
            check => Assert.Equal("Failed", Status(check)));
        Assert.Contains(result.Output, check => Equals(check.Properties["Check"].Value, "Rows"));
    }

    [Fact]
    public async Task An_unknown_pool_is_an_error_and_not_in_order()
    {
        await using var lab = await LabSession.StartAsync();
        var result = lab.Host.Run("Test-PsdPool nowhere.contoso.com -Quiet");

        Assert.Equal(["PoolNotFound"], result.ErrorIds);
        Assert.Equal([false], result.Output.Select(answer => (bool)answer.BaseObject));
    }

    [Fact]
    public async Task An_unknown_pool_is_in_the_list_with_what_to_do()
    {
        await using var lab = await LabSession.StartAsync();
        var result = lab.Host.Run("Test-PsdPool nowhere.contoso.com");

        var line = Assert.Single(result.Output, check => Equals(check.Properties["Check"].Value, "Pool"));
        Assert.Equal("Failed", Status(line));
        Assert.Equal("nowhere.contoso.com", line.Properties["Pool"].Value);
        Assert.Equal("PoolNotFound", line.Properties["ErrorId"].Value);
        Assert.Equal(["PoolNotFound"], result.ErrorIds);
    }

    [Fact]
    public async Task A_login_that_is_refused_leaves_one_line_for_all_that_is_behind_it()
    {
        await using var lab = await LabSession.StartAsync();
        lab.Pool.FrontEnds[0].Faults.OnLogin().Refuse();
        var result = lab.Host.Run(Command);

        var refused = result.Output.Where(check => Equals(check.Properties["FrontEnd"].Value, lab.Pool.FrontEnds[0].ComputerName)).ToList();
        Assert.Equal(["Failed", "NotTested"], refused.TakeLast(2).Select(Status));
        Assert.Equal("All other checks", refused[^1].Properties["Check"].Value);
        Assert.DoesNotContain("TCP port", (string)refused[^1].Properties["Found"].Value, StringComparison.Ordinal);
    }

    /// <summary>A pool whose servers report the free space on their disks.</summary>
    private static async Task<LabSession> StartWithRoomAsync()
    {
        var lab = await LabSession.StartAsync(StandardScenario.Describe(300).Indexes(IndexLayout.All).Build());
        foreach (var frontEnd in lab.Pool.FrontEnds)
        {
            frontEnd.Sql.Describe(new ServerState(FreeBytes: 64L << 30));
        }

        return lab;
    }

    private static string? Status(System.Management.Automation.PSObject check) => check.Properties["Status"].Value.ToString();

    private static void Break(LabFrontEnd frontEnd, string fault)
    {
        switch (fault)
        {
            case "read-only":
                frontEnd.Sql.Describe("rtc", new DatabaseState(IsReadOnly: true));
                break;
            case "suspect":
                frontEnd.Sql.Describe("rtcdyn", new DatabaseState(State: "SUSPECT"));
                break;
            case "old level":
                frontEnd.Sql.Describe("rtc", new DatabaseState(CompatibilityLevel: 100));
                break;
            case "nearly 10 GB":
                frontEnd.Sql.Describe("rtc", new DatabaseState(DataPages: 1_245_184));
                break;
            case "full log":
                frontEnd.Sql.Describe("rtc", new DatabaseState(LogWaits: "ACTIVE_TRANSACTION", LogUsedPages: 65_000, LogMaxPages: 65_536));
                break;
            case "no DELETE":
                frontEnd.Sql.Deny(frontEnd.Login, "DELETE", "rtc.dbo.PersistedServiceData");
                break;
            case "no SELECT":
                frontEnd.Sql.Deny(frontEnd.Login, "SELECT", "rtc.dbo.Conference");
                break;
            case "trigger":
                frontEnd.Sql.Execute("CREATE TRIGGER dbo.Watch ON dbo.PersistedServiceData AFTER DELETE AS DELETE FROM dbo.Document WHERE DocId = -1;");
                break;
            case "clock ahead":
                frontEnd.Sql.Describe(new ServerState(ClockAhead: TimeSpan.FromMinutes(12.2)));
                break;
            case "clock behind":
                frontEnd.Sql.Describe(new ServerState(ClockAhead: TimeSpan.FromMinutes(-12.2)));
                break;
            case "old server":
                frontEnd.Sql.Describe(new ServerState(Version: "10.50.6000.34"));
                break;
            case "offline":
                frontEnd.Sql.Describe("rtcdyn", new DatabaseState(State: "OFFLINE"));
                break;
            case "little room":
                frontEnd.Sql.Describe(new ServerState(FreeBytes: 500L << 20));
                break;
            case "member more":
                frontEnd.Sql.Execute("INSERT INTO dbo.FrontEnd (FrontEndId, Fqdn) VALUES (99, N'fe99.contoso.com');");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(fault), fault, null);
        }
    }
}
