using PsdPurge.Lab.Scenarios;

namespace PsdPurge.Lab;

/// <summary>
/// A pool to practise on, in this process. It has several Front-Ends that speak SQL Server's protocol, and the topology from which the stand-in Cs cmdlets
/// answer. Many pools may run side by side on one machine.
/// </summary>
public sealed class LabPool : IAsyncDisposable
{
    private const int FirstNewConfId = 5_000_000;

    private readonly string _folder;
    private readonly HashSet<ConferencePlan> _cameBack = new(ReferenceEqualityComparer.Instance);

    private LabPool(Scenario scenario, IReadOnlyList<LabFrontEnd> frontEnds, LabPoolOptions options)
    {
        Scenario = scenario;
        FrontEnds = frontEnds;
        _folder = Directory.CreateTempSubdirectory("psdpurge-pool-").FullName;
        Readiness = new(Path.Combine(_folder, "readiness.txt"));
        Readiness.Answer([.. options.Readiness]);
        TopologyJson = LabTopologyJson.Write(this, options);
        TopologyFile = Path.Combine(_folder, "topology.json");
        File.WriteAllText(TopologyFile, TopologyJson);
    }

    /// <summary>The content of its databases at the start, and the truth about it.</summary>
    public Scenario Scenario { get; }

    /// <summary>Which entries are orphans, and why the others are not.</summary>
    public GroundTruth Truth => Scenario.Truth;

    /// <summary>The pool's FQDN.</summary>
    public string PoolFqdn => Scenario.PoolFqdn;

    /// <summary>Its Front-Ends.</summary>
    public IReadOnlyList<LabFrontEnd> FrontEnds { get; }

    /// <summary>The answers of the readiness cmdlets.</summary>
    public LabReadiness Readiness { get; }

    /// <summary>The topology, for the stand-in module's <c>$PsdPurgeLabTopology</c> or PSDPURGE_LAB_TOPOLOGY.</summary>
    public string TopologyJson { get; }

    /// <summary>The file with the same topology.</summary>
    public string TopologyFile { get; }

    /// <summary>Starts a pool that holds a scenario.</summary>
    public static async Task<LabPool> StartAsync(Scenario scenario, LabPoolOptions? options = null, CancellationToken token = default)
    {
        options ??= new();
        var frontEnds = new List<LabFrontEnd>();
        try
        {
            // The Front-Ends start one after the other, so that their addresses are in order. Only the data takes time.
            frontEnds.AddRange(scenario.FrontEnds.Select(data => new LabFrontEnd(data, options)));
            await Task.WhenAll(frontEnds.Select(frontEnd =>
                Task.Run(() => ScenarioLoader.Lay(scenario, frontEnd.Index, frontEnd.Tables), token))).ConfigureAwait(false);
            return new(scenario, frontEnds, options);
        }
        catch
        {
            foreach (var frontEnd in frontEnds)
            {
                await frontEnd.DisposeAsync().ConfigureAwait(false);
            }

            throw;
        }
    }

    /// <summary>All rows as they are now, read from the engines and not over the wire.</summary>
    public PoolSnapshot Snapshot()
    {
        var snapshots = new FrontEndSnapshot[FrontEnds.Count];
        Parallel.For(0, snapshots.Length, index => snapshots[index] = FrontEndSnapshot.Take(FrontEnds[index].Tables, Scenario.Schema));
        return new(snapshots);
    }

    /// <summary>Lists what a purge did wrong, one sentence each. The list is empty if the purge did exactly what it had to do.</summary>
    /// <param name="before">The rows before the purge.</param>
    /// <param name="scope">The scope that the purge was given.</param>
    /// <param name="mayLeave">Front-Ends on which orphans may be left, because the purge was limited, stopped or failed there.</param>
    public IReadOnlyList<string> VerifyAfterRemoval(PoolSnapshot before, PurgeScope scope, FrontEndSet? mayLeave = null)
    {
        var after = Snapshot();
        return
        [
            .. FrontEnds.SelectMany(frontEnd => RemovalVerifier.Verify(
                Scenario, frontEnd.Index, scope, before.FrontEnds[frontEnd.Index], after.FrontEnds[frontEnd.Index],
                (mayLeave ?? FrontEndSet.None).Contains(frontEnd.Index), _cameBack)),
        ];
    }

    /// <summary>
    /// Creates a deleted conference again, under the same id. From now on, <see cref="VerifyAfterRemoval"/> expects that its entries are left alone. The
    /// numbers of <see cref="Truth"/> remain those of the start.
    /// </summary>
    /// <param name="address">The organizer.</param>
    /// <param name="conferenceId">The conference.</param>
    /// <param name="on">Front-Ends whose Conference table gets a row. The default is all.</param>
    public void BringBack(string address, string conferenceId, FrontEndSet? on = null)
    {
        var document = Scenario.FrontEnds.SelectMany(frontEnd => frontEnd.Documents).First(document =>
            document.Plan.ConferenceId == conferenceId && document.Plan.Organizer.Address.Equals(address, StringComparison.OrdinalIgnoreCase));
        _cameBack.Add(document.Plan);
        foreach (var frontEnd in FrontEnds.Where(frontEnd => (on ?? FrontEndSet.All).Contains(frontEnd.Index)))
        {
            var row = new LabConference(FirstNewConfId + _cameBack.Count, document.Plan);
            frontEnd.Tables.Load("rtc", SharedTables.Conference(Scenario.FrontEnds[frontEnd.Index], [row], Scenario.Schema));
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var frontEnd in FrontEnds)
        {
            await frontEnd.DisposeAsync().ConfigureAwait(false);
        }

        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>All rows of a pool at one time.</summary>
/// <param name="FrontEnds">The rows of each Front-End, in order.</param>
public sealed record PoolSnapshot(IReadOnlyList<FrontEndSnapshot> FrontEnds);
