using PsdPurge.Lab.Faults;

namespace PsdPurge.Core.Tests.Purge;

/// <summary>
/// A removal is stopped at each stage before the first row is deleted. No row is gone, nothing is left behind, and the next run deletes everything.
/// </summary>
public class StoppingStageTests
{
    private const string Connecting = "connecting";

    /// <summary>Requests of the evidence, in addition to those that every run sends.</summary>
    private static readonly Dictionary<string, Request> Evidence = new()
    {
        ["what lives"] = Request.Containing("INSERT INTO #Living"),
        ["what is named"] = Request.Containing("INSERT INTO #Named"),
        ["the sample"] = Request.Containing("#Sample"),
    };

    public static TheoryData<string> Stages =>
        [Connecting, .. Stage.Opening, .. Evidence.Keys, .. Stage.Working.TakeWhile(stage => stage != "begin")];

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task Stopping_before_the_first_batch_deletes_nothing_and_closes_everything(string stage)
    {
        await using TestPool pool = await TestPool.StartAsync();
        FaultPlan faults = pool.Lab.FrontEnds[1].Faults;
        using CancellationTokenSource stop = new();
        using Fault held = stage == Connecting ? faults.OnConnect().Hang() : faults.On(RequestOf(stage)).Hang();
        Task<RemovalOutcome> removing = pool.RemoveAsync(token: stop.Token);
        await held.FiredAsync();
        await stop.CancelAsync();
        held.Off();

        // The run may throw, or report each Front-End as stopped. Both are right, and neither deletes anything.
        RemovalOutcome? outcome = null;
        try
        {
            outcome = await removing;
        }
        catch (OperationCanceledException)
        {
            // The run was cancelled.
        }

        Assert.All(outcome?.Results ?? [], result => Assert.Equal(0, result.Deleted));
        Assert.Empty(outcome?.Said.Failures ?? []);
        Assert.Empty(Directory.GetFiles(pool.Folder));
        pool.AssertUntouched();
        await AllClosedAsync(pool);

        RemovalOutcome next = await pool.RemoveAsync();
        Assert.Empty(next.Said.Failures);
        pool.AssertPurged();
        pool.AssertTrueAndRestorable(next);
    }

    private static Request RequestOf(string stage) => Evidence.TryGetValue(stage, out Request? request) ? request : Stage.Of(stage);

    /// <summary>A server notices after a moment that a client has gone.</summary>
    private static async Task AllClosedAsync(TestPool pool)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromMinutes(1));
        while (pool.Lab.FrontEnds.Any(frontEnd => frontEnd.Server.ConnectionCount > 0))
        {
            Assert.False(patience.IsCancellationRequested, "A connection is still open.");
            await Task.Yield();
        }
    }
}
