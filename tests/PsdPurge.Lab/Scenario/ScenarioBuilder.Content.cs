namespace PsdPurge.Lab.Scenarios;

/// <content>The content that an organizer has.</content>
public sealed partial class ScenarioBuilder
{
    private Organizer Current => _organizers.Count > 0
        ? _organizers[^1]
        : throw new InvalidOperationException("Name an endpoint or a user first; what follows belongs to them.");

    /// <summary>Deleted conferences that left their entries. These are orphans if the organizer is an endpoint. A user's entries must not be touched.</summary>
    /// <param name="count">How many conferences.</param>
    /// <param name="entriesEach">PersistedServiceData rows of each document.</param>
    /// <param name="documentsEach">Documents of each conference.</param>
    /// <param name="on">Front-Ends that hold them. The default is all.</param>
    public ScenarioBuilder Orphans(int count, int entriesEach = 1, int documentsEach = 1, FrontEndSet? on = null) =>
        Add(count, plan => plan with { EntriesEach = entriesEach, Documents = documentsEach, DocumentOn = on ?? FrontEndSet.All });

    /// <summary>A deleted conference with this id.</summary>
    public ScenarioBuilder Orphan(string conferenceId, int entries = 1, FrontEndSet? on = null) =>
        Add(conferenceId, plan => plan with { EntriesEach = entries, DocumentOn = on ?? FrontEndSet.All });

    /// <summary>Conferences that exist.</summary>
    public ScenarioBuilder LiveConferences(int count, int entriesEach = 1, int documentsEach = 1) =>
        Add(count, plan => plan with { EntriesEach = entriesEach, Documents = documentsEach, ConferenceOn = FrontEndSet.All });

    /// <summary>An existing conference with this id, in the Conference tables of the given Front-Ends. The default is all Front-Ends.</summary>
    public ScenarioBuilder LiveConference(string conferenceId, FrontEndSet? conferenceOn = null) =>
        Add(conferenceId, plan => plan with { ConferenceOn = conferenceOn ?? FrontEndSet.All });

    /// <summary>Conferences with someone in them. They run on the first Front-End.</summary>
    public ScenarioBuilder ActiveConferences(int count, int entriesEach = 1) =>
        Add(count, plan => plan with { EntriesEach = entriesEach, ConferenceOn = FrontEndSet.All, ActiveOn = FrontEndSet.Only(0) });

    /// <summary>Conferences whose row is only on the pool's last Front-End, while every Front-End has the entries.</summary>
    public ScenarioBuilder ConferencesOnOtherFrontEnd(int count)
    {
        var last = FrontEndSet.Only(_frontEnds - 1);
        return _frontEnds > 1
            ? Add(count, plan => plan with { ConferenceOn = last })
            : throw new InvalidOperationException("A pool of one Front-End has no other.");
    }

    /// <summary>Documents that belong to no conference.</summary>
    public ScenarioBuilder OtherDocuments(int count) => Add(count, Current, DocumentLink.NoConference, plan => plan);

    /// <summary>Documents with a truncated conference link.</summary>
    public ScenarioBuilder BrokenLinks(int count) => Add(count, Current, DocumentLink.Broken, plan => plan);

    /// <summary>Documents of an organizer who is not in the Resource table.</summary>
    public ScenarioBuilder UnknownOrganizers(int count) => Add(count, Nobody(), DocumentLink.UnknownOrganizer, plan => plan);

    /// <summary>Entries whose document is missing.</summary>
    public ScenarioBuilder EntriesWithoutDocument(int count) => Add(count, Nobody(), DocumentLink.NoDocument, plan => plan);

    private Organizer Nobody() => new()
    {
        Index = -1,
        Address = "gone@contoso.com",
        DirectoryAddress = "gone@contoso.com",
        IsEndpoint = false,
        HomePool = _poolFqdn,
    };

    private ScenarioBuilder Add(int count, Func<ConferencePlan, ConferencePlan> shape) => Add(count, Current, DocumentLink.Conference, shape);

    private ScenarioBuilder Add(int count, Organizer organizer, DocumentLink link, Func<ConferencePlan, ConferencePlan> shape)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        for (var i = 0; i < count; i++)
        {
            var names = link is DocumentLink.Conference or DocumentLink.UnknownOrganizer;
            _plans.Add(shape(new(organizer, names ? ConferenceId.Of(_nextConference++) : null, link) { Number = _plans.Count }));
        }

        return this;
    }

    private ScenarioBuilder Add(string conferenceId, Func<ConferencePlan, ConferencePlan> shape)
    {
        if (!_conferences.Add((Current, conferenceId)))
        {
            throw new ArgumentException($"{Current.Address} has a conference {conferenceId} in this scenario already.", nameof(conferenceId));
        }

        _plans.Add(shape(new(Current, conferenceId, DocumentLink.Conference) { Number = _plans.Count }));
        return this;
    }
}
