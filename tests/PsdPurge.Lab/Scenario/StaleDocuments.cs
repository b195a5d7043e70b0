namespace PsdPurge.Lab.Scenarios;

/// <summary>What is stale in documents whose conference lives.</summary>
[Flags]
public enum StaleParts
{
    /// <summary>The conference. The link holds a former id of the conference, which no conference has now.</summary>
    ConferenceId = 1,

    /// <summary>The organizer. The link names another organizer, an endpoint.</summary>
    Organizer = 2,
}

/// <summary>Some living conferences of a scenario whose documents name them by former names.</summary>
/// <param name="Percent">The percentage of living conferences. There is at least one.</param>
/// <param name="Parts">What is stale.</param>
/// <param name="Documents">How many documents of each such conference are stale. The others hold the right names.</param>
internal sealed record StaleDocuments(int Percent, StaleParts Parts, int Documents)
{
    /// <summary>
    /// Makes their share of <paramref name="plans"/> stale. Ids that two organizers share, and conferences that are stale already, stay as they are.
    /// </summary>
    public void Apply(List<ConferencePlan> plans, IReadOnlyList<Organizer> organizers, Func<string> unusedId)
    {
        var shared = plans.Where(plan => plan.ConferenceId is not null)
            .GroupBy(plan => plan.ConferenceId)
            .Where(same => same.Skip(1).Any())
            .Select(same => same.Key)
            .ToHashSet();
        var living = plans.Where(plan => !plan.ConferenceOn.IsEmpty && plan.Link == DocumentLink.Conference).ToList();
        var due = (int)Math.Max(1, Math.Round(living.Count * Percent / 100.0));
        var chosen = living
            .Where(plan => plan.StaleDocuments == 0 && !shared.Contains(plan.ConferenceId))
            .OrderBy(plan => Scatter.Of(plan.Number, "stale"))
            .Take(due)
            .Select(plan => plan.Number)
            .ToHashSet();
        for (var at = 0; at < plans.Count; at++)
        {
            if (chosen.Contains(plans[at].Number))
            {
                plans[at] = Stale(plans[at], organizers, unusedId);
            }
        }
    }

    private ConferencePlan Stale(ConferencePlan plan, IReadOnlyList<Organizer> organizers, Func<string> unusedId) => plan with
    {
        StaleId = Parts.HasFlag(StaleParts.ConferenceId) ? unusedId() : null,
        StaleOrganizer = Parts.HasFlag(StaleParts.Organizer) ? Another(plan.Organizer, organizers) : null,
        StaleDocuments = Documents,
    };

    /// <summary>The next endpoint of the pool.</summary>
    private static Organizer Another(Organizer owner, IReadOnlyList<Organizer> organizers) =>
        organizers.Skip(owner.Index + 1).Concat(organizers).FirstOrDefault(organizer => organizer.IsEndpoint && organizer != owner)
        ?? throw new InvalidOperationException("A stale organizer is another endpoint: the scenario needs two.");
}
