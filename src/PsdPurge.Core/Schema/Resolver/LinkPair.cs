namespace PsdPurge.Schema.Resolver;

/// <summary>An organizer link and a conference link, with the evidence of the samples for both together.</summary>
internal sealed class LinkPair
{
    /// <summary>The fewest living conferences with which a pair is possible.</summary>
    private const int MinAgreeing = 3;

    private readonly HashSet<string> _strays = [];
    private readonly HashSet<(string, string?)> _agreeing = [];

    /// <summary>The address of each entry's organizer, if the entry names an organizer with a living conference, and a conference.</summary>
    private readonly List<string?> _owners = [];
    /// <summary>Whether each entry names a living conference with its organizer.</summary>
    private readonly List<bool> _isConfirmed = [];
    private readonly HashSet<string> _organizers = new(ValueText.Comparer);

    private LinkPair(CandidateLink organizer, CandidateLink conference)
    {
        Organizer = organizer;
        Conference = conference;
    }

    public CandidateLink Organizer { get; }

    public CandidateLink Conference { get; }

    /// <summary>The number of living conferences that entries name together with their organizer, in the whole pool.</summary>
    public int Agreeing => _agreeing.Count;

    /// <summary>The number of their organizers.</summary>
    public int Organizers => _organizers.Count;

    /// <summary>
    /// Documents that name a living conference under another organizer, unless all organizers of that id have a document for it. A search picks one of many
    /// columns, so it allows none. A column that is wrong once is probably wrong more often, in rows where no living conference shows it.
    /// </summary>
    public int Strays => _strays.Count;

    /// <summary>Whether the data supports the pair and does not contradict it.</summary>
    public bool IsPossible => Agreeing >= MinAgreeing && !IsContradicted && !ReadsUnknownKind;

    /// <summary>The number of tables through which its links go.</summary>
    public int Hops => (Organizer.Link.Through is null ? 0 : 1) + (Conference.Link.Through is null ? 0 : 1);

    /// <summary>
    /// Whether it is certainly better than another pair. It must name everything that the other names, and more, or both must read the same columns with the
    /// same result. In addition, they must never name different organizers for one entry, unless living conferences show that the other is wrong. Of two ways
    /// from the same column, the one through fewer tables is better, because a table that repeats Resource leads to the same organizers.
    /// </summary>
    public bool Beats(LinkPair other) =>
        _agreeing.IsSupersetOf(other._agreeing)
        && (!Disputes(other) || Refutes(other))
        && (Agreeing > other.Agreeing || (Conference.ReadsTheSame(other.Conference) && (Organizer.ReadsTheSame(other.Organizer) || LeadsToTheSame(other))));

    /// <summary>Whether the two name different organizers for an entry in which no living conference shows which is right.</summary>
    private bool Disputes(LinkPair other) => Differences(other).Any(row => !_isConfirmed[row]);

    /// <summary>Whether living conferences show in several entries that another pair is wrong, because this one names them with their organizer.</summary>
    private bool Refutes(LinkPair other) => Differences(other).Count(row => _isConfirmed[row]) >= MinAgreeing;

    /// <summary>Entries for which the two name different organizers.</summary>
    private IEnumerable<int> Differences(LinkPair other) => Enumerable.Range(0, _owners.Count).Where(
        row => _owners[row] is { } mine && other._owners[row] is { } theirs && !ValueText.Comparer.Equals(mine, theirs));

    private bool LeadsToTheSame(LinkPair other) =>
        Hops < other.Hops && Organizer.StartsLike(other.Organizer) && _owners.SequenceEqual(other._owners, ValueText.Comparer);

    private bool ReadsUnknownKind { get; set; }

    private bool IsContradicted => Strays > 0;

    /// <summary>Compares the values of the two links with the Conference table of each Front-End.</summary>
    public static LinkPair Compare(CandidateLink organizer, CandidateLink conference, IReadOnlyList<ServerSample> samples)
    {
        LinkPair pair = new(organizer, conference);
        for (var i = 0; i < samples.Count; i++)
        {
            pair.Compare(samples[i], organizer.Values[i], conference.Values[i]);
        }

        if (pair.IsPossible)
        {
            UrnPattern? joined = JoinedPattern.Join(organizer.Link, conference.Link);
            pair.ReadsUnknownKind = conference.ReadsUnknownKind(IsLiving, NamedParts(conference.Link, joined))
                || organizer.ReadsUnknownKind(IsLiving, NamedParts(organizer.Link, joined));
        }

        return pair;

        bool IsLiving(int frontEnd, int row) => samples[frontEnd].Known(conference.Link.Target).Contains(conference.Values[frontEnd][row]);
    }

    /// <summary>Why the pair was not chosen, as a sentence.</summary>
    public string WhyItLost(LinkPair winner) =>
        IsContradicted
            ? $"{Strays} documents name a living conference under somebody else than its organizer ({string.Join(", ", _strays.Take(3))}), "
                + $"{Agreeing} conferences agree."
        : ReadsUnknownKind ? "Its pattern also reads documents of a kind of which no conference lives."
        : $"{Agreeing} living conferences are named with their organizer, with the better one {winner.Agreeing}.";

    public override string ToString() => $"{Organizer}, {Conference}";

    /// <summary>The link's parts that are the organizer or the conference, possibly under the other link's name.</summary>
    private static HashSet<string> NamedParts(SchemaLink link, UrnPattern? joined) =>
        joined is null ? [] : [.. link.Pattern!.Parts.Where((_, i) => !JoinedPattern.IsUnnamed(joined.Parts[i]))];

    private void Compare(ServerSample sample, string?[] owners, string?[] ids)
    {
        KnownIds known = sample.Known(Conference.Link.Target);
        KnownIds organizers = sample.Known(Organizer.Link.Target);
        _owners.AddRange(owners.Select((o, row) => ids[row] is not null && organizers.Find(o) is [{ } first, ..] ? first.UserAtHost : null));
        HashSet<(string, string)> named = [];
        for (var row = 0; row < sample.Count; row++)
        {
            if (owners[row] is { } owner && ids[row] is { } id)
            {
                named.Add((owner.ToUpperInvariant(), id.ToUpperInvariant()));
            }
        }

        for (var row = 0; row < sample.Count; row++)
        {
            IReadOnlyList<LivingConference> conferences = known.Find(ids[row]);
            _isConfirmed.Add(false);
            if (owners[row] is not { } owner || conferences.Count == 0)
            {
                continue;
            }

            LivingConference? own = conferences.FirstOrDefault(c => ValueText.Comparer.Equals(c.Id(Organizer.Link.Target), owner));
            if (own is not null)
            {
                _isConfirmed[_isConfirmed.Count - 1] = true;
                _agreeing.Add((own.UserAtHost.ToUpperInvariant(), own.ExternalConfId?.ToUpperInvariant() ?? own.ConfId));
                _organizers.Add(own.UserAtHost);
            }
            else if (!conferences.All(c => named.Contains((c.Id(Organizer.Link.Target)!.ToUpperInvariant(), ids[row]!.ToUpperInvariant()))))
            {
                _strays.Add($"document {sample.DocId(row)} on {sample.FrontEnd.ComputerName}");
            }
        }
    }
}
