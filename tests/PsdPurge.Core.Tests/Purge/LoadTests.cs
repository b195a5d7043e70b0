using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using PsdPurge.Lab.Tds;
using Xunit.Abstractions;

namespace PsdPurge.Core.Tests.Purge;

/// <summary>What other sessions notice of a removal: the number of locks of a transaction, and how long it holds them.</summary>
public class LoadTests(ITestOutputHelper output)
{
    [Fact]
    public async Task While_others_keep_writing_no_statement_takes_more_row_locks_than_allowed()
    {
        await using TestPool pool = await TestPool.StartAsync(TestPool.Describe(orphans: 12_000, frontEnds: 2).Payload(40, 200));
        using TransactionWatch watch = new(pool);
        using Writers writers = Writers.Start(pool);
        RemovalOutcome outcome = await pool.RemoveAsync(new RemovalOptions { BackupFolder = pool.Folder });
        writers.Dispose();

        output.WriteLine(string.Format(
            CultureInfo.InvariantCulture,
            "{0:N0} rows deleted in {1} transactions while others wrote {2:N0}; longest transaction {3:N0} ms, "
                + "half of them at most {4:N0} ms (target {5:N0} ms); most rows of a statement {6:N0}; retries {7}.",
            outcome.Results.Sum(r => r.Deleted),
            watch.Milliseconds.Count,
            writers.Written,
            watch.Milliseconds.Max(),
            watch.Milliseconds.Order().ElementAt(watch.Milliseconds.Count / 2),
            new RemovalOptions().TargetBatchTime.TotalMilliseconds,
            watch.MostRows,
            outcome.Results.Sum(r => r.Retries)));
        Assert.Empty(outcome.Said.Failures);
        Assert.True(writers.Written > 0);
        Assert.InRange(watch.MostRows, 1, RemovalOptions.MaxBatchSize);
        Assert.DoesNotContain(pool.Lab.VerifyAfterRemoval(pool.Before, PsdPurge.Lab.Scenarios.PurgeScope.AllPoolEndpoints), wrong => !Writers.Explain(wrong));
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(pool.Orphans(i), pool.ResultOf(outcome, i).Deleted);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData(4000)]
    [InlineData(1_000_000)]
    public async Task Documents_of_very_many_entries_do_not_make_a_statement_larger(int? batchSize)
    {
        await using TestPool pool = await TestPool.StartAsync(
            PsdPurge.Lab.Scenarios.Scenario
                .Pool()
                .FrontEnds(1)
                .Payload(1, 4)
                .Endpoint(TestPool.App)
                .Orphans(3, entriesEach: 9000)
                .Orphans(50)
                .LiveConferences(60));
        using TransactionWatch watch = new(pool);
        RemovalOutcome outcome = await pool.RemoveAsync(pool.Options() with { BatchSize = batchSize });

        Assert.Empty(outcome.Said.Failures);
        Assert.Equal(27_050, outcome.Results[0].Deleted);
        Assert.InRange(watch.MostRows, 1, RemovalOptions.MaxBatchSize);
        pool.AssertPurged();
    }

    /// <summary>Measures on the lab's side: the time from the BEGIN request until the commit was executed, and the rows that each DELETE returned.</summary>
    private sealed class TransactionWatch : IDisposable
    {
        private readonly TestPool _pool;
        private readonly ConcurrentDictionary<(RequestLog Log, int Connection), long> _begun = new();
        private readonly List<(RequestLog Log, Action<RequestCompletion> Take)> _watched = [];
        private long _mostRows;

        public TransactionWatch(TestPool pool)
        {
            _pool = pool;
            foreach (RequestLog log in pool.Lab.FrontEnds.Select(f => f.RequestLog))
            {
                void Take(RequestCompletion done) => Record(log, done);
                log.Completed += Take;
                _watched.Add((log, Take));
            }
        }

        public ConcurrentBag<double> Milliseconds { get; } = [];

        public long MostRows => Interlocked.Read(ref _mostRows);

        public void Dispose() => _watched.ForEach(one => one.Log.Completed -= one.Take);

        private void Record(RequestLog log, RequestCompletion done)
        {
            switch (done.Request.Text)
            {
                case SessionStatements.Begin:
                    _begun[(log, done.Request.ConnectionId)] = done.Started;
                    break;
                case SessionStatements.Commit when _begun.TryRemove((log, done.Request.ConnectionId), out var begun):
                    Milliseconds.Add((done.Ended - begun) * 1000.0 / Stopwatch.Frequency);
                    break;
                case var text when text.Contains("DELETE TOP", StringComparison.Ordinal):
                    lock (_pool)
                    {
                        _mostRows = Math.Max(_mostRows, done.Rows);
                    }

                    break;
            }
        }
    }
}
