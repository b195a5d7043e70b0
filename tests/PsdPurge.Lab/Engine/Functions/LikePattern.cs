namespace PsdPurge.Lab.Engine;

/// <summary>A T-SQL LIKE pattern: %, _, [abc], [a-z], [^...], ESCAPE.</summary>
internal sealed class LikePattern
{
    private readonly List<Item> _items = [];
    private readonly bool _ignoreCase;

    public LikePattern(string pattern, char? escape, bool ignoreCase)
    {
        _ignoreCase = ignoreCase;
        for (int i = 0; i < pattern.Length; i++)
        {
            char c = pattern[i];
            if (c == escape && i + 1 < pattern.Length)
            {
                _items.Add(Item.Char(Fold(pattern[++i])));
            }
            else if (c == '%')
            {
                _items.Add(new Item(ItemKind.Any));
            }
            else if (c == '_')
            {
                _items.Add(new Item(ItemKind.One));
            }
            else if (c == '[')
            {
                _items.Add(Set(pattern, ref i, escape));
            }
            else
            {
                _items.Add(Item.Char(Fold(c)));
            }
        }
    }

    private enum ItemKind { Char, One, Any, Set, Never }

    public bool Matches(ReadOnlySpan<char> text)
    {
        if (Match(text))
        {
            return true;
        }

        // The text's trailing spaces do not count, but those of the pattern do.
        ReadOnlySpan<char> trimmed = text.TrimEnd(' ');
        return trimmed.Length < text.Length && Match(trimmed);
    }

    private bool Match(ReadOnlySpan<char> text)
    {
        int t = 0;
        int p = 0;
        int retryText = -1;
        int retryItem = -1;
        while (t < text.Length)
        {
            if (p < _items.Count && _items[p].Kind == ItemKind.Any)
            {
                (retryItem, retryText) = (p++, t);
            }
            else if (p < _items.Count && _items[p].Fits(Fold(text[t])))
            {
                t++;
                p++;
            }
            else if (retryItem >= 0)
            {
                p = retryItem + 1;
                t = ++retryText;
            }
            else
            {
                return false;
            }
        }

        while (p < _items.Count && _items[p].Kind == ItemKind.Any)
        {
            p++;
        }

        return p == _items.Count;
    }

    private char Fold(char c) => _ignoreCase ? char.ToUpperInvariant(c) : c;

    private Item Set(string pattern, ref int i, char? escape)
    {
        List<(char Low, char High)> ranges = [];
        int start = i + 1;
        bool negated = start < pattern.Length && pattern[start] == '^';
        int at = negated ? start + 1 : start;
        bool first = true;
        while (at < pattern.Length && (pattern[at] != ']' || first))
        {
            first = false;
            if (pattern[at] == escape && at + 1 < pattern.Length)
            {
                at++;
            }

            char low = Fold(pattern[at]);
            if (at + 2 < pattern.Length && pattern[at + 1] == '-' && pattern[at + 2] != ']')
            {
                ranges.Add((low, Fold(pattern[at + 2])));
                at += 3;
            }
            else
            {
                ranges.Add((low, low));
                at++;
            }
        }

        if (at >= pattern.Length)
        {
            i = pattern.Length;
            return new Item(ItemKind.Never);
        }

        i = at;
        return new Item(ItemKind.Set)
        {
            Negated = negated,
            Ranges = ranges,
            Ascii = [.. Enumerable.Range(0, Item.AsciiCount).Select(c => ranges.Exists(r => c >= r.Low && c <= r.High) != negated)],
        };
    }

    private sealed record Item(ItemKind Kind)
    {
        public const int AsciiCount = 128;

        public char Character { get; init; }

        public bool Negated { get; init; }

        public List<(char Low, char High)> Ranges { get; init; } = [];

        /// <summary>For a set: whether each ASCII character matches it.</summary>
        public bool[] Ascii { get; init; } = [];

        public static Item Char(char c) => new(ItemKind.Char) { Character = c };

        public bool Fits(char c) => Kind switch
        {
            ItemKind.Char => c == Character,
            ItemKind.One => true,
            ItemKind.Set when c < AsciiCount => Ascii[c],
            ItemKind.Set => Ranges.Exists(r => c >= r.Low && c <= r.High) != Negated,
            _ => false,
        };
    }
}
