using System.Globalization;

namespace PsdPurge.Schema.Resolver;

/// <summary>Finds the tables to which entries refer. The values of a column are keys of such a table. No foreign key needs to be declared.</summary>
internal sealed class HopFinder
{
    /// <summary>The most keys to try, with a seek for each of some values. The tables of a real server have about as many.</summary>
    private const int MaxTried = 600;

    /// <summary>The most tables in the sample's query. Each is one more join.</summary>
    private const int MaxHops = 8;

    /// <summary>The most keys in one statement.</summary>
    private const int KeysEach = 20;

    private readonly ServerSchema _schema;
    private readonly List<(SampleHop Hop, long Found)> _found = [];

    public HopFinder(ServerSchema schema) => _schema = schema;

    /// <summary>The references with the most matching values. Those with matching names come first.</summary>
    public IReadOnlyList<SampleHop> Find(FrontEndConnection connection, CancellationToken token)
    {
        List<SampleHop> tried = [.. Possible().OrderByDescending(NamesAgree).Take(MaxTried)];
        foreach (IGrouping<string, SampleHop> column in tried.GroupBy(h => $"{h.Table}.{h.Column.Name}"))
        {
            List<SampleHop> rest = [.. column];
            for (QueryBatch batch = new(); rest.Count > 0; batch = new())
            {
                List<SampleHop> some = [.. rest.Take(KeysEach)];
                rest.RemoveRange(0, some.Count);
                var found = new long[some.Count];
                var filled = 0L;
                void Count(SqlDataReader row)
                {
                    filled += row.GetInt64(0);
                    for (var i = 0; i < found.Length; i++)
                    {
                        found[i] += row.GetInt64(i + 1);
                    }
                }

                batch.Ask(ResolverStatements.Resolving(some, newest: false), Count).Ask(ResolverStatements.Resolving(some, newest: true), Count).Run(
                    connection, token);
                _found.AddRange(some.Select((hop, i) => (hop, found[i])).Where(f => f.Item2 > 0 && f.Item2 * 2 >= filled));
            }
        }

        return [.. _found.OrderByDescending(f => NamesAgree(f.Hop)).ThenByDescending(f => f.Found).Take(MaxHops).Select(f => f.Hop)];
    }

    private static bool NamesAgree(SampleHop hop) =>
        Holds(hop.Column.Name, hop.Key.Name) || Holds(hop.Key.Table, hop.Column.Name);

    private static bool Holds(string text, string part) => CultureInfo.InvariantCulture.CompareInfo.IndexOf(text, part, CompareOptions.OrdinalIgnoreCase) >= 0;

    /// <summary>Pairs of a column and a key that can be compared. PersistedServiceData.DocId is the same as Document.DocId.</summary>
    private IEnumerable<SampleHop> Possible()
    {
        IReadOnlyList<ServerColumn> keys = [.. _schema.OtherKeys.Where(MayBeKey)];
        return new[] { LinkTable.Document, LinkTable.PersistedServiceData }
            .SelectMany(
                table => _schema.Table(table.ToString()).Where(c => MayBeKey(c) && (table == LinkTable.Document || !IsDocId(c))).Select(c => (table, c)))
            .SelectMany(from => keys.Where(key => key.Kind == from.c.Kind).Select(key => new SampleHop(from.table, from.c, key)));
    }

    private static bool IsDocId(ServerColumn column) => string.Equals(column.Name, "DocId", StringComparison.OrdinalIgnoreCase);

    private static bool MayBeKey(ServerColumn column) => column.Kind != ColumnKind.Other && !column.IsOldLarge && column.MostBytes <= ServerLimits.KeyBytes;
}
