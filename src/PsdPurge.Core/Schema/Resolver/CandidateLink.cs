namespace PsdPurge.Schema.Resolver;

/// <summary>The form of a column's values, for comparing.</summary>
internal enum ValueForm
{
    /// <summary>A value that is compared unchanged.</summary>
    Plain,

    /// <summary>Text.</summary>
    Text,

    /// <summary>Text with one byte for each character. A question mark replaces a character that the code page lacks.</summary>
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

    /// <summary>The name in each entry, or null, by Front-End and entry.</summary>
    public IReadOnlyList<string?[]> Values { get; }

    /// <summary>Reads a link from the texts of its column.</summary>
    /// <param name="link">The link.</param>
    /// <param name="texts">The column's value, by Front-End and entry.</param>
    /// <param name="form">The form of the column's values.</param>
    /// <param name="kinds">The kind of the column that the link points to, by Front-End.</param>
    public static CandidateLink Read(SchemaLink link, IReadOnlyList<string?[]> texts, ValueForm form, IReadOnlyList<ColumnKind> kinds) => new(
        link,
        texts,
        [.. texts.Select((all, i) => Array.ConvertAll(all, text => Value(link, text, form, kinds[i])))]);

    /// <summary>
    /// Whether the other link reads the same column with the same result in every sampled entry. In that case, the two differ only in their spelling in a
    /// profile's file.
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
    /// Whether a part that distinguishes kinds of documents has a value in some entry that no entry with a living conference has. In that case, the pattern
    /// reads documents of an unknown kind.
    /// </summary>
    /// <param name="isLiving">Tells whether this Front-End's entry names a living conference.</param>
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

    /// <summary>The value as LinkExpression reads it. A value that names nobody there names nobody here.</summary>
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
