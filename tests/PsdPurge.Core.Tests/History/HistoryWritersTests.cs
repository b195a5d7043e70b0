using PsdPurge.Core.Tests.Integration;
using PsdPurge.History;

namespace PsdPurge.Core.Tests.History;

/// <summary>Jobs, runspaces and machines append to one history at the same time. No row is lost, torn or duplicated.</summary>
public sealed class HistoryWritersTests : IDisposable
{
    private const int Writers = 200;
    private readonly TemporaryFolder _folder = new();

    private string FilePath => Path.Combine(_folder.Path, "share", "history.csv");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Two_hundred_writers_lose_nothing()
    {
        // Threads that start together.
        using var start = new Barrier(Writers);
        var threads = Enumerable.Range(0, Writers).Select(writer => new Thread(() =>
        {
            start.SignalAndWait();
            try
            {
                HistoryFile.Append(FilePath, [Row(writer, 1), Row(writer, 2)], CancellationToken.None);
            }
            catch (PsdPurgeException failure) when (failure.ErrorId == "HistoryInUse")
            {
                // Its turn did not come in time. Its rows wait in a file and are taken in below.
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        AssertAllThere();
    }

    [Fact]
    public void Writers_that_do_not_wait_lose_nothing()
    {
        using var start = new Barrier(Writers);
        var aside = 0;
        var threads = Enumerable.Range(0, Writers).Select(writer => new Thread(() =>
        {
            start.SignalAndWait();
            try
            {
                HistoryFile.Append(FilePath, [Row(writer, 1), Row(writer, 2)], TimeSpan.Zero, CancellationToken.None);
            }
            catch (PsdPurgeException failure) when (failure.ErrorId == "HistoryInUse")
            {
                Interlocked.Increment(ref aside);
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        AssertAllThere();
    }

    [Fact]
    public void Who_reads_while_others_write_sees_whole_rows()
    {
        HistoryFile.Append(FilePath, [Row(-1, 1), Row(-1, 2)], CancellationToken.None);
        using var done = new CancellationTokenSource();
        var writer = new Thread(() =>
        {
            for (var i = 0; i < Writers; i++)
            {
                HistoryFile.Append(FilePath, [Row(i, 1), Row(i, 2)], CancellationToken.None);
            }

            done.Cancel();
        });
        writer.Start();
        while (!done.IsCancellationRequested)
        {
            var content = HistoryFile.Read(FilePath);
            Assert.Empty(content.Problems);
            Assert.Equal(0, content.Rows.Count % 2);
        }

        writer.Join();
    }

    [Fact]
    public void Whoever_is_stopped_while_he_waits_leaves_his_rows_beside_it()
    {
        HistoryFile.Append(FilePath, [Row(0, 1)], CancellationToken.None);
        using var stop = new CancellationTokenSource();
        using (new FileStream(FilePath, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            stop.Cancel();
            var failure = Assert.Throws<PsdPurgeException>(() => HistoryFile.Append(FilePath, [Row(0, 2)], TimeSpan.FromHours(1), stop.Token));
            Assert.Equal("HistoryInUse", failure.ErrorId);
            Assert.Contains("when the wait for it was ended. The new row is in '", failure.Message, StringComparison.Ordinal);
        }

        Assert.Equal([1L, 2], HistoryFile.Read(FilePath).Rows.Select(row => row.EntryCount));
    }

    [Fact]
    public void A_stop_that_comes_while_it_is_written_stops_nothing()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        HistoryFile.Append(FilePath, [Row(0, 1), Row(0, 2)], stop.Token);

        Assert.Equal([1L, 2], HistoryFile.Read(FilePath).Rows.Select(row => row.EntryCount));
    }

    private static HistoryRow Row(int writer, long count) =>
        new()
        {
            Time = new DateTime(2026, 1, 12, 2, 30, 0, DateTimeKind.Utc),
            Pool = "pool",
            FrontEnd = $"fe{writer:000}",
            EntryCount = count,
            RunId = $"r{writer}",
        };

    private void AssertAllThere()
    {
        HistoryFile.Append(FilePath, [Row(Writers, 1), Row(Writers, 2)], CancellationToken.None);

        Assert.Empty(PendingRows.Of(FilePath));
        Assert.Equal(["history.csv"], Directory.GetFiles(Path.GetDirectoryName(FilePath)!).Select(file => Path.GetFileName(file)));
        Assert.Equal(1 + (2 * (Writers + 1)), File.ReadAllLines(FilePath).Length);
        var content = HistoryFile.Read(FilePath);
        Assert.Empty(content.Problems);
        Assert.Equal(
            Enumerable.Range(0, Writers + 1).SelectMany(writer => new[] { (Row(writer, 1).FrontEnd, (long?)1), (Row(writer, 2).FrontEnd, (long?)2) }),
            content.Rows.Select(row => (row.FrontEnd, row.EntryCount)).OrderBy(row => row.FrontEnd, StringComparer.Ordinal).ThenBy(row => row.EntryCount));
    }
}
