namespace PsdPurge.Lab.Scenarios;

/// <summary>Columns of their own for organizer and conference.</summary>
internal sealed class OwnerColumnVariant : SchemaVariant
{
    public override string Name => "owner-column";

    public override int FixedBytes => 4 + 4 + 4 + 8;

    public override TableRows Documents(FrontEndData frontEnd) => new(
        "dbo.Document",
        [Column.Int("DocId"), Column.Int("OwnerId"), Column.Text("ExternalConfId", 64), Column.Int("DocType"), Column.Time("InsertTime")],
        from document in frontEnd.Documents
        where document.Fate != EntryFate.NoDocument
        select new object?[]
        {
            document.DocId,
            frontEnd.ResourceId(document.Plan.Organizer),
            ConferenceLink(document.Plan),
            document.Plan.Link == DocumentLink.NoConference ? 2 : 1,
            LabTime.Of(document.DocId),
        });

    private static string? ConferenceLink(ConferencePlan plan) => plan.Link switch
    {
        DocumentLink.NoConference => null,
        DocumentLink.Broken => "",
        _ => plan.ConferenceId,
    };
}
