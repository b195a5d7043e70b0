using PsdPurge.History;

namespace PsdPurge;

/// <summary>
/// Reads the rows of one source, from objects or lines of text. All times of a source together tell whether the day or the month comes first. If they leave it
/// open, nothing is guessed.
/// </summary>
public sealed class HistoryReader
{
    private readonly TimeText _times = new();
    private readonly List<HistoryRow> _rows = [];
    private readonly List<(int Place, OpenTime Time)> _open = [];

    /// <summary>Adds a row.</summary>
    public void Add(HistoryRow row) => _rows.Add(row);

    /// <summary>Adds the row of an object or a line of text: a count, a removal's result, or a row of a history.</summary>
    /// <param name="field">Gets the value of a property or column by its name. Null if there is none.</param>
    /// <param name="place">Where it is, for the error, such as "line 3".</param>
    /// <returns>What is wrong with it, as the end of a sentence. In that case it is left out. Null if it was added.</returns>
    public string? Add(Func<string, object?> field, string place)
    {
        if (HistoryColumns.Read(field, _times, out var open, out var problem) is not { } row)
        {
            return problem;
        }

        if (open is not null)
        {
            _open.Add((_rows.Count, open with { Place = place }));
        }

        _rows.Add(row);
        return null;
    }

    /// <summary>The rows, in the order in which they were added.</summary>
    /// <param name="source">The source of the rows, for the error.</param>
    /// <param name="now">The current time, UTC. No count can be later.</param>
    /// <exception cref="PsdPurgeException"><c>TimesAmbiguous</c>: the times have more than one possible meaning.</exception>
    public IReadOnlyList<HistoryRow> Rows(string source, DateTime now)
    {
        List<HistoryRow> rows = [.. _rows];
        if (_open.Count > 0)
        {
            var way = OpenTime.WayToRead([.. _open.Select(one => one.Time)], source, now);
            _open.ForEach(one => rows[one.Place] = rows[one.Place] with { Time = one.Time.Readings[way] });
        }

        return rows;
    }
}
