using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using PsdPurge.Lab.Engine;
using PsdPurge.Lab.Scenarios;

namespace PsdPurge.Core.Tests.Purge;

/// <summary>
/// Whatever indexes a Front-End has, no statement costs more than one pass over each table that it reads. The lab's engine counts its own instructions, so this
/// does not depend on time. Twice the rows may cost twice as much. If a table were read again for each row, they would cost four times as much.
/// </summary>
public class StatementCostTests
{
    private const int Size = 700;
    private const double MostGrowth = 2.6;

    /// <summary>A batch has the same number of rows as before, so its cost must not depend on the size of a table.</summary>
    private const double MostGrowthOfBatch = 1.3;

    /// <summary>The cost that a statement may have for any number of rows.</summary>
    private const double Constant = 25_000;

    private static readonly GeneratedLink Owner = new("Document", "Owner", "ResourceId", new SqlType(SqlTypeKind.Int));

    private static readonly SchemaVariant[] Variants =
    [
        .. SchemaVariant.BuiltIn,
        new GeneratedVariant(Owner, new GeneratedLink("Document", "Meeting", "ConfId", new SqlType(SqlTypeKind.Int))),
        new GeneratedVariant(Owner, new GeneratedLink("Document", "Meeting", "ConferenceKey", new SqlType(SqlTypeKind.UniqueIdentifier))),
        new GeneratedVariant(
            new GeneratedLink("PersistedServiceData", "Who", "UserAtHost", new SqlType(SqlTypeKind.NVarChar, 450)),
            new GeneratedLink("PersistedServiceData", "Meeting", "ExternalConfId", new SqlType(SqlTypeKind.VarChar, 300))),
    ];

    public static TheoryData<string, int> Layouts()
    {
        TheoryData<string, int> layouts = [];
        foreach (var layout in new[] { "key-only", "organizer", "conference-id", "address", "owner", "all" })
        {
            foreach (var variant in Enumerable.Range(0, layout is "key-only" or "all" ? Variants.Length : 1))
            {
                layouts.Add(layout, variant);
            }
        }

        return layouts;
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public async Task No_statement_reads_a_table_again_for_each_row(string layout, int variant)
    {
        IndexLayout indexes = IndexLayout.Read(layout)!;
        Dictionary<string, double> once = await CostAsync(indexes, Variants[variant], Size);
        Dictionary<string, double> twice = await CostAsync(indexes, Variants[variant], 2 * Size);

        Assert.Contains(once.Keys, statement => statement.StartsWith("DELETE TOP", StringComparison.Ordinal));
        Assert.Contains(once.Keys, statement => statement.StartsWith("SELECT q.IsThere", StringComparison.Ordinal));
        List<string> grown =
        [
            .. from statement in twice
               let before = once.GetValueOrDefault(statement.Key)
               let isBatch = statement.Key.StartsWith("DELETE TOP", StringComparison.Ordinal)
               where statement.Value > (isBatch ? MostGrowthOfBatch * before : (MostGrowth * before) + Constant)
               select string.Create(CultureInfo.InvariantCulture, $"{before:N0} -> {statement.Value:N0} steps: {statement.Key}"),
        ];
        Assert.True(grown.Count == 0, string.Join('\n', grown));
    }

    /// <summary>
    /// Selects, removes piped entries, and removes the rest in small batches. Returns the cost of each kind of statement on the first Front-End.
    /// </summary>
    private static async Task<Dictionary<string, double>> CostAsync(IndexLayout indexes, SchemaVariant variant, int size)
    {
        await using TestPool pool = await TestPool.StartAsync(
            Scenario.Pool().FrontEnds(2).Schema(variant).Indexes(indexes).Payload(4, 40)
                .Endpoint(TestPool.App).Orphans(size).Orphans(size / 4, entriesEach: 2).LiveConferences(size)
                .Endpoint(TestPool.OtherApp).Orphans(size / 2).LiveConferences(size / 2)
                .User("ada@contoso.com").LiveConferences(size));
        ConcurrentQueue<StatementCost> costs = new();
        pool.Lab.FrontEnds[0].Sql.StatementCompleted += costs.Enqueue;
        IReadOnlyList<AppEndpointPsdEntry> selected = await pool.SelectAsync();
        AppEndpointPsdEntry[] some = [.. selected.Select((e, i) => i % 2 == 0 ? e : e with { ConferenceId = e.ConferenceId + "9" })];
        RemovalOptions batches = pool.Options() with { BatchSize = 50 };
        RemovalOutcome first = await pool.RemoveAsync(batches, only: some);
        RemovalOutcome rest = await pool.RemoveAsync(batches);

        Assert.Empty(first.Said.Failures);
        Assert.Empty(rest.Said.Failures);
        Assert.True(pool.ResultOf(first, 0).Deleted > 0);
        return costs.GroupBy(cost => Kind(cost.Text)).ToDictionary(kind => kind.Key, kind => kind.Average(cost => (double)cost.Steps));
    }

    /// <summary>A statement without the parts that differ between runs, such as the number of parameters.</summary>
    private static string Kind(string text)
    {
        var line = Regex.Replace(text, @"\s+", " ");
        line = Regex.Replace(line, @"VALUES .*", "VALUES", RegexOptions.CultureInvariant);
        return Regex.Replace(line, "[0-9]+", "#");
    }
}
