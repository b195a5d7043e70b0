using PsdPurge.Schema.Resolver;

namespace PsdPurge.Bundle;

/// <summary>Some rows of a table, with its columns of text, bytes, whole numbers and GUIDs.</summary>
/// <param name="Table">The table.</param>
/// <param name="Columns">Their names.</param>
/// <param name="Rows">Their values.</param>
internal sealed record SampleTable(string Table, IReadOnlyList<string> Columns, IReadOnlyList<object?[]> Rows)
{
    /// <summary>Rows of a table in a bundle.</summary>
    public const int MostRows = 50;
}

/// <summary>Chooses a few of the rows that the search for a profile has read. The choice includes rows that refer to each other.</summary>
internal static class SampleChoice
{
    /// <summary>The chosen entries. If possible, half of them name living conferences.</summary>
    /// <param name="sample">The rows that were read.</param>
    /// <param name="naming">The living conferences that each entry names.</param>
    public static IReadOnlyList<int> Entries(ServerSample sample, IReadOnlyList<IReadOnlyList<LivingConference>> naming)
    {
        var all = Enumerable.Range(0, sample.Count).ToList();
        List<int> living = Spread([.. all.Where(i => naming[i].Count > 0)], SampleTable.MostRows / 2);
        return [.. living.Concat(Spread([.. all.Where(i => naming[i].Count == 0)], SampleTable.MostRows - living.Count)).OrderBy(i => i)];
    }

    /// <summary>The living conferences that the chosen entries name, and some others.</summary>
    public static IReadOnlyList<LivingConference> Conferences(ServerSample sample, IEnumerable<LivingConference> named)
    {
        List<LivingConference> chosen = [.. named.Distinct().Take(SampleTable.MostRows)];
        return [.. chosen, .. Spread([.. sample.Living.Except(chosen)], SampleTable.MostRows - chosen.Count)];
    }

    private static List<T> Spread<T>(IReadOnlyList<T> from, int count) =>
        count >= from.Count ? [.. from] : [.. Enumerable.Range(0, Math.Max(0, count)).Select(i => from[(int)((long)i * from.Count / count)])];
}
