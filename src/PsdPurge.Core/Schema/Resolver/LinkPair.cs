namespace PsdPurge.Schema.Resolver;

/// <summary>An organizer link and a conference link together, with what the samples say of them.</summary>
internal sealed class LinkPair
{
    /// <summary>Fewest living conferences of a pair that comes into question at all.</summary>
    private const int MinAgreeing = 3;

    private readonly HashSet<string> _strays = [];
    private readonly HashSet<(string, string?)> _agreeing = [];

    /// <summary>By entry: the address of the organizer, if it names one who has a living conference, and a conference.</summary>
    private readonly List<string?> _owners = [];
    /// <summary>By entry: whether it names a living conference with its organizer.</summary>
    private readonly List<bool> _isConfirmed = [];
    private readonly HashSet<string> _organizers = new(ValueText.Comparer);

    private LinkPair(CandidateLink organizer, CandidateLink conference)
    {
        Organizer = organizer;
        Conference = conference;
    }

    public CandidateLink Organizer { get; }

    public CandidateLink Conference { get; }

    /// <summary>Different living conferences that entries name together with their organizer, in the whole pool.</summary>
    public int Agreeing => _agreeing.Count;

    /// <summary>Different organizers of those.</summary>
    public int Organizers => _organizers.Count;

    /// <summary>
    /// Documents that name a living conference under somebody else, if not all of its organizers have a document for that id. A search picks one of many
    /// columns, so it allows none: a column that is wrong once is wrong more often if nothing lives that could show it.
    /// </summary>
    public int Strays => _strays.Count;

    /// <summary>Whether the data speaks for it and not against it.</summary>
    public bool IsPossible => Agreeing >= MinAgreeing && !IsContradicted && !ReadsUnknownKind;

    /// <summary>How many tables its links go through.</summary>
    public int Hops => (Organizer.Link.Through is null ? 0 : 1) + (Conference.Link.Through is null ? 0 : 1);

    /// <summary>
    /// Whether it is certainly better than another: it names all that the other names, and more, or both read the same columns with the same result; and
    /// nowhere do they say different organizers of one entry, unless living conferences show that the other is wrong. Of two ways from the same column the
    /// one through fewer tables is taken: a table that repeats Resource leads to the same organizers.
    /// </summary>
    public bool Beats(LinkPair other) =>
        _agreeing.IsSupersetOf(other._agreeing)
        && (!Disputes(other) || Refutes(other))
        && (Agreeing > other.Agreeing || (Conference.ReadsTheSame(other.Conference) && (Organizer.ReadsTheSame(other.Organizer) || LeadsToTheSame(other))));

    /// <summary>Whether the two say different organizers of an entry in which no living conference shows which is right.</summary>
    private bool Disputes(LinkPair other) => Differences(other).Any(row => !_isConfirmed[row]);

    /// <summary>Whether living conferences show, in several entries, that another is wrong: this one names them with their organizer.</summary>
    private bool Refutes(LinkPair other) => Differences(other).Count(row => _isConfirmed[row]) >= MinAgreeing;

    /// <summary>Entries of which both say an organizer, and not the same.</summary>
    private IEnumerable<int> Differences(LinkPair other) => Enumerable.Range(0, _owners.Count).Where(
        row => _owners[row] is { } mine && other._owners[row] is { } theirs && !ValueText.Comparer.Equals(mine, theirs));

    private bool LeadsToTheSame(LinkPair other) =>
        Hops < other.Hops && Organizer.StartsLike(other.Organizer) && _owners.SequenceEqual(other._owners, ValueText.Comparer);

    private bool ReadsUnknownKind { get; set; }

    private bool IsContradicted => Strays > 0;

    /// <summary>Compares what the two links read with the Conference table of each Front-End.</summary>
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

    /// <summary>Why it was not taken, as a sentence.</summary>
    public string WhyItLost(LinkPair winner) =>
        IsContradicted
            ? $"{Strays} documents name a living conference under somebody else than its organizer ({string.Join(", ", _strays.Take(3))}), "
                + $"{Agreeing} conferences agree."
        : ReadsUnknownKind ? "Its pattern also reads documents of a kind of which no conference lives."
        : $"{Agreeing} living conferences are named with their organizer, with the better one {winner.Agreeing}.";

    public override string ToString() => $"{Organizer}, {Conference}";

    /// <summary>The link's parts that are the organizer or the conference, be it under the other link's name.</summary>
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
