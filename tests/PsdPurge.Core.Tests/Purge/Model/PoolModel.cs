namespace PsdPurge.Core.Tests.Purge.Model;

/// <summary>
/// A small pool in sets and loops, without SQL: conferences by organizer and number, and the Front-Ends on which each has its row, its entries and its
/// participants.
/// </summary>
internal sealed class PoolModel
{
    private readonly HashSet<(int FrontEnd, Conference Conference)> _rows = [];
    private readonly Dictionary<(int FrontEnd, Conference Conference), int> _entries = [];
    private readonly HashSet<(int FrontEnd, Conference Conference)> _active = [];

    /// <summary>The global name of a conference.</summary>
    public readonly record struct Conference(int Organizer, int Number)
    {
        /// <summary>All organizers share the public id of number 0, and no other.</summary>
        public bool HasIdOf(Conference other) => this == other || (Number == 0 && other.Number == 0);
    }

    public IEnumerable<(int FrontEnd, Conference Conference)> Entries =>
        _entries.Keys.OrderBy(k => k.FrontEnd).ThenBy(k => k.Conference.Organizer).ThenBy(k => k.Conference.Number);

    public bool HasRow(int frontEnd, Conference conference) => _rows.Contains((frontEnd, conference));

    public bool IsActive(int frontEnd, Conference conference) => _active.Contains((frontEnd, conference));

    public int EntriesOf(int frontEnd, Conference conference) => _entries.GetValueOrDefault((frontEnd, conference));

    public void AddRow(int frontEnd, Conference conference) => _rows.Add((frontEnd, conference));

    public void AddEntry(int frontEnd, Conference conference) => _entries[(frontEnd, conference)] = EntriesOf(frontEnd, conference) + 1;

    public void RemoveRow(int frontEnd, Conference conference) => _rows.Remove((frontEnd, conference));

    public void Activate(int frontEnd, Conference conference) => _active.Add((frontEnd, conference));

    public void Deactivate(int frontEnd, Conference conference) => _active.Remove((frontEnd, conference));

    /// <summary>
    /// The orphans of some organizers on one Front-End. Their conferences are deleted everywhere, no conference has the same id, and no active conference could
    /// be theirs.
    /// </summary>
    public IEnumerable<Conference> Orphans(int frontEnd, IReadOnlyCollection<int> organizers)
    {
        // An active conference without its row has only a local number. It could belong to anybody, on any Front-End.
        var someoneIsInAConferenceOfNobody = _active.Any(a => !_rows.Contains(a));
        return someoneIsInAConferenceOfNobody ? [] : _entries.Keys
            .Where(e => e.FrontEnd == frontEnd && organizers.Contains(e.Conference.Organizer))
            .Where(e => !_rows.Any(r => r.Conference.HasIdOf(e.Conference)))
            .Select(e => e.Conference)
            .ToList();
    }

    public void Remove(int frontEnd, Conference conference) => _entries.Remove((frontEnd, conference));
}
