using System.Globalization;
using PsdPurge.SkypeForBusiness;

namespace PsdPurge.Arguments;

/// <summary>
/// The input of -InputObject. All of it is read before anything is changed. If an object is not certainly an entry as Select-AppEndpointPsdEntries wrote it,
/// the whole input is refused, and the error names the lines of the file.
/// </summary>
/// <param name="afterwards">The end of an error's text.</param>
internal sealed class EntryInput(string afterwards = "Nothing was deleted.")
{
    private const int MostNamed = 10;

    private readonly List<AppEndpointPsdEntry> _entries = [];
    private readonly List<int> _numbers = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly List<string> _faults = [];
    private readonly List<string> _remedies = [];
    private readonly List<string> _doubled = [];
    private PSObject? _firstFault;
    private int _linesAbove;
    private int _read;
    private int _faulty;
    private int _twice;
    private int _empty;
    private int _withoutCheck;

    /// <summary>Reads one object.</summary>
    /// <exception cref="PsdPurgeException"><c>InvalidInputObject</c>: the object has other columns, and so will all that follow.</exception>
    public void Add(PSObject row)
    {
        _read++;
        _linesAbove = LinesAbove(row);
        if (EntryHeader.Missing(row) is { } header)
        {
            throw Invalid($"{Place(_read)} {header.What}. {header.Remedy}", row);
        }

        if (EntryRow.IsEmpty(row))
        {
            _empty++;
            return;
        }

        _withoutCheck += EntryRow.HasCheck(row) ? 0 : 1;
        if (EntryRow.Read(row, out var fault) is not { } entry)
        {
            Refuse(row, fault!);
        }
        else if (_known.Add(
            string.Join("\n", entry.Pool?.ToUpperInvariant(), entry.FrontEnd.ToUpperInvariant(), entry.SipAddress, entry.ConferenceId, entry.DocId)))
        {
            _entries.Add(entry);
            _numbers.Add(_read);
        }
        else if (++_twice <= MostNamed)
        {
            _doubled.Add(Small(Place(_read)));
        }
    }

    /// <summary>The entries, each once.</summary>
    /// <param name="warn">Takes a sentence for each object that was left out.</param>
    /// <exception cref="PsdPurgeException"><c>InvalidInputObject</c>: an object is not as it was written.</exception>
    public IReadOnlyList<AppEndpointPsdEntry> Read(Action<string> warn)
    {
        if (_faulty > 0)
        {
            var more = _faulty > _faults.Count ? Text(" {0:N0} more are no better.", _faulty - _faults.Count) : "";
            var sum = _faulty > 1 ? Text("{0:N0} of {1:N0} objects of the input cannot be used. ", _faulty, _read) : "";
            throw Invalid($"{sum}{string.Join(" ", _faults)}{more} {string.Join(" ", _remedies)}", _firstFault!);
        }

        if (_withoutCheck > 0)
        {
            warn(Text(
                "{0:N0} objects of the input have no column Check, "
                + "so a number that a spreadsheet cut off cannot be told from the id of an entry that has gone meanwhile. "
                + "Compare the number of entries that are not found (SkippedBy: NotFound) with what you expect, "
                + "or select the entries again and keep that column.",
                _withoutCheck));
        }

        if (_twice > 0)
        {
            warn(Text(
                "Entries that the input names more than once count once: {0}{1}.",
                string.Join(", ", _doubled),
                _twice > _doubled.Count ? Text(" and {0:N0} more", _twice - _doubled.Count) : ""));
        }

        if (_empty > 0)
        {
            warn(Text("Empty lines of the input that were left out: {0:N0}.", _empty));
        }

        return _entries;
    }

    /// <summary>
    /// Groups entries by pool. Entries without a pool are grouped under their Front-Ends. Pools and Front-Ends get their names in the topology.
    /// </summary>
    /// <exception cref="PsdPurgeException"><c>InvalidInputObject</c>: a Front-End does not belong to the pool in the entry.</exception>
    public IReadOnlyList<(Target Target, IReadOnlyList<AppEndpointPsdEntry> Entries)> Group(
        Func<string, Pool> findPool, Func<IEnumerable<string>, Target> named)
    {
        var groups = new List<(Target, IReadOnlyList<AppEndpointPsdEntry>)>();
        foreach (var group in _entries.GroupBy(entry => entry.Pool ?? "", StringComparer.OrdinalIgnoreCase))
        {
            var target = group.Key.Length == 0 ? named(group.Select(entry => entry.FrontEnd)) : Target.Of(findPool(group.Key));
            groups.Add((target, [.. group.Select(entry => entry with { Pool = target.Pool, FrontEnd = Member(entry) })]));

            string Member(AppEndpointPsdEntry entry) => target.Find(entry.FrontEnd)?.ComputerName ?? throw Invalid(
                $"{Place(_numbers[_entries.IndexOf(entry)])} says that {entry.FrontEnd} is a Front-End of pool {entry.Pool}, which it is not. "
                    + "Select the entries again.", entry);
        }

        return groups;
    }

    private PsdPurgeException Invalid(string message, object target) =>
        new(ErrorIds.InvalidInputObject, ErrorKind.InvalidData, $"{message} {afterwards}", target);

    private static string Text(string format, params object[] values) => string.Format(CultureInfo.InvariantCulture, format, values);

    private static string Small(string text) => char.ToLowerInvariant(text[0]) + text.Substring(1);

    private void Refuse(PSObject row, EntryFault fault)
    {
        _firstFault ??= row;
        if (++_faulty <= MostNamed)
        {
            _faults.Add($"{Place(_read)} {fault.What}.");
        }

        if (!_remedies.Contains(fault.Remedy))
        {
            _remedies.Add(fault.Remedy);
        }
    }

    /// <summary>
    /// Number of lines above the first object's line in its file: the header, and above that the type if Windows PowerShell wrote the file. 0 if the object is
    /// not from a CSV file. Empty lines are not counted, because Import-Csv does not count them.
    /// </summary>
    private static int LinesAbove(PSObject row) =>
        row.BaseObject is not PSCustomObject || row.Properties.Any(property => property.Value is not (null or string)) ? 0
        : row.TypeNames.Any(name => name.StartsWith("CSV:", StringComparison.Ordinal)) ? 2
        : 1;

    /// <summary>The object's number, and its line in the file if the whole file was piped in.</summary>
    private string Place(int number) =>
        Text("Object {0:N0} of the input", number) + (_linesAbove > 0 ? Text(" (line {0:N0} of its file)", number + _linesAbove) : "");
}
