namespace PsdPurge.Lab.Scenarios;

/// <summary>The content of one Front-End's databases, with the ids of those databases.</summary>
/// <param name="Index">The Front-End's number in its pool, from 0.</param>
/// <param name="Fqdn">Its name in rtc.dbo.FrontEnd.</param>
/// <param name="Organizers">All organizers in the Resource table.</param>
/// <param name="ResourceIds">Their ids, by <see cref="Organizer.Index"/>.</param>
/// <param name="Conferences">The rows of rtc.dbo.Conference.</param>
/// <param name="Documents">The documents, including those that are missing (<see cref="EntryFate.NoDocument"/>).</param>
public sealed record FrontEndData(
    int Index,
    string Fqdn,
    IReadOnlyList<Organizer> Organizers,
    IReadOnlyList<int> ResourceIds,
    IReadOnlyList<LabConference> Conferences,
    IReadOnlyList<LabDocument> Documents)
{
    private ConferenceNumbers? _numbers;
    private Dictionary<Organizer, ConferencePlan[]>? _living;

    /// <summary>ConfIds of all conferences that documents name.</summary>
    internal ConferenceNumbers Numbers => LazyInitializer.EnsureInitialized(ref _numbers, () => new(this));

    /// <summary>An organizer's id. If the organizer is not in the Resource table, this is an id that no resource has.</summary>
    public int ResourceId(Organizer organizer) => organizer.Index < 0 ? 1_000_000 + Index : ResourceIds[organizer.Index];

    /// <summary>The names of a document's conference and organizer.</summary>
    public ConferenceNames Names(in LabDocument document) => Names(document.Plan);

    /// <summary>The names of a conference and its organizer.</summary>
    public ConferenceNames Names(ConferencePlan plan) => new(this, plan, stale: false);

    /// <summary>The names in the links of a document. They are the same, unless the document is stale.</summary>
    public ConferenceNames Written(in LabDocument document) => new(this, document.Plan, document.IsStale);

    /// <summary>An organizer's conferences that have a row in Conference.</summary>
    internal IReadOnlyList<ConferencePlan> LivingOf(Organizer organizer) => LazyInitializer
        .EnsureInitialized(
            ref _living,
            () => Conferences.Select(conference => conference.Plan).GroupBy(plan => plan.Organizer).ToDictionary(own => own.Key, own => own.ToArray()))
        .GetValueOrDefault(organizer, []);
}

/// <summary>A conference's row on one Front-End.</summary>
public readonly record struct LabConference(int ConfId, ConferencePlan Plan);

/// <summary>A document on one Front-End with its entries.</summary>
/// <param name="DocId">Its id.</param>
/// <param name="Plan">The conference that it belongs to.</param>
/// <param name="Fate">The fate of its entries.</param>
/// <param name="Ordinal">Its number among the documents of its conference, from 0.</param>
public readonly record struct LabDocument(int DocId, ConferencePlan Plan, EntryFate Fate, int Ordinal = 0)
{
    /// <summary>Whether its links hold former names.</summary>
    public bool IsStale => Ordinal < Plan.StaleDocuments;

    /// <summary>Its PersistedServiceData rows.</summary>
    public int Entries => Plan.EntriesEach;
}
