namespace PsdPurge.Purge.CarriedIds;

/// <summary>
/// Finds known names (ids of living conferences, or addresses) anywhere in texts, without regard to case. Ids are kept and compared without dashes
/// (<see cref="Plain"/>), because a GUID may be written with and without them.
/// </summary>
internal sealed class KnownNames
{
    private const int PrefixLength = 4;
    private const int PrefixSlots = 1 << 16;

    private readonly Dictionary<string, List<KnownName>> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly bool[] _prefixes = new bool[PrefixSlots];
    private readonly bool _wordsOnly;
    private int[]? _lengths;

    /// <param name="wordsOnly">Whether a name counts only if it is not a piece of a longer word.</param>
    public KnownNames(bool wordsOnly = false) => _wordsOnly = wordsOnly;

    public int Count => _names.Count;

    /// <summary>Adds a name. A very short one is left out, because it could be anything.</summary>
    public void Add(KnownName name)
    {
        if (!IsDistinctive(name.Text))
        {
            return;
        }

        if (!_names.TryGetValue(name.Text, out List<KnownName>? same))
        {
            _names.Add(name.Text, same = new(1));
            _prefixes[Slot(name.Text, 0)] = true;
            _lengths = null;
        }

        same.Add(name);
    }

    /// <summary>All known names in a text.</summary>
    public IEnumerable<KnownName> FindIn(string text)
    {
        _lengths ??= [.. _names.Keys.Select(k => k.Length).Distinct().OrderByDescending(l => l)];
        for (var start = 0; start + CarriedIdStatements.ShortestId <= text.Length; start++)
        {
            if (!_prefixes[Slot(text, start)] || (_wordsOnly && start > 0 && IsOfWord(text[start - 1])))
            {
                continue;
            }

            foreach (var length in _lengths)
            {
                var end = start + length;
                if (end <= text.Length
                    && !(_wordsOnly && end < text.Length && IsOfWord(text[end]))
                    && _names.TryGetValue(text.Substring(start, length), out List<KnownName>? found))
                {
                    foreach (KnownName name in found)
                    {
                        yield return name;
                    }
                }
            }
        }
    }

    /// <summary>A text without dashes, for comparing ids.</summary>
    public static string Plain(string text) => text.IndexOf('-') < 0 ? text : text.Replace("-", "");

    /// <summary>A short text or number may occur anywhere by accident.</summary>
    private static bool IsDistinctive(string text) => text.Length >= CarriedIdStatements.ShortestId;

    private static bool IsOfWord(char c) => char.IsLetterOrDigit(c) || c is '.' or '-' or '_';

    private static int Slot(string text, int start)
    {
        var slot = 0;
        for (var i = start; i < start + PrefixLength; i++)
        {
            slot = unchecked((slot * 31) + Fold(text[i]));
        }

        return slot & (PrefixSlots - 1);
    }

    /// <summary>Upper case. This is called for millions of characters, and nearly all of them are ASCII.</summary>
    private static char Fold(char c) => c < 'a' ? c : c <= 'z' ? (char)(c - 'a' + 'A') : c < '\u0080' ? c : char.ToUpperInvariant(c);
}

/// <summary>A name that rows may carry.</summary>
/// <param name="Text">The name.</param>
/// <param name="OrganizerId">The organizer of the conference, or the owner of the address: a ResourceId as text.</param>
/// <param name="Shown">The conference's public id, or the address.</param>
internal readonly record struct KnownName(string Text, string OrganizerId, string Shown);
