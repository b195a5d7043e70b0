using System.Collections.Concurrent;
using System.Net;
using PsdPurge.Lab;
using PsdPurge.Lab.Scenarios;

namespace PsdPurge.Core.Tests.Purge;

/// <summary>A lab pool with a folder for backups. Removals run on it in the same way as in the cmdlet.</summary>
internal sealed class TestPool : IAsyncDisposable
{
    public const string App = "app@contoso.com";
    public const string OtherApp = "o'brien.app@contoso.com";

    private TestPool(LabPool lab)
    {
        Lab = lab;
        FrontEnds = [.. lab.FrontEnds.Select(f => new FrontEnd($"{f.ComputerName},{f.Port}", Pool: lab.PoolFqdn))];
        Scope = new SelectionScope([.. lab.Scenario.Endpoints.Select(e => e.Address)], ProfileOf(lab.Scenario.Schema));
        Settings = new ConnectionSettings
        {
            Credential = new NetworkCredential(lab.FrontEnds[0].Login, lab.FrontEnds[0].Password),
            ConnectTimeout = TimeSpan.FromSeconds(30),
        };
        Before = lab.Snapshot();
    }

    public LabPool Lab { get; }

    public IReadOnlyList<FrontEnd> FrontEnds { get; init; }

    public SelectionScope Scope { get; set; }

    public ConnectionSettings Settings { get; set; }

    /// <summary>All rows at the start.</summary>
    public PoolSnapshot Before { get; private set; }

    public string Folder { get; } = Directory.CreateTempSubdirectory("psdpurge-backup-").FullName;

    /// <summary>Front-Ends with orphans of one and of two rows, with living, active and lagging conferences, and with those of an ordinary user.</summary>
    public static ScenarioBuilder Describe(int orphans = 40, int frontEnds = 3)
    {
        ScenarioBuilder pool = Scenario.Pool().FrontEnds(frontEnds);
        foreach (var address in new[] { App, OtherApp })
        {
            pool.Endpoint(address).Orphans(orphans / 4, entriesEach: 2).Orphans(orphans / 2).LiveConferences(40).OtherDocuments(2).BrokenLinks(2);
            if (frontEnds > 1)
            {
                pool.ConferencesOnOtherFrontEnd(3);
            }
        }

        return pool.ActiveConferences(3).User("ada@contoso.com").Orphans(10).LiveConferences(20).UnknownOrganizers(2).EntriesWithoutDocument(2);
    }

    public static async Task<TestPool> StartAsync(ScenarioBuilder? scenario = null, LabPoolOptions? options = null) =>
        new(await LabPool.StartAsync((scenario ?? Describe()).Build(), options));

    /// <summary>Orphaned rows on a Front-End.</summary>
    public long Orphans(int frontEnd) => Lab.Truth.OrphanCount(frontEnd, PurgeScope.AllPoolEndpoints);

    /// <summary>The defaults of a test: a backup, and no wait between retries.</summary>
    public RemovalOptions Options() => new() { BackupFolder = Folder, RetryWait = (_, token) => token.ThrowIfCancellationRequested() };

    /// <summary>Takes the present rows as the start for all later comparisons.</summary>
    public void Rebase() => Before = Lab.Snapshot();

    /// <summary>Makes a conference active on a Front-End. The default number belongs to no conference.</summary>
    public void Activate(int frontEnd, long confId = 987654) => Lab.FrontEnds[frontEnd].Sql.Execute(
        $"""
        INSERT INTO dbo.ActiveConference (ConfId, ConfStateVersion, Locked, AdmissionType, AutoPromote, PstnLobbyBypass, ActivationInstance, IsLargeMeeting)
        VALUES ({confId}, 1, 0, 1, 0, 1, '6F9619FF-8B86-D011-B42D-00C04FC964FF', 0);
        """,
        "rtcdyn");

