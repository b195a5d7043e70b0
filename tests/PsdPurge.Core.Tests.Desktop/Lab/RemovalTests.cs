using System.Collections.Concurrent;
using PsdPurge.Core.Tests.Purge;

namespace PsdPurge.Core.Tests.Lab;

/// <summary>Selecting and removing with the net472 build. Each test has its own pool.</summary>
public sealed class RemovalTests : IDisposable
{
    private readonly LabServer _lab = new();
    private readonly RecordingReporter _reporter = new();
    private readonly string _backups = Path.Combine(Path.GetTempPath(), "psdpurge-" + Guid.NewGuid().ToString("N"));

    private SelectionScope Scope => new(_lab.Endpoints, SchemaProfile.OwnerColumn);

    public void Dispose()
    {
        _lab.Dispose();
        if (Directory.Exists(_backups))
        {
            Directory.Delete(_backups, recursive: true);
        }
    }

    [Fact]
    public async Task Selecting_finds_every_orphan_of_every_Front_End()
    {
        var found = await SelectAsync();

        Assert.Empty(_reporter.Failures);
        Assert.All(_lab.Description.FrontEnds, frontEnd =>
            Assert.Equal(frontEnd.Orphans, found.Where(entry => entry.FrontEnd == frontEnd.ComputerName).Sum(entry => entry.Entries)));
    }

    [Fact]
    public async Task Removing_deletes_every_orphan_and_nothing_else_and_backs_each_up()
    {
        var results = await RemoveAsync(new RemovalOptions { BackupFolder = _backups });

        Assert.Empty(_reporter.Failures);
        Assert.Empty(await SelectAsync());
        Assert.All(_lab.Description.FrontEnds, frontEnd =>
        {
            var result = Assert.Single(results, result => result.FrontEnd == frontEnd.ComputerName);
            Assert.Equal((RemovalStatus.Completed, frontEnd.Entries, frontEnd.Orphans), (result.Status, result.CountBefore, result.Deleted));
            Assert.Equal(frontEnd.Entries - frontEnd.Orphans, result.CountAfter);
            Assert.Equal(frontEnd.Orphans, File.ReadLines(result.BackupFile!).Count(line => line.StartsWith("INSERT", StringComparison.OrdinalIgnoreCase)));
        });
    }

    [Fact]
    public async Task Removing_what_was_selected_touches_only_that()
    {
        var one = (await SelectAsync()).First();
        var result = Assert.Single(await RemoveAsync(new RemovalOptions { BackupFolder = _backups }, only: [one]));

        Assert.Equal((one.FrontEnd, one.Entries), (result.FrontEnd, result.Deleted));
        Assert.DoesNotContain(one, await SelectAsync());
    }

    [Fact]
    public async Task A_limit_ends_a_removal_with_a_true_summary()
    {
        var results = await RemoveAsync(new RemovalOptions { MaxEntries = 5, BatchSize = 2 });

        Assert.All(
            results,
            result => Assert.Equal((RemovalStatus.MaxEntriesReached, 5L, result.CountBefore - 5), (result.Status, result.Deleted, result.CountAfter)));
    }

    private PoolRun Run => new(_lab.FrontEnds, _lab.Settings, 8, _reporter);

    private async Task<IReadOnlyCollection<AppEndpointPsdEntry>> SelectAsync()
    {
        ConcurrentQueue<AppEndpointPsdEntry> found = new();
        await EntrySelector.SelectAsync(Run, Scope, found.Enqueue, CancellationToken.None);
        return found;
    }

    private async Task<IReadOnlyCollection<RemovalResult>> RemoveAsync(RemovalOptions options, IReadOnlyCollection<AppEndpointPsdEntry>? only = null)
    {
        ConcurrentQueue<RemovalResult> results = new();
        using Removal removal = new(Run, Scope with { Only = only }, options);
        await removal.RunAsync([.. await removal.PlanAsync(CancellationToken.None)], results.Enqueue, CancellationToken.None);
        return results;
    }
}
