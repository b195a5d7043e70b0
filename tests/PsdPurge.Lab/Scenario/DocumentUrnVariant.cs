using System.Collections;
using PsdPurge.Lab.Engine;

namespace PsdPurge.Lab.Scenarios;

/// <summary>Organizer and conference in the document's name.</summary>
internal sealed class DocumentUrnVariant : SchemaVariant
{
    public override string Name => "document-urn";

    public override string Summary => "Document.Name is urn:conf:user@host:XXXX";

    public override IDictionary Profile { get; } = StrangerLinks.OneText("document-urn", "Document", "Name", "urn:conf:{UserAtHost}:{ExternalConfId}");

    public override int FixedBytes => 8 + 4 + 4 + 8;

    public override IReadOnlyList<SqlColumn> DocumentColumns { get; } =
        [Column.BigInt("DocId"), Column.Text("Name", 900), Column.Int("DocType"), Column.Time("InsertTime")];

    public override object?[] DocumentRow(FrontEndData frontEnd, in LabDocument document) =>
    [
        (long)document.DocId,
        DocumentName(document, frontEnd.Written(document)),
        document.Plan.Link == DocumentLink.NoConference ? 2 : 1,
        LabTime.Of(document.DocId),
    ];

    private static string DocumentName(in LabDocument document, in ConferenceNames names) => document.Plan.Link switch
    {
        DocumentLink.NoConference => (document.DocId % 2 == 0 ? "urn:lcd:" : "urn:hcd:") + names.Address,
        DocumentLink.Broken => "urn:conf:" + names.Address,
        _ => $"urn:conf:{names.Address}:{names.ConferenceId}",
    };
}
