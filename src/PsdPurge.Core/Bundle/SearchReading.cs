using PsdPurge.Schema.Finding;
using PsdPurge.Schema.Resolver;

namespace PsdPurge.Bundle;

/// <summary>A link that the search examined, with what it found.</summary>
/// <param name="Link">The link.</param>
/// <param name="Named">Number of sampled entries in which it names something.</param>
/// <param name="Known">Number of distinct ids among them that belong to living conferences or their organizers.</param>
internal sealed record TriedLink(SchemaLink Link, int Named, int Known);

/// <summary>Two links that the search compared with the living conferences together.</summary>
/// <param name="Organizer">The organizer's link.</param>
/// <param name="Conference">The conference's link.</param>
/// <param name="Agreeing">Number of living conferences that entries name with their organizer.</param>
/// <param name="Organizers">Number of their distinct organizers.</param>
/// <param name="Strays">Number of documents that name a living conference under another organizer.</param>
/// <param name="IsPossible">Whether the data supports the pair and does not contradict it.</param>
/// <param name="WhyItLost">Why it was not chosen. Null for the first pair.</param>
internal sealed record TriedPair(SchemaLink Organizer, SchemaLink Conference, int Agreeing, int Organizers, int Strays, bool IsPossible, string? WhyItLost);

/// <summary>The steps of a search for a pool's profile, and its result.</summary>
internal sealed class SearchReading
{
    private const int MostPairs = 20;

    public IReadOnlyList<TriedLink> OrganizerLinks { get; private set; } = [];

    public IReadOnlyList<TriedLink> ConferenceLinks { get; private set; } = [];

    public IReadOnlyList<TriedPair> Pairs { get; private set; } = [];

    /// <summary>The messages of the search: the evidence of each Front-End for each tested profile, with counts.</summary>
    public IReadOnlyList<string> Log { get; private set; } = [];

    /// <summary>The profile that all Front-Ends prove, or null.</summary>
    public SchemaProfile? Found { get; private set; }

    /// <summary>If no profile is proven, the pair that agrees with most living conferences.</summary>
    public SchemaProfile? Nearest { get; private set; }

    /// <summary>Why this profile was chosen, or why none was.</summary>
    public string Outcome { get; private set; } = "No Front-End could be reached.";

    public string? ErrorId { get; private set; }

    /// <summary>The living conferences that any link names, by Front-End and entry.</summary>
    public IReadOnlyDictionary<FrontEnd, IReadOnlyList<IReadOnlyList<LivingConference>>> Naming { get; private set; } =
        new Dictionary<FrontEnd, IReadOnlyList<IReadOnlyList<LivingConference>>>();

    /// <summary>Runs the search on the rows that were read, and on the servers.</summary>
    public static async Task<SearchReading> RunAsync(
        PoolRun run, IReadOnlyCollection<string> endpoints, IReadOnlyList<ServerSample> samples, CancellationToken token)
    {
        SearchReading search = new();
        if (samples.Count > 0)
        {
            search.Try(samples);
            await search.AskAsync(run, endpoints, token).ConfigureAwait(false);
        }

        return search;
    }

    private void Try(IReadOnlyList<ServerSample> samples)
    {
        LinkPairs tried = new(samples);
        OrganizerLinks = [.. tried.Organizers.Select(link => Count(link, samples))];
        ConferenceLinks = [.. tried.Conferences.Select(link => Count(link, samples))];
        Naming = samples.Select((sample, i) => (sample.FrontEnd, Rows: NamedBy(sample, i))).ToDictionary(s => s.FrontEnd, s => s.Rows);
        List<LinkPair> pairs = [.. tried.Ranked.Take(MostPairs)];
        Pairs = [.. pairs.Select(p => new TriedPair(
            p.Organizer.Link, p.Conference.Link, p.Agreeing, p.Organizers, p.Strays, p.IsPossible, p == pairs[0] ? null : p.WhyItLost(pairs[0])))];
        Nearest = pairs.Count > 0 && pairs[0].IsPossible ? new SchemaProfile("nearest", pairs[0].Organizer.Link, pairs[0].Conference.Link) : null;

        IReadOnlyList<IReadOnlyList<LivingConference>> NamedBy(ServerSample sample, int frontEnd) =>
            [.. Enumerable.Range(0, sample.Count).Select(row => Named(sample, frontEnd, row))];
        IReadOnlyList<LivingConference> Named(ServerSample sample, int frontEnd, int row) =>
            [.. tried.Conferences.SelectMany(c => sample.Known(c.Link.Target).Find(c.Values[frontEnd][row])).Distinct()];
    }

    private static TriedLink Count(CandidateLink link, IReadOnlyList<ServerSample> samples)
    {
        List<string> named = [.. link.Values.SelectMany(values => values.OfType<string>())];
        return new TriedLink(link.Link, named.Count, named.Distinct(ValueText.Comparer).Count(id => samples.Any(s => s.Known(link.Link.Target).Contains(id))));
    }

    private async Task AskAsync(PoolRun pool, IReadOnlyCollection<string> endpoints, CancellationToken token)
    {
        SearchLog log = new();
        PoolRun run = pool with { Reporter = log };
        try
        {
            FoundProfile? found = await EntrySelector.FindProfileAsync(run, one => new SelectionScope(endpoints, one), token).ConfigureAwait(false);
            Found = found?.Profile;
            Outcome = found?.Reason ?? Outcome;
        }
        catch (PsdPurgeException failure)
        {
            (Outcome, ErrorId) = (failure.Message, failure.ErrorId);
        }

        Log = log.Lines;
    }
}
