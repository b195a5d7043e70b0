using PsdPurge.Lab.Engine;

namespace PsdPurge.Core.Tests.Purge;

/// <summary>Other sessions that keep inserting into the tables of a removal: one thread for each Front-End, as fast as possible.</summary>
internal sealed class Writers : IDisposable
{
    private const int FirstDocId = 100_000_000;

    private readonly CancellationTokenSource _stop = new();
    private readonly List<Thread> _threads = [];
    private long _written;

    /// <summary>Number of inserted rows.</summary>
    public long Written => Interlocked.Read(ref _written);

    public static Writers Start(TestPool pool)
    {
        Writers writers = new();
        foreach (PsdPurge.Lab.LabFrontEnd frontEnd in pool.Lab.FrontEnds)
        {
            Thread thread = new(() => writers.Write(frontEnd.Sql)) { IsBackground = true };
            writers._threads.Add(thread);
            thread.Start();
        }

        return writers;
    }

    /// <summary>Whether a finding of the lab's verifier is about inserted rows.</summary>
    public static bool Explain(string finding) =>
        finding.Contains("is in no scenario", StringComparison.Ordinal)
            || finding.Contains("appeared in all", StringComparison.Ordinal)
            || finding.Contains("table rtc.Document ", StringComparison.Ordinal);

    public void Dispose()
    {
        if (!_stop.IsCancellationRequested)
        {
            _stop.Cancel();
            _threads.ForEach(thread => thread.Join());
        }
    }

    private void Write(SqliteServer server)
    {
        for (var docId = FirstDocId; !_stop.IsCancellationRequested; docId++)
        {
            try
            {
                server.Execute(
                    $"""
                    INSERT INTO dbo.Document (DocId, OwnerId, ExternalConfId, DocType, InsertTime) VALUES ({docId}, NULL, NULL, 1, '2026-01-01');
                    INSERT INTO dbo.PersistedServiceData (DocId, ServiceId, Version, Data, LastUpdateTime) VALUES ({docId}, 1, 1, 0x01, '2026-01-01');
                    """);
                Interlocked.Increment(ref _written);
            }
            catch (TSqlException failure) when (failure.Error.Number is 1205 or 1222)
            {
                // The removal holds the lock, so the thread goes on to the next row.
            }

            Thread.Yield();
        }
    }
}
