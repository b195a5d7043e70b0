using System.Collections;
using System.Globalization;

namespace PsdPurge.Purge;

/// <summary>
/// Numbers of entries by the reason why they were left alone, and their text: <c>ConferenceExists: 3, NotFound: 1</c> for people and Export-Csv,
/// <c>ConferenceExists=3 NotFound=1</c> in a history, where it needs no quotes. Both are read.
/// </summary>
internal sealed class SkipCounts : Dictionary<SkipReason, long>, IReadOnlyDictionary<SkipReason, long>, IDictionary
{
    public SkipCounts()
    {
    }

    public SkipCounts(IDictionary<SkipReason, long> counts)
        : base(counts)
    {
    }

    /// <summary>Reads either text; what is none, such as the name of a type that Export-Csv wrote, tells no reason.</summary>
    public static SkipCounts Parse(string? text)
    {
        var counts = new SkipCounts();
        foreach (var part in (text ?? "").Replace(": ", ":").Split([' ', ';', ','], StringSplitOptions.RemoveEmptyEntries))
        {
            // Otherwise a number in place of the name would count as a reason, too.
            var sides = part.Split('=', ':');
            if (sides.Length == 2
                && sides[0].All(char.IsLetter)
                && Enum.TryParse<SkipReason>(sides[0], ignoreCase: true, out var reason)
                && long.TryParse(sides[1], NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            {
                counts[reason] = count;
            }
        }

        return counts;
    }

    /// <summary>The text in a history.</summary>
    public static string HistoryText(IEnumerable<KeyValuePair<SkipReason, long>> counts) => Text(counts, "=", " ");

    /// <summary>What PowerShell's ConvertTo-Json and its remoting go through: they want names as keys.</summary>
    IDictionaryEnumerator IDictionary.GetEnumerator() => ((IDictionary)this.ToDictionary(pair => pair.Key.ToString(), pair => pair.Value)).GetEnumerator();

    public override string ToString() => Text(this, ": ", ", ");

    private static string Text(IEnumerable<KeyValuePair<SkipReason, long>> counts, string sign, string separator) =>
        string.Join(separator, counts.OrderBy(pair => pair.Key).Select(pair => pair.Key + sign + pair.Value.ToString(CultureInfo.InvariantCulture)));
}
