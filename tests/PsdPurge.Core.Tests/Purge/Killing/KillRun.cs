using System.Diagnostics;
using System.Globalization;
using PsdPurge.Lab.Faults;
using PsdPurge.Lab.Scenarios;

namespace PsdPurge.Core.Tests.Purge.Killing;

/// <summary>The result of many killed removals.</summary>
internal sealed record KillFigures(
    int Kills,
    int BeforeAnyDelete,
    int AfterTheEnd,
    long DeletedByKilled,
    long InBackupsOfKilled,
    long DeletedByLast,
    long Written,
    IReadOnlyList<string> Wrong)
{
    public override string ToString() => string.Format(
        CultureInfo.InvariantCulture,
        "{0} removals killed, {1} of them before the first batch, {2} too late; {3} rows deleted by those killed and {4} more written to their backups; "
            + "the last runs deleted the other {5}; {6} rows written meanwhile by others; {7} found wrong.",
        Kills, BeforeAnyDelete, AfterTheEnd, DeletedByKilled, InBackupsOfKilled - DeletedByKilled, DeletedByLast, Written, Wrong.Count);
}

/// <summary>
/// Kills a removal under load at random points. After each kill, every deleted row is in a backup, and every row that is not in a backup still exists. A last
/// run finishes the job, and the backups bring back every row.
/// </summary>
internal static class KillRun
{
    private const int Orphans = 4000;
    private const int KillsAPool = 10;

    public static async Task<KillFigures> RunAsync(int kills, int seed, Action<string> say)
    {
        Random random = new(seed);
        say($"Seed {seed.ToString(CultureInfo.InvariantCulture)}.");
        KillFigures sum = new(0, 0, 0, 0, 0, 0, 0, []);
        while (sum.Kills < kills)
        {
            KillFigures figures = await RunOnOnePoolAsync(Math.Min(KillsAPool, kills - sum.Kills), random);
            sum = new(
                sum.Kills + figures.Kills,
                sum.BeforeAnyDelete + figures.BeforeAnyDelete,
                sum.AfterTheEnd + figures.AfterTheEnd,
                sum.DeletedByKilled + figures.DeletedByKilled,
                sum.InBackupsOfKilled + figures.InBackupsOfKilled,
                sum.DeletedByLast + figures.DeletedByLast,
                sum.Written + figures.Written,
                [.. sum.Wrong, .. figures.Wrong]);
            say(sum.ToString());
        }

        return sum;
    }

    private static async Task<KillFigures> RunOnOnePoolAsync(int kills, Random random)
    {
        await using TestPool pool = await TestPool.StartAsync(TestPool.Describe(Orphans, frontEnds: 2).Payload(20, 60));
        using Writers writers = Writers.Start(pool);
        List<string> wrong = [];
        (int done, int early, int late, long deleted) = (0, 0, 0, 0);
        while (done < kills && late == 0)
        {
            await KillOneAsync(pool, random);
            done++;
            long gone = pool.Gone(0) + pool.Gone(1);
            early += gone == deleted ? 1 : 0;
            late += gone == pool.Orphans(0) + pool.Orphans(1) ? 1 : 0;
            deleted = gone;
            wrong.AddRange(Check(pool));
        }

        var inBackups = Keys(pool, 0).Count + Keys(pool, 1).Count;
        RemovalOutcome last = await pool.RemoveAsync();
        writers.Dispose();
        wrong.AddRange(last.Said.Failures.Select(f => f.Message));
        wrong.AddRange(Check(pool));
        wrong.AddRange(pool.Lab.VerifyAfterRemoval(pool.Before, PurgeScope.AllPoolEndpoints).Where(w => !Writers.Explain(w)));
        wrong.AddRange(Restore(pool));
        return new(done, early, late, deleted, inBackups, last.Results.Sum(r => r.Deleted), writers.Written, wrong);
    }

    private static async Task KillOneAsync(TestPool pool, Random random)
    {
        // A moment of the protocol, and a few microseconds after it, to hit any point before the next one.
        var stage = random.Next(10) switch
        {
            0 => Request.Any,
            1 => Stage.Of("fill"),
            2 => Stage.Of("begin"),
            3 or 4 or 5 => Stage.Of("delete"),
            _ => Stage.Of("commit"),
        };
        var batchSize = random.Next(10, 200);
        RequestFaultBuilder nth = pool.Lab.FrontEnds[random.Next(2)].Faults.On(stage).Nth(random.Next(1, 8));

        // Half of the times, the request is never executed, as if the server had not received it.
        using Fault moment = random.Next(2) == 0 ? nth.HangIgnoringAttention() : nth.Delay(TimeSpan.Zero);
        using Process process = RemovalProcess.Start(new RemovalOrder(
            [.. pool.FrontEnds.Select(f => f.ComputerName)],
            pool.Lab.PoolFqdn,
            pool.Lab.FrontEnds[0].Login,
            pool.Lab.FrontEnds[0].Password,
            [.. pool.Scope.Endpoints],
            pool.Folder,
            batchSize));
        Task ended = process.WaitForExitAsync();
        await Task.WhenAny(moment.FiredAsync(), ended);
        var until = Stopwatch.GetTimestamp() + random.NextInt64(Stopwatch.Frequency / 30);
        while (Stopwatch.GetTimestamp() < until)
        {
            Thread.SpinWait(20);
        }

        process.Kill();
        await ended;

        // The sessions of the dead process end when the server notices. Until then, a commit may still be running.
        foreach (PsdPurge.Lab.LabFrontEnd frontEnd in pool.Lab.FrontEnds)
        {
            SpinWait.SpinUntil(() => frontEnd.Server.ConnectionCount == 0);
        }
    }

    private static IEnumerable<string> Check(TestPool pool)
    {
        for (var i = 0; i < pool.FrontEnds.Count; i++)
        {
            HashSet<EntryKey> inBackup = Keys(pool, i);
            FrontEndSnapshot now = FrontEndSnapshot.Take(pool.Lab.FrontEnds[i].Tables, pool.Lab.Scenario.Schema);
            foreach (EntryKey key in pool.Before.FrontEnds[i].Entries.Keys.Where(k => !now.Entries.ContainsKey(k) && !inBackup.Contains(k)))
            {
                yield return $"{pool.FrontEnds[i]}: {key} is gone and in no backup.";
            }
        }
    }

    /// <summary>The rows of a Front-End's backups, from complete batches.</summary>
    private static HashSet<EntryKey> Keys(TestPool pool, int frontEnd) =>
        [.. Directory.GetFiles(pool.Folder).SelectMany(file => BackupReader.Keys(file, pool.FrontEnds[frontEnd].DataSource))];

    private static IEnumerable<string> Restore(TestPool pool)
    {
        for (var i = 0; i < pool.FrontEnds.Count; i++)
        {
            foreach (var file in Directory.GetFiles(pool.Folder))
            {
                if (BackupReader.WholeText(file, pool.FrontEnds[i].DataSource) is { } script)
                {
                    pool.Lab.FrontEnds[i].Sql.Execute(script);
                }
            }

            FrontEndSnapshot now = FrontEndSnapshot.Take(pool.Lab.FrontEnds[i].Tables, pool.Lab.Scenario.Schema);
            foreach ((EntryKey key, var print) in pool.Before.FrontEnds[i].Entries)
            {
                if (!now.Entries.TryGetValue(key, out var restored) || restored != print)
                {
                    yield return $"{pool.FrontEnds[i]}: {key} did not come back as it was.";
                }
            }
        }
    }
}
