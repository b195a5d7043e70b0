namespace PsdPurge.Core.Tests.Growth;

/// <summary>The parameters of a generated history. <see cref="PerDay"/> is the true growth.</summary>
internal sealed record HistoryScenario(string Name)
{
    public double PerDay { get; init; } = 1000;

    public double Days { get; init; } = 90;

    /// <summary>Number of counts in a day.</summary>
    public double Counts { get; init; } = 1;

    /// <summary>Standard deviation of one count, as a part of a day's growth.</summary>
    public double Noise { get; init; }

    /// <summary>Spread of the days' growth: 0 is even, 1 is about as uneven as an exponential distribution.</summary>
    public double Burstiness { get; init; }

    /// <summary>No growth on two of seven days.</summary>
    public bool Weekends { get; init; }

    /// <summary>Days between purges.</summary>
    public double? PurgeEvery { get; init; }

    /// <summary>Smallest share of the entries that a purge leaves.</summary>
    public double Leaves { get; init; }

    /// <summary>Whether counts are taken only right before and after purges.</summary>
    public bool CountsAroundPurgesOnly { get; init; }

    /// <summary>Whether purges are recorded as such.</summary>
    public bool Recorded { get; init; }

    public long Start { get; init; } = 20_000;

    /// <summary>Damages the records.</summary>
    public Func<Random, List<HistoryRow>, IEnumerable<HistoryRow>> Damage { get; init; } = (_, rows) => rows;

    public override string ToString() => Name;

    public IReadOnlyList<HistoryRow> Generate(int seed)
    {
        var random = new Random(seed);
        var start = new DateTime(2026, 3, 2, 0, 30, 0, DateTimeKind.Utc).AddHours(random.Next(24 * 7));
        var rows = new List<HistoryRow>();
        double entries = Start;
        var nextPurge = PurgeEvery ?? double.PositiveInfinity;
        double burst = 1;
        var step = 1 / Counts;
        for (var i = 0; i * step <= Days; i++)
        {
            var time = start.AddDays(i * step);
            if (i > 0)
            {
                if (step >= 1 || i % (int)Math.Round(Counts) == 1)
                {
                    burst = Burst(random);
                }

                entries += PerDay * step * burst * DayFactor(time, step);
            }

            if (i * step >= nextPurge)
            {
                rows.Add(Row(random, time, entries));
                entries *= Leaves + (random.NextDouble() * (1 - Leaves) * 0.2);
                rows.Add(Row(random, time.AddMinutes(20), entries) with { Event = Recorded ? HistoryEvent.Purge : HistoryEvent.Count });
                nextPurge += PurgeEvery!.Value;
            }
            else if (!CountsAroundPurgesOnly || i == 0)
            {
                rows.Add(Row(random, time, entries));
            }
        }

        return [.. Damage(random, rows)];
    }

    private double DayFactor(DateTime time, double step) => !Weekends || step >= 7 ? 1 : time.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0 : 7.0 / 5;

    private double Burst(Random random) => Math.Max(0, 1 + (Burstiness * (-Math.Log(1 - random.NextDouble()) - 1)));

    private HistoryRow Row(Random random, DateTime time, double entries) => new()
    {
        Time = time,
        Pool = "pool01.contoso.com",
        FrontEnd = "fe01.contoso.com",
        EntryCount = (long)Math.Max(0, Math.Round(entries + (PerDay * Noise * Normal(random)))),
    };

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
