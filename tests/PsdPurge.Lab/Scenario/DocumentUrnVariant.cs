using System.Globalization;

namespace PsdPurge.Lab.Scenarios;

/// <summary>Organizer and conference in the document's name.</summary>
internal sealed class DocumentUrnVariant : SchemaVariant
{
    public override string Name => "document-urn";

    public override int FixedBytes => 8 + 4 + 4 + 8;

    public override TableRows Documents(FrontEndData frontEnd) => new(
        "dbo.Document",
        [Column.BigInt("DocId"), Column.Text("Name", 900), Column.Int("DocType"), Column.Time("InsertTime")],
        from document in frontEnd.Documents
        where document.Fate != EntryFate.NoDocument
        select new object?[]
        {
            (long)document.DocId,
            DocumentName(document),
            document.Plan.Link == DocumentLink.NoConference ? 2 : 1,
            LabTime.Of(document.DocId),
        });

    private static string DocumentName(LabDocument document) => document.Plan.Link switch
    {
        DocumentLink.NoConference => (document.DocId % 2 == 0 ? "urn:lcd:" : "urn:hcd:") + document.Plan.Organizer.Address,
        DocumentLink.Broken => "urn:conf:" + document.Plan.Organizer.Address,
        _ => string.Create(CultureInfo.InvariantCulture, $"urn:conf:{document.Plan.Organizer.Address}:{document.Plan.ConferenceId}"),
    };
}
