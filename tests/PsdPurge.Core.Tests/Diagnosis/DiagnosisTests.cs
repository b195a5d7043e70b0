using System.Text;
using PsdPurge.Diagnosis;
using PsdPurge.Diagnosis.Network;

namespace PsdPurge.Core.Tests.Diagnosis;

/// <summary>The rules of checks that need no server.</summary>
public class DiagnosisTests
{
    private static readonly DateTime Noon = new(2026, 1, 12, 12, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(-1, -1)]
    [InlineData(0, 0)]
    [InlineData(3, 0)]
    [InlineData(4, 0)]
    [InlineData(9, 5)]
    public void Of_a_clock_only_counts_what_the_way_there_does_not_explain(int there, int ahead) =>
        Assert.Equal(TimeSpan.FromSeconds(ahead), ServerFacts.Ahead(Noon.AddSeconds(there), Noon, Noon.AddSeconds(4)));

    [Theory]
    [InlineData("ServerName;FE01;InstanceName;RTCLOCAL;IsClustered;No;Version;11.0.2100.60;tcp;49172;;", 49172)]
    [InlineData("ServerName;FE01;InstanceName;RTCLOCAL;IsClustered;No;Version;11.0.2100.60;np;\\\\FE01\\pipe\\sql;;", null)]
    [InlineData("tcp;", null)]
    public void The_browsers_answer_names_the_port_or_none(string text, int? port) =>
        Assert.Equal(port, BrowserAnswer.Parse([5, (byte)text.Length, 0, .. Encoding.ASCII.GetBytes(text)])!.TcpPort);

    [Fact]
    public void What_is_no_answer_of_a_browser_is_none()
    {
        Assert.Null(BrowserAnswer.Parse([]));
        Assert.Null(BrowserAnswer.Parse([4, 0, 0, 0]));
    }

    [Theory]
    [InlineData("10.0.6000.29", CheckStatus.Warning)]
    [InlineData("10.50.1600.1", CheckStatus.Passed)]
    [InlineData("16.0.1000.6", CheckStatus.Passed)]
    [InlineData("unknown", CheckStatus.Passed)]
    public void Servers_before_2008_R2_are_a_warning(string version, CheckStatus status)
    {
        ServerFacts facts = new();
        facts.Server.Rows.Add(new ServerRow(Noon, "lab", "", "", "FE01", version, "RTM", "Express", 4, MaySeeState: true));

        Assert.Equal(status, InstanceChecks.Version(facts).Status);
    }

    [Fact]
    public void Without_an_index_on_the_entries_document_a_removal_is_slow_and_without_the_others_it_is_not()
    {
        ServerFacts facts = new();
        Assert.Equal(CheckStatus.Warning, TableChecks.Indexes(facts).Status);

        facts.Indexes.Rows.Add(new IndexColumnRow("PersistedServiceData", 1, "DocId"));
        Assert.Equal(CheckStatus.Passed, TableChecks.Indexes(facts).Status);
        Assert.Contains("Document.DocId, Conference.ExternalConfId, Resource.UserAtHost", TableChecks.Indexes(facts).Found, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_check_behind_the_login_is_made() =>
        Assert.Equal(CheckNames.BehindLogin, [.. ServerChecks.All.Select(check => check.Name), CheckNames.SchemaEvidence]);

    [Fact]
    public void What_a_login_may_not_see_is_not_tested()
    {
        PsdPurgeException failure = new(ErrorIds.PermissionDenied, ErrorKind.Permission, "It is denied. Ask for it.") { Remedy = "Ask for it." };

        Assert.Equal(new CheckResult("Rows", CheckStatus.NotTested, "It is denied.", "Ask for it.", ErrorIds.PermissionDenied), CheckResult.Of("Rows", failure));
    }

    [Fact]
    public void A_backup_folder_that_cannot_be_made_is_a_failure()
    {
        var file = Path.GetTempFileName();
        try
        {
            Assert.Equal(CheckStatus.Failed, HereChecks.BackupFolder(Path.Combine(file, "Backup"), null).Status);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void A_backup_folder_with_too_little_room_is_a_warning()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "psdpurge-tests-" + Guid.NewGuid().ToString("N")));
        Assert.Equal(CheckStatus.Warning, HereChecks.BackupFolder(folder.FullName, long.MaxValue / 4).Status);
        Assert.Empty(folder.EnumerateFileSystemInfos());
        folder.Delete();
    }
}
