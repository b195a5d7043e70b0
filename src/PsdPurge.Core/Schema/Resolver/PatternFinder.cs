using System.Globalization;
using System.Text;

namespace PsdPurge.Schema.Resolver;

/// <summary>A text with a known id.</summary>
internal sealed record TextMatch(string Text, Occurrence Place)
{
    public string Found => Text.Substring(Place.Start, Place.Length);
}

/// <summary>
/// Derives a pattern from texts with known ids. Text that all of them share becomes literal, and text that differs between delimiters becomes a part.
/// </summary>
internal static class PatternFinder
{
    /// <summary>The share of the texts in which a pattern must find the known id.</summary>
    private const double MinShare = 0.9;

    /// <summary>The number of forms to try for each column, the most frequent first.</summary>
    private const int MaxForms = 4;

    private static readonly char[] Delimiters = [':', ';', '/', '|', ',', '=', '#', '?', '&', '<', '>', '"', '\'', ' '];

    /// <summary>Patterns that each explain most of the texts of one form, with {<paramref name="target"/>} at the occurrence.</summary>
    public static IEnumerable<UrnPattern> Find(IReadOnlyCollection<TextMatch> matches, LinkTarget target) => matches
        .GroupBy(Form)
        .OrderByDescending(g => g.Count())
        .Take(MaxForms)
        .Select(g => Derive([.. g], target))
        .OfType<UrnPattern>()
        .Distinct();

    /// <summary>The delimiters around the occurrence, in order.</summary>
    private static string Form(TextMatch match) =>
        string.Concat(Before(match).Where(c => Delimiters.Contains(c))) + "\n" + string.Concat(Behind(match).Where(c => Delimiters.Contains(c)));

    private static string Before(TextMatch match) => match.Text.Substring(0, match.Place.Start);

    private static string Behind(TextMatch match) => match.Text.Substring(match.Place.Start + match.Place.Length);

    private static UrnPattern? Derive(IReadOnlyList<TextMatch> matches, LinkTarget target)
    {
        StringBuilder text = new();
        var parts = 0;
        if (!Append(text, [.. matches.Select(Before)], isBefore: true, ref parts))
        {
            return null;
        }

        text.Append('{').Append(target).Append('}');
        if (!Append(text, [.. matches.Select(Behind)], isBefore: false, ref parts))
        {
            return null;
        }

        UrnPattern pattern;
        try
        {
            pattern = UrnPattern.Parse(text.ToString());
        }
        catch (FormatException)
        {
            // The texts contain braces, or parts without a delimiter between them.
            return null;
        }

        var read = matches.Count(m => ValueText.Comparer.Equals(pattern.Extract(m.Text, target.ToString()), m.Found));
        return read >= MinShare * matches.Count ? pattern : null;
    }

    /// <summary>Appends one side. The text next to the occurrence must be the same in all texts.</summary>
    private static bool Append(StringBuilder text, IReadOnlyList<string> sides, bool isBefore, ref int parts)
    {
        List<string[]> pieces = [.. sides.Select(s => s.Split(Delimiters))];
        var delimiters = string.Concat(sides[0].Where(c => Delimiters.Contains(c)));
        var touching = isBefore ? pieces[0].Length - 1 : 0;
        for (var i = 0; i < pieces[0].Length; i++)
        {
            if (i > 0)
            {
                text.Append(delimiters[i - 1]);
            }

            var piece = pieces[0][i];
            if (pieces.TrueForAll(p => ValueText.Comparer.Equals(p[i], piece)))
            {
                if (piece.IndexOfAny(['{', '}']) >= 0)
                {
                    return false;
                }

                text.Append(piece);
            }
            else if (i == touching)
            {
                return false;
            }
            else
            {
                parts++;
                text.Append("{Part").Append(parts.ToString(CultureInfo.InvariantCulture)).Append('}');
            }
        }

        return true;
    }
}
