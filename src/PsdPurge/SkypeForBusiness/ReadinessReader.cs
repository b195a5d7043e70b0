using System.Text.RegularExpressions;

namespace PsdPurge.SkypeForBusiness;

/// <summary>
/// Reads the answers of the readiness cmdlets. They differ between versions: a state, or whether the pool or each of its upgrade domains is ready for an
/// upgrade. They are values, texts, or copies from another session. Only names are compared. An answer in any other form never means Ready.
/// </summary>
internal static class ReadinessReader
{
    private static readonly string[] StateProperties = ["PoolUpgradeState", "State"];
    private static readonly string[] FlagProperties = ["IsReadyForUpgrade", "ReadyForUpgrade"];
    private static readonly Regex StateText = new(@"\bPoolUpgradeState\s*[:=]\s*(?<value>\w+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    private static readonly Regex FlagText = new(@"\b(Is)?ReadyForUpgrade\s*[:=]\s*(?<value>\w+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    // If there are several answers, the first of these states that occurs counts.
    private static readonly PoolReadiness[] WorstFirst =
        [PoolReadiness.InsufficientActiveFrontEnds, PoolReadiness.Busy, PoolReadiness.Unknown, PoolReadiness.Ready];

    public static ReadinessAnswer Read(IEnumerable<PSObject?> answers)
    {
        var all = answers.OfType<PSObject>().ToList();
        var texts = all.Select(answer => answer.BaseObject as string).OfType<string>().ToList();

        // A table as text arrives line by line.
        var states = all.Where(answer => answer.BaseObject is not string).Select(State).ToList();
        return new ReadinessAnswer(Worst(texts.Count == 0 ? states : [.. states, .. OfText(texts)]), ReadinessText.Show(all));
    }

    private static PoolReadiness State(PSObject answer)
    {
        if (StateProperties.Select(answer.Text).FirstOrDefault(text => text is not null) is { } state)
        {
            return Parse(state);
        }

        if (FlagProperties.Any(name => answer.Properties[name] is not null) || answer.Properties["UpgradeDomains"] is not null)
        {
            return OfFlags(Flag(answer), [.. answer.Values("UpgradeDomains").Select(Flag)]);
        }

        // The string form of an enum from another session is still the value's name.
        return answer.BaseObject is Enum || answer.IsCopy() ? Parse(answer.ToString()) : PoolReadiness.Unknown;
    }

    private static List<PoolReadiness> OfText(IReadOnlyList<string> texts)
    {
        var states = texts.SelectMany(text => text.Split('\n')).Where(line => line.Trim().Length > 0).Select(Parse).ToList();
        if (!states.Contains(PoolReadiness.Unknown))
        {
            return states;
        }

        var whole = string.Join("\n", texts);
        var named = StateText.Matches(whole).Cast<Match>().Select(match => Parse(match.Groups["value"].Value)).ToList();
        return named.Count > 0 ? named : [OfFlags(null, [.. FlagText.Matches(whole).Cast<Match>().Select(match => Truth(match.Groups["value"].Value))])];
    }

    /// <param name="pool">The answer for the pool.</param>
    /// <param name="domains">The answer for each of its upgrade domains.</param>
    private static PoolReadiness OfFlags(bool? pool, IReadOnlyList<bool?> domains) =>
        pool == false || domains.Contains(false) ? PoolReadiness.Busy
        : pool == true || (domains.Count > 0 && domains.All(domain => domain == true)) ? PoolReadiness.Ready
        : PoolReadiness.Unknown;

    private static bool? Flag(PSObject source)
    {
        if (source.BaseObject is not string text)
        {
            return Truth(FlagProperties.Select(source.Text).FirstOrDefault(value => value is not null));
        }

        var match = FlagText.Match(text);
        return match.Success ? Truth(match.Groups["value"].Value) : null;
    }

    private static bool? Truth(string? text) => bool.TryParse(text, out var truth) ? truth : null;

    private static PoolReadiness Worst(IReadOnlyList<PoolReadiness> states) => WorstFirst.Where(states.Contains).DefaultIfEmpty(PoolReadiness.Unknown).First();

    // Enum.TryParse would take numbers for names.
    private static PoolReadiness Parse(string? text) =>
        WorstFirst.Where(state => string.Equals(state.ToString(), text?.Trim(), StringComparison.OrdinalIgnoreCase))
            .DefaultIfEmpty(PoolReadiness.Unknown)
            .First();
}
