namespace PsdPurge.Purge.CarriedIds;

/// <summary>A row that looks orphaned and carries a living conference's id, or its organizer's name, in a column that the profile does not follow.</summary>
/// <param name="DocId">The document.</param>
/// <param name="Named">The conference that the row names through the profile: one that does not live.</param>
/// <param name="Column">The column that carries the id: <c>Document.ConfRef</c>.</param>
/// <param name="ConferenceId">The living conference's public id.</param>
/// <param name="OwnerColumn">If the conference belongs to another organizer: the column that names that organizer.</param>
/// <param name="Owner">That organizer's address.</param>
internal sealed record CarriedId(string DocId, string Named, string Column, string ConferenceId, string? OwnerColumn = null, string? Owner = null)
{
    public override string ToString() => OwnerColumn is null
        ? $"document {DocId}: {Column} holds {ConferenceId}, which lives"
        : $"document {DocId}: {OwnerColumn} names {Owner}, whose conference {ConferenceId} in {Column} lives";
}
