namespace PsdPurge.Purge.Backup;

/// <summary>
/// Counts rows of a table without a unique key. Two rows may be identical, and the script puts the second one back if fewer than two are there. Only rows
/// of committed transactions count.
/// </summary>
internal sealed class IdenticalRows
{
    // Rows are counted by fingerprint, because the rows themselves would be the whole backup in memory.
    private readonly Dictionary<ulong, int> _kept = [];
    private readonly Dictionary<ulong, int> _pending = [];

    /// <summary>Adds a row. Returns the number of identical rows so far, including this one.</summary>
    /// <param name="values">Its values as literals.</param>
    public int Add(IEnumerable<string> values)
    {
        var print = Print(values);
        _pending.TryGetValue(print, out var pending);
        _kept.TryGetValue(print, out var kept);
        _pending[print] = pending + 1;
        return kept + pending + 1;
    }

    public void Keep()
    {
        foreach (KeyValuePair<ulong, int> row in _pending)
        {
            _kept.TryGetValue(row.Key, out var kept);
            _kept[row.Key] = kept + row.Value;
        }

        _pending.Clear();
    }

    public void Discard() => _pending.Clear();

    private static ulong Print(IEnumerable<string> values)
    {
        var print = Fnv.Offset;
        foreach (var value in values)
        {
            foreach (var character in value)
            {
                print = unchecked((print ^ character) * Fnv.Prime);
            }

            print = unchecked((print ^ char.MaxValue) * Fnv.Prime);
        }

        return print;
    }
}
