namespace PsdPurge;

/// <summary>
/// A text with named parts between literals, such as <c>urn:conf:{UserAtHost}:{ExternalConfId}</c>. A part ends at the first occurrence of the next literal,
/// and the last one runs to the end. No part is empty. Literals are compared without regard to case, as in the databases.
/// </summary>
public sealed class UrnPattern : IEquatable<UrnPattern>
{
    private readonly string[] _literals;
    private readonly string[] _parts;

    private UrnPattern(string text, string[] literals, string[] parts)
    {
        Text = text;
        _literals = literals;
        _parts = parts;
    }

    /// <summary>The pattern's text.</summary>
    public string Text { get; }

    /// <summary>Names of the parts, in order.</summary>
    public IReadOnlyList<string> Parts => _parts;

    /// <summary>The literals: one before each part, and one after the last (often empty).</summary>
    internal IReadOnlyList<string> Literals => _literals;

    /// <summary>Reads a pattern.</summary>
    /// <exception cref="FormatException">The message says what is wrong with the pattern.</exception>
    public static UrnPattern Parse(string text)
    {
        List<string> literals = [];
        List<string> parts = [];
        var position = 0;
        while (true)
        {
            var open = text.IndexOf('{', position);
            literals.Add(text.Substring(position, (open < 0 ? text.Length : open) - position));
            if (open < 0)
            {
                break;
            }

            var close = text.IndexOf('}', open);
            if (close <= open + 1)
            {
                throw new FormatException($"'{text}' has a brace that names no part.");
            }

            parts.Add(text.Substring(open + 1, close - open - 1));
            position = close + 1;
        }

        if (parts.Count == 0)
        {
            throw new FormatException($"'{text}' names no part in braces.");
        }

        if (literals.Skip(1).Take(parts.Count - 1).Any(l => l.Length == 0))
        {
            throw new FormatException($"'{text}' has two parts with nothing between them.");
        }

        if (literals.Any(l => l.Contains('}')))
        {
            throw new FormatException($"'{text}' has a closing brace without an opening one.");
        }

        if (parts.Distinct(StringComparer.OrdinalIgnoreCase).Count() < parts.Count)
        {
            throw new FormatException($"'{text}' names a part twice.");
        }

        return new UrnPattern(text, [.. literals], [.. parts]);
    }

    /// <summary>The value of a part in <paramref name="value"/>, or null if the value does not have the pattern's form.</summary>
    public string? Extract(string value, string part)
    {
        if (!value.StartsWith(_literals[0], StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        string? found = null;
        var start = _literals[0].Length;
        for (var i = 0; i < _parts.Length; i++)
        {
            var literal = _literals[i + 1];
            var last = i == _parts.Length - 1;
            if (last && !value.EndsWith(literal, StringComparison.OrdinalIgnoreCase))
            {
                return null;
            }

            var end = last ? value.Length - literal.Length : value.IndexOf(literal, start, StringComparison.OrdinalIgnoreCase);
            if (end <= start)
            {
                return null;
            }

            if (string.Equals(_parts[i], part, StringComparison.OrdinalIgnoreCase))
            {
                found = value.Substring(start, end - start);
            }

            start = end + literal.Length;
        }

        return found;
    }

    /// <inheritdoc/>
    public bool Equals(UrnPattern? other) => other is not null && Text == other.Text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as UrnPattern);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Text);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
