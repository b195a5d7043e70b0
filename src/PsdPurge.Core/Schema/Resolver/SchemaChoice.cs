namespace PsdPurge.Schema.Resolver;

/// <summary>Chooses among the links that the data suggests. It refuses rather than guesses, and sends nothing to a server.</summary>
internal sealed class SchemaChoice
{
    /// <summary>
    /// The fewest living conferences with which the chosen links must agree. A removal demands fewer, because it does not pick one of many columns. If one row
    /// in seven were wrong, twenty right ones would be rare (0.85^20 = 4 %).
    /// </summary>
    public const int MinConferences = 20;

    private SchemaChoice(LinkPair winner, LinkPair? runnerUp)
    {
        Winner = winner;
        RunnerUp = runnerUp;
    }

    public LinkPair Winner { get; }

    /// <summary>The pair in second place.</summary>
    public LinkPair? RunnerUp { get; }

    /// <summary>The winner as a profile: one of the module's own if it is the same.</summary>
    public SchemaProfile Profile
    {
        get
        {
            (SchemaLink organizer, SchemaLink conference) = (Winner.Organizer.Link, Winner.Conference.Link);
            if (JoinedPattern.Join(organizer, conference) is { } joined)
            {
                (organizer, conference) = (organizer with { Pattern = joined }, conference with { Pattern = joined });
            }

            return SchemaProfile.BuiltIn.FirstOrDefault(p => p.Organizer == organizer && p.Conference == conference)
                ?? new SchemaProfile("resolved", organizer, conference);
        }
    }

    /// <exception cref="PsdPurgeException"><c>SchemaNotFound</c> or <c>SchemaAmbiguous</c></exception>
    public static SchemaChoice Make(IReadOnlyList<ServerSample> samples)
    {
        var where = string.Join(", ", samples.Select(s => s.FrontEnd.ComputerName));
        if (samples.All(s => s.Living.Count == 0))
        {
            throw NotFound(samples, $"The Conference tables of {where} are empty, so there is nothing to compare with.");
        }

        List<LinkPair> pairs = [.. new LinkPairs(samples).Ranked.Where(p => p.Agreeing > 0)];
        if (pairs.Count == 0 || !pairs[0].IsPossible)
        {
            var best = pairs.Count == 0 ? "" : $" The best were {pairs[0]}: {pairs[0].WhyItLost(pairs[0])}";
            throw NotFound(
                samples, $"No columns of Document and PersistedServiceData on {where} name living conferences together with their organizers.{best}");
        }

        return Judge(pairs, samples);
    }

    /// <exception cref="PsdPurgeException"><c>SchemaNotFound</c></exception>
    public static PsdPurgeException NotFound(IReadOnlyList<ServerSample> samples, string reason) => new(
        ErrorIds.SchemaNotFound,
        ErrorKind.NotFound,
        $"{reason} Look with a larger -SampleSize, or look at the tables yourself and write a profile (docs/schema.md).",
        samples[0].FrontEnd.Pool ?? samples[0].FrontEnd.ComputerName);

    /// <summary>The first wins if it names every living conference that any other possible pair names, and more.</summary>
    private static SchemaChoice Judge(List<LinkPair> pairs, IReadOnlyList<ServerSample> samples)
    {
        LinkPair winner = pairs[0];
        if (pairs.Skip(1).FirstOrDefault(p => p.IsPossible && !winner.Beats(p)) is { } rival)
        {
            throw new PsdPurgeException(
                ErrorIds.SchemaAmbiguous,
                ErrorKind.Guard,
                "Two ways to read the entries fit, and neither names all conferences that the other names, so none is chosen: "
                    + $"{winner} ({winner.Agreeing} living conferences agree), and {rival} ({rival.Agreeing} agree). Look with a larger -SampleSize, "
                    + "or find out which is right and write that profile (docs/schema.md).",
                samples[0].FrontEnd.Pool ?? samples[0].FrontEnd.ComputerName);
        }

        LinkPair? runnerUp = pairs.Skip(1).FirstOrDefault(p => !p.IsPossible || p.Agreeing < winner.Agreeing);
        return winner.Agreeing < MinConferences || winner.Organizers < EvidenceThresholds.MinOrganizers
            ? throw NotFound(
                samples,
                $"{winner} fits, but only {winner.Agreeing} living conferences of {winner.Organizers} organizers say so; to choose, "
                    + $"{MinConferences} of {EvidenceThresholds.MinOrganizers} are needed.")
            : new SchemaChoice(winner, runnerUp);
    }
}
