using System.Collections.Concurrent;
using PsdPurge.Schema.Resolver;

namespace PsdPurge.Bundle;

/// <summary>What was read from the Front-Ends of a pool, without pseudonyms. It must not leave the computer like this.</summary>
internal sealed class PoolReading
{
    private PoolReading(PoolRun run) => Run = run;

    public PoolRun Run { get; }

    /// <summary>The readings by Front-End, in the pool's order.</summary>
    public IReadOnlyList<FrontEndReading> FrontEnds { get; private set; } = [];

    public required SearchReading Search { get; init; }

    /// <summary>The chosen entries, by Front-End.</summary>
    public required IReadOnlyDictionary<FrontEnd, IReadOnlyList<int>> Entries { get; init; }

    /// <summary>Reads all Front-Ends.</summary>
    public static async Task<PoolReading> ReadAsync(PoolRun run, IReadOnlyCollection<string> endpoints, CancellationToken token)
    {
        ConcurrentDictionary<FrontEnd, FrontEndReading> read = new();
        await run.ForEachAsync(run.FrontEnds, frontEnd => read[frontEnd] = FrontEndReading.Read(frontEnd, run.Settings, token), token).ConfigureAwait(false);
        List<FrontEndReading> frontEnds = [.. run.FrontEnds.Select(f => read[f])];
        List<ServerSample> samples = [.. frontEnds.Select(f => f.Sample).OfType<ServerSample>()];
        List<FrontEnd> answering = [.. frontEnds.Where(f => f.Server is not null).Select(f => f.FrontEnd)];
        PoolRun answers = run with { FrontEnds = answering.Count > 0 ? answering : run.FrontEnds };
        SearchReading search = await SearchReading.RunAsync(answers, endpoints, samples, token).ConfigureAwait(false);
        ConcurrentDictionary<FrontEnd, IReadOnlyList<int>> entries = new();
        await run.ForEachAsync(
            samples.Select(s => s.FrontEnd),
            frontEnd =>
            {
                FrontEndReading one = read[frontEnd];
                IReadOnlyList<IReadOnlyList<LivingConference>> naming = search.Naming[frontEnd];
                entries[frontEnd] = SampleChoice.Entries(one.Sample!, naming);
                one.ReadNamed(SampleChoice.Conferences(one.Sample!, entries[frontEnd].SelectMany(row => naming[row])), run.Settings, token);
            },
            token).ConfigureAwait(false);
        return new PoolReading(run) { FrontEnds = frontEnds, Search = search, Entries = entries };
    }

    /// <summary>Rows of the chosen entries, of their documents, and of the tables to which those refer.</summary>
    public IReadOnlyList<SampleTable> Samples(FrontEndReading frontEnd)
    {
        if (frontEnd.Sample is not { } sample || !Entries.TryGetValue(frontEnd.FrontEnd, out IReadOnlyList<int>? rows))
        {
            return [];
        }

        List<SampleTable> tables = [.. new[] { LinkTable.Document, LinkTable.PersistedServiceData }.Select(table => Own(sample, table, rows))];
        tables.AddRange(sample.Columns.Where(c => c.Hop is not null).GroupBy(c => c.Hop!.Key).Select(key => Beyond(sample, key.Key, [.. key], rows)));
        return [.. tables, .. frontEnd.Named];
    }

    /// <summary>Rows of a table to which entries refer, through any of its columns.</summary>
    private static SampleTable Beyond(ServerSample sample, ServerColumn key, IReadOnlyList<SampleColumn> columns, IReadOnlyList<int> rows)
    {
        IReadOnlyList<IGrouping<SampleHop, SampleColumn>> ways = [.. columns.GroupBy(c => c.Hop!)];
        IEnumerable<object?[]> found = ways.SelectMany(way => rows.Select(row =>
            new[] { sample.Value(row, new SampleColumn(way.Key.Table, way.Key.Column, null)) }.Concat(way.Select(c => sample.Value(row, c))).ToArray()));
        return new SampleTable(
            key.Table,
            [key.Name, .. ways[0].Select(c => c.Value.Name)],
            [
                .. found.Where(row => row[0] is not null && row.Skip(1).Any(value => value is not null))
                    .GroupBy(row => ValueText.Of(row[0]))
                    .Select(same => same.First())
                    .Take(SampleTable.MostRows),
            ]);
    }

    private static SampleTable Own(ServerSample sample, LinkTable table, IReadOnlyList<int> rows)
    {
        List<SampleColumn> columns = [.. sample.Columns.Where(c => c.Table == table && c.Hop is null)];
        return new SampleTable(
            table.ToString(),
            ["DocId", .. columns.Select(c => c.Value.Name)],
            [.. rows.Select(row => new[] { sample.RawDocId(row) }.Concat(columns.Select(c => sample.Value(row, c))).ToArray())]);
    }
}
