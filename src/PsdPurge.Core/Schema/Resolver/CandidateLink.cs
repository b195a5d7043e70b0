namespace PsdPurge.Schema.Resolver;

/// <summary>A link that the data suggests, with what it reads from every sampled entry of every Front-End.</summary>
internal sealed class CandidateLink
{
    private readonly IReadOnlyList<string?[]> _texts;

    private CandidateLink(SchemaLink link, IReadOnlyList<string?[]> texts, IReadOnlyList<string?[]> values)
    {
        Link = link;
        _texts = texts;
        Values = values;
    }

    public SchemaLink Link { get; }

    /// <summary>By Front-End, by entry: what the entry names, or null.</summary>
    public IReadOnlyList<string?[]> Values { get; }

    /// <summary>Reads a link from the texts of its column.</summary>
    /// <param name="link">The link.</param>
    /// <param name="texts">By Front-End, by entry: the column's value.</param>
    /// <param name="isText">Whether the column holds text, or a value that is compared as it is.</param>
    /// <param name="kinds">By Front-End: the kind of the column that the link points to.</param>
    public static CandidateLink Read(SchemaLink link, IReadOnlyList<string?[]> texts, bool isText, IReadOnlyList<ColumnKind> kinds) => new(
        link,
        texts,
        [.. texts.Select((all, i) => Array.ConvertAll(all, text => Value(link, text, isText, kinds[i])))]);

    /// <summary>
    /// Whether a part that tells kinds of documents apart has, in some entry, a value that no entry with a living conference has: then the pattern reads
    /// documents of a kind of which nothing is known.
    /// </summary>
    /// <param name="isLiving">Whether this Front-End's entry names a living conference.</param>
    /// <param name="ignored">Parts that another link reads.</param>
    public bool ReadsUnknownKind(Func<int, int, bool> isLiving, ICollection<string> ignored)
    {
        if (Link.Pattern is not { } pattern)
        {
            return false;
        }

        foreach (var part in pattern.Parts.Where(p => p != Link.Target.ToString() && !ignored.Contains(p)))
        {
            HashSet<string> living = new(ValueText.Comparer);
            HashSet<string> others = new(ValueText.Comparer);
            var count = 0;
            for (var frontEnd = 0; frontEnd < _texts.Count; frontEnd++)
            {
                for (var row = 0; row < _texts[frontEnd].Length; row++)
                {
                    if (_texts[frontEnd][row] is { } text && pattern.Extract(text, part) is { } value)
                    {
                        var isKnown = isLiving(frontEnd, row);
                        (isKnown ? living : others).Add(value);
                        count += isKnown ? 1 : 0;
                    }
                }
            }

            if (living.Count * 5 <= count && others.Except(living, ValueText.Comparer).Any())
            {
                return true;
            }
        }

        return false;
    }

    public override string ToString() => Link.ToString();

    private static string? Value(SchemaLink link, string? text, bool isText, ColumnKind kind)
    {
        var value = text is null || link.Pattern is null ? text : link.Pattern.Extract(text, link.Target.ToString());
        value = isText ? ValueText.As(kind, value) : value;
        return value is null || value.Length == 0 || (kind == ColumnKind.Integer && value == "0") ? null : value;
    }
}
