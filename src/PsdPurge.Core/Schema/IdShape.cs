namespace PsdPurge.Schema;

/// <summary>The shape of the ids in the Conference table: their kinds of characters and their lengths.</summary>
internal sealed class IdShape
{
    private const char Letter = 'A';
    private const char Digit = '0';

    /// <summary>From this number of ids on, it is no accident if all have the same length.</summary>
    private const int TellingCount = 20;

    private readonly HashSet<char> _kinds = [];
    private int _shortest = int.MaxValue;
    private int _longest;
    private int _count;

    public static IdShape Of(IEnumerable<string> ids)
    {
        IdShape shape = new();
        foreach (var id in ids)
        {
            shape.Learn(id);
        }

        return shape;
    }

    /// <summary>Learns a living conference's id.</summary>
    public void Learn(string id)
    {
        _count++;
        _shortest = Math.Min(_shortest, id.Length);
        _longest = Math.Max(_longest, id.Length);
        foreach (var c in id)
        {
            _kinds.Add(Kind(c));
        }
    }

    /// <summary>
    /// Whether an id looks different from all of them. A few ids of different lengths do not show how short or long others may be, so the range is widened by
    /// half.
    /// </summary>
    public bool IsUnlike(string id)
    {
        var sure = _count >= TellingCount && _shortest == _longest;
        return _count > 0
            && (id.Any(c => !_kinds.Contains(Kind(c)))
                || id.Length < (sure ? _shortest : _shortest / 2)
                || id.Length > (sure ? _longest : _longest * 3 / 2));
    }

    /// <summary>Letters are one kind, digits another, and every other character stands for itself.</summary>
    private static char Kind(char c) => char.IsLetter(c) ? Letter : char.IsDigit(c) ? Digit : c;
}
