using PsdPurge.Lab.Engine;
using static PsdPurge.Lab.Scenarios.StrangerColumns;

namespace PsdPurge.Lab.Scenarios;

/// <summary>Strangers whose orphans nobody can find by looking at the rows. Whatever is deleted there is deleted by luck.</summary>
internal static class UnsolvableStrangers
{
    public static IReadOnlyList<Stranger> All { get; } =
    [
        new(
            "checksum-only",
            "Document.ConfCksum is the ExternalConfIdCksum, and nothing else names the conference",
            null,
            AmongNoise(Owner("OwnerId"), Plain("ConfCksum", new(SqlTypeKind.Int), (frontEnd, document) =>
                OfConference(document, frontEnd.Names(document).ConferenceId is { } id ? SharedTables.Checksum(id) : null, 0)))),
        new(
            "last-modifier",
            "Document.ModifiedBy is who changed the document last, and nothing names the organizer",
            null,
            AmongNoise(StrangerDecoys.LastModifier("ModifiedBy"), PublicId("ExternalConfId"))),
        new(
            "stale-copy-partial",
            "Document.ExternalConfId is a former id in a tenth of the rows; Document.ConfRef holds the right one in those only",
            null,
            AmongNoise(Owner("OwnerId"), StrangerDecoys.StaleId("ExternalConfId"), StrangerDecoys.WhereStale("ConfRef"))),
        new(
            "small-numbers",
            "Document.Priority and Document.Server are numbers that happen to be ResourceIds, and nothing names the organizer",
            null,
            AmongNoise(StrangerDecoys.FewNumbers("Priority"), StrangerDecoys.OneNumber("Server"), PublicId("ConfCode"))),
        new(
            "unnamed",
            "Document.OwnerId is the organizer, and nothing names the conference",
            null,
            AmongNoise(Owner("OwnerId"))),
    ];
}
