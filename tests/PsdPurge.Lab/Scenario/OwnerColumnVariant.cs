using System.Collections;
using PsdPurge.Lab.Engine;

namespace PsdPurge.Lab.Scenarios;

/// <summary>Organizer and conference in columns of their own.</summary>
internal sealed class OwnerColumnVariant : SchemaVariant
{
    public override string Name => "owner-column";

    public override string Summary => "Document.OwnerId and Document.ExternalConfId";

    public override IDictionary Profile { get; } =
        StrangerLinks.Profile(
            "owner-column", StrangerLinks.Link("Document", "OwnerId", "ResourceId"), StrangerLinks.Link("Document", "ExternalConfId", "ExternalConfId"));

    public override IReadOnlyList<SqlColumn> DocumentColumns { get; } =
        [Column.Int("DocId"), Column.Int("OwnerId"), Column.Text("ExternalConfId", 64), Column.Int("DocType"), Column.Time("InsertTime")];

    public override object?[] DocumentRow(FrontEndData frontEnd, in LabDocument document) =>
    [
        document.DocId,
        frontEnd.Written(document).ResourceId,
        ConferenceLink(document.Plan.Link, frontEnd.Written(document)),
        document.Plan.Link == DocumentLink.NoConference ? 2 : 1,
        LabTime.Of(document.DocId),
    ];

    private static string? ConferenceLink(DocumentLink link, in ConferenceNames names) => link switch
    {
        DocumentLink.NoConference => null,
        DocumentLink.Broken => "",
        _ => names.ConferenceId,
    };
}