    /// <summary>Plans, asks <paramref name="approve"/>, and removes.</summary>
    public async Task<RemovalOutcome> RemoveAsync(
        RemovalOptions? options = null,
        Func<IReadOnlyList<RemovalPlan>, IReadOnlyList<RemovalPlan>>? approve = null,
        IReadOnlyList<FrontEnd>? frontEnds = null,
        IReadOnlyCollection<AppEndpointPsdEntry>? only = null,
        Action<FrontEndProgress>? onProgress = null,
        CancellationToken token = default)
    {
        RecordingReporter reporter = new(onProgress);
        ConcurrentQueue<RemovalResult> results = new();
        using Removal removal = new(new PoolRun(frontEnds ?? FrontEnds, Settings, 8, reporter), Scope with { Only = only }, options ?? Options());
        IReadOnlyList<RemovalPlan> plans = await removal.PlanAsync(token);
        await removal.RunAsync(approve?.Invoke(plans) ?? plans, results.Enqueue, token);
        return new RemovalOutcome(plans, [.. results.OrderBy(r => FrontEnds.TakeWhile(f => f.ComputerName != r.FrontEnd).Count())], reporter);
    }

    public async Task<IReadOnlyList<AppEndpointPsdEntry>> SelectAsync()
    {
        ConcurrentQueue<AppEndpointPsdEntry> entries = new();
        await EntrySelector.SelectAsync(new PoolRun(FrontEnds, Settings, 8, new RecordingReporter()), Scope, entries.Enqueue, CancellationToken.None);
        return [.. entries];
    }

    public RemovalResult ResultOf(RemovalOutcome outcome, int frontEnd) => outcome.Results.Single(r => r.FrontEnd == FrontEnds[frontEnd].ComputerName);

    /// <summary>Rows that are gone from a Front-End.</summary>
    public long Gone(int frontEnd)
    {
        FrontEndSnapshot now = FrontEndSnapshot.Take(Lab.FrontEnds[frontEnd].Tables, Lab.Scenario.Schema);
        return Before.FrontEnds[frontEnd].Entries.Keys.Count(key => !now.Entries.ContainsKey(key));
    }

    /// <summary>Rows that a document has now.</summary>
    public long Rows(int frontEnd, long docId) =>
        (long)Lab.FrontEnds[frontEnd].Sql.Scalar($"SELECT COUNT(*) FROM dbo.PersistedServiceData WHERE DocId = {docId};")!;

    /// <summary>Asserts that every orphan is gone and nothing else, on all Front-Ends or the given ones.</summary>
    public void AssertPurged(FrontEndSet? mayLeave = null) => Assert.Empty(Lab.VerifyAfterRemoval(Before, PurgeScope.AllPoolEndpoints, mayLeave));

    public void AssertUntouched()
    {
        for (var i = 0; i < FrontEnds.Count; i++)
        {
            Assert.Equal(0, Gone(i));
        }
    }

    /// <summary>Asserts that the results are true, and that the backups bring back every deleted row, however often they run.</summary>
    public void AssertTrueAndRestorable(RemovalOutcome outcome)
    {
        for (var i = 0; i < FrontEnds.Count; i++)
        {
            Assert.Equal(Gone(i), ResultOf(outcome, i).Deleted);
        }

        AssertRestorable();
    }

    /// <summary>Runs every backup twice. After that, all rows are as at the start.</summary>
    public void AssertRestorable()
    {
        for (var run = 0; run < 2; run++)
        {
            for (var i = 0; i < FrontEnds.Count; i++)
            {
                foreach (var file in Directory.GetFiles(Folder).Where(
                    f => File.ReadAllText(f).Contains("Server:   " + FrontEnds[i].DataSource + "\r", StringComparison.Ordinal)))
                {
                    Lab.FrontEnds[i].Sql.Execute(File.ReadAllText(file));
                }
            }

            PoolSnapshot now = Lab.Snapshot();
            for (var i = 0; i < FrontEnds.Count; i++)
            {
                Assert.Equal(Before.FrontEnds[i].Entries, now.FrontEnds[i].Entries);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Lab.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private static SchemaProfile ProfileOf(SchemaVariant schema) =>
        SchemaProfile.BuiltIn.FirstOrDefault(p => p.Name == schema.Name) ?? SchemaProfileNotation.Read(schema.Profile!, schema.Name + ".psd1");
}

/// <summary>The results and messages of a removal.</summary>
internal sealed record RemovalOutcome(IReadOnlyList<RemovalPlan> Plans, IReadOnlyList<RemovalResult> Results, RecordingReporter Said)
{
    public IEnumerable<string> ErrorIds => Said.Failures.Select(f => f.ErrorId);

    public IEnumerable<RemovalStatus> Statuses => Results.Select(r => r.Status);
}
