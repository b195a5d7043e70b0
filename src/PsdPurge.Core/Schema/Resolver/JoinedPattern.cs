using System.Globalization;

namespace PsdPurge.Schema.Resolver;

/// <summary>Joins two patterns of one column. Each was derived for its own target, and calls the other parts Part1, Part2, ...</summary>
internal static class JoinedPattern
{
    private const string Unnamed = "Part";

    public static bool IsUnnamed(string part) => part.StartsWith(Unnamed, StringComparison.Ordinal);

    /// <summary>The pattern that names both, or null if the two differ in more than names.</summary>
    public static UrnPattern? Join(SchemaLink organizer, SchemaLink conference)
    {
        if (organizer.Pattern is not { } one || conference.Pattern is not { } other
            || organizer.Table != conference.Table || organizer.Encoding != conference.Encoding
            || !string.Equals(organizer.Column, conference.Column, StringComparison.OrdinalIgnoreCase)
            || one.Parts.Count != other.Parts.Count || !one.Literals.SequenceEqual(other.Literals, StringComparer.OrdinalIgnoreCase))
        {
            return null;
        }

        var text = one.Literals[0];
        var number = 0;
        for (var i = 0; i < one.Parts.Count; i++)
        {
            var name = !IsUnnamed(one.Parts[i]) ? one.Parts[i]
                : !IsUnnamed(other.Parts[i]) ? other.Parts[i]
                : Unnamed + (++number).ToString(CultureInfo.InvariantCulture);
            text += "{" + name + "}" + one.Literals[i + 1];
        }

        return UrnPattern.Parse(text);
    }
}
