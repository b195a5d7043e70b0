using PsdPurge.Core.Tests.Growth;

namespace PsdPurge.Core.Tests.Report;

/// <summary>A deployment with an example of everything that a report can show.</summary>
internal static class ReportScenario
{
    public static readonly DateTime Now = new(2026, 6, 2, 6, 0, 0, DateTimeKind.Utc);

    public static ReportOptions Options { get; } = new("PersistedServiceData on the European pools", 60_000, Now);

    public static IReadOnlyList<HistoryRow> Rows { get; } =
    [
        .. Server("eu-pool01.contoso.com", "fe01.contoso.com", 1, new("") { PerDay = 980, Weekends = true, Burstiness = 0.5, PurgeEvery = 28, Leaves = 0.05 }),
        .. Server(
            "eu-pool01.contoso.com",
            "fe02.contoso.com",
            2,
            new("") { PerDay = 1060, Weekends = true, Burstiness = 0.5, PurgeEvery = 28, Leaves = 0.05 },
            failed: true),
        .. Server("eu-pool01.contoso.com", "fe03.contoso.com", 3, new("") { PerDay = 640, Weekends = true, Burstiness = 0.5, Start = 4_000 }),
        .. Server("uk-pool07.contoso.com", "uk-frontend-0001.emea.corp.contoso.com", 4, new("") { PerDay = 35, Days = 3, Start = 1_200 }),
        .. Server("uk-pool07.contoso.com", "uk-frontend-0002.emea.corp.contoso.com", 5, new("") { PerDay = 900, Burstiness = 0.4, Start = 41_000, Days = 20 }),
    ];

    public static IReadOnlyList<HistoryRow> Server(string pool, string name, int seed, HistoryScenario scenario, bool failed = false)
    {
        var rows = new List<HistoryRow>();
        var counts = (scenario with { Recorded = true }).Generate(seed);
        var late = Now.AddHours(-12 - (seed & 7)) - counts[^1].Time!.Value;
        for (var i = 0; i < counts.Count; i++)
        {
            var row = counts[i] with { Pool = pool, FrontEnd = name, Time = counts[i].Time + late };
            if (row.Event == HistoryEvent.Purge)
            {
                var before = counts[i - 1].EntryCount;
                row = row with
                {
                    CountBefore = before,
                    Deleted = before - row.EntryCount,
                    Candidates = before - row.EntryCount + 412,
                    Skipped = 412,
                    SkippedBy = new Dictionary<SkipReason, long> { [SkipReason.ConferenceOnOtherFrontEnd] = 371, [SkipReason.ConferenceActive] = 41 },
                    Elapsed = TimeSpan.FromSeconds(7 + (before!.Value / 90)),
                    Status = nameof(RemovalStatus.Completed),
                    BackupFile = $@"D:\PsdPurge\Backup\{name}_{row.Time:yyyyMMdd-HHmmss}.sql",
                };
            }

            rows.Add(row);
        }

        if (failed)
        {
            var last = rows[^1];
            rows.Add(last with
            {
                Time = last.Time!.Value.AddHours(3),
                Event = HistoryEvent.Purge,
                CountBefore = last.EntryCount,
                Candidates = last.EntryCount - 2000,
                Deleted = 0,
                Skipped = 0,
                Elapsed = TimeSpan.FromSeconds(31),
                Status = nameof(RemovalStatus.Failed),
            });
        }

        return rows;
    }
}
