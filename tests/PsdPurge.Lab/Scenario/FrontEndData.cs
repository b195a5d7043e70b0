namespace PsdPurge.Lab.Scenarios;

/// <summary>What one Front-End's databases hold, with the ids of those databases.</summary>
/// <param name="Index">The Front-End's number in its pool, from 0.</param>
/// <param name="Fqdn">Its name in rtc.dbo.FrontEnd.</param>
/// <param name="Organizers">Everyone whom the Resource table knows.</param>
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
    /// <summary>An organizer's id, or one that no resource has where the Resource table does not know it.</summary>
    public int ResourceId(Organizer organizer) => organizer.Index < 0 ? 1_000_000 + Index : ResourceIds[organizer.Index];
}

/// <summary>A conference's row on one Front-End.</summary>
public readonly record struct LabConference(int ConfId, ConferencePlan Plan);

/// <summary>A document on one Front-End with its entries.</summary>
public readonly record struct LabDocument(int DocId, ConferencePlan Plan, EntryFate Fate)
{
    /// <summary>Its PersistedServiceData rows.</summary>
    public int Entries => Plan.EntriesEach;
}
