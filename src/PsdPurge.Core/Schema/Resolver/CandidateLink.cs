namespace PsdPurge.Schema.Resolver;

/// <summary>What a column holds, as far as comparing goes.</summary>
internal enum ValueForm
{
    /// <summary>A value that is compared as it is.</summary>
    Plain,

    /// <summary>Text.</summary>
    Text,

    /// <summary>Text of one byte a character: what that cannot express stands there as a question mark.</summary>
    OneByteText,
}

/// <summary>A link that the data suggests, with what it reads from every sampled entry of every Front-End.</summary>
internal sealed class CandidateLink
{
    private static readonly string NoGuid = Guid.Empty.ToString("D");

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
    /// <param name="form">What the column holds.</param>
    /// <param name="kinds">By Front-End: the kind of the column that the link points to.</param>
    public static CandidateLink Read(SchemaLink link, IReadOnlyList<string?[]> texts, ValueForm form, IReadOnlyList<ColumnKind> kinds) => new(
        link,
        texts,
        [.. texts.Select((all, i) => Array.ConvertAll(all, text => Value(link, text, form, kinds[i])))]);

    /// <summary>
    /// Whether the other link reads the same column, in every sampled entry with the same result: then the two differ in how a profile's file spells them only.
    /// </summary>
    public bool ReadsTheSame(CandidateLink other) =>
        StartsLike(other)
            && Link.Target == other.Link.Target
            && Link.Through == other.Link.Through
            && Values.Zip(other.Values, (mine, others) => mine.SequenceEqual(others, ValueText.Comparer)).All(same => same);

    /// <summary>Whether the other link begins at the same column.</summary>
    public bool StartsLike(CandidateLink other) =>
        Link.Table == other.Link.Table && string.Equals(Link.Column, other.Link.Column, StringComparison.OrdinalIgnoreCase);

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

    /// <summary>As LinkExpression reads it: what names nobody there names nobody here.</summary>
    private static string? Value(SchemaLink link, string? text, ValueForm form, ColumnKind kind)
    {
        var value = text is null || link.Pattern is null ? text : link.Pattern.Extract(text, link.Target.ToString());
        value = form == ValueForm.Plain ? value : ValueText.As(kind, value);
        var isNone = value is null || value.Length == 0
            || (kind == ColumnKind.Integer && value == "0")
            || (kind == ColumnKind.Guid && value == NoGuid)
            || (form == ValueForm.OneByteText && kind == ColumnKind.Text && value.Contains('?'));
        return isNone ? null : value;
    }
}
