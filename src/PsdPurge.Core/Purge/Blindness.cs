using System.Globalization;

namespace PsdPurge.Purge;

/// <summary>
/// What a missing Front-End can cost. It counts the endpoints' living conferences that are on only one of the Front-Ends that answer. About as many may live
/// only on the missing one, and then their entries elsewhere look orphaned. It is assumed that the missing one is like the others.
/// </summary>
/// <param name="Asked">How many Front-Ends answered.</param>
/// <param name="Living">Conferences of the endpoints that have a row on at least one of them.</param>
/// <param name="OnOneOnly">Those that have a row on one only.</param>
internal sealed record Blindness(int Asked, int Living, int OnOneOnly)
{
    public static Blindness Of(IReadOnlyCollection<FrontEndFacts> answers)
    {
        Dictionary<LiveConference, int> places = new(LiveConference.Comparer);
        foreach (LiveConference conference in answers.SelectMany(facts => facts.Live.Distinct(LiveConference.Comparer)))
        {
            places.TryGetValue(conference, out var before);
            places[conference] = before + 1;
        }

        return new Blindness(answers.Count, places.Count, places.Values.Count(count => count == 1));
    }

    /// <summary>The cost in a sentence, for the given missing Front-Ends.</summary>
    public string Of(string missing) =>
        Asked < 2 ? $"Only one Front-End answers, so nothing tells how many conferences may live on {missing} alone."
        : Living == 0 ? $"No living conference of these endpoints is known, so nothing tells how many may live on {missing} alone."
        : OnOneOnly == 0 ? Text(
            "Each of the {0:N0} living conferences of these endpoints is on two or more of the Front-Ends that answer, "
                + "so hardly one lives on {1} alone (assumed).",
            Living,
            missing)
        : Text(
            "{0:N0} of {1:N0} living conferences of these endpoints are on one of the Front-Ends that answer only, "
                + "so about {2:N0} may live on {3} alone (assumed): their entries would be deleted.",
            OnOneOnly,
            Living,
            Math.Max(1, Math.Round((double)OnOneOnly / Asked, MidpointRounding.AwayFromZero)),
            missing);

    private static string Text(string format, params object[] values) => string.Format(CultureInfo.InvariantCulture, format, values);
}
