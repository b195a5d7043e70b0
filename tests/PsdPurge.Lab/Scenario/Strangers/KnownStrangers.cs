using System.Globalization;
using System.Text;
using PsdPurge.Lab.Engine;
using static PsdPurge.Lab.Scenarios.StrangerColumns;
using static PsdPurge.Lab.Scenarios.StrangerLinks;

namespace PsdPurge.Lab.Scenarios;

/// <summary>Strangers whose rows name organizer and conference, each in a way that is seen in this product family's databases.</summary>
internal static class KnownStrangers
{
    private static readonly SqlType AnyBytes = new(SqlTypeKind.VarBinary, SqlType.Max);

    public static IReadOnlyList<Stranger> All { get; } =
    [
        Utf8Urn(), Utf16Urn(), XmlText(), CodepageImage(), PaddedChar(), NameTable(), UrnTable(), Gruu(), ConfNumber(),
        GuidBraces(), FoldedCase(), StaleCopy(), Agree99(),
    ];

    private static Stranger Utf8Urn() => new(
        "utf8-urn",
        "Document.Name is varbinary(max), a URN in UTF-8",
        OneText("utf8-urn", "Document", "Name", "urn:conf:{UserAtHost}:{ExternalConfId}", "Utf8"),
        AmongNoise(Text(
            "Name", AnyBytes, n => $"urn:conf:{n.Address}:{n.ConferenceId}", n => $"urn:lcd:{n.Address}", n => $"urn:conf:{n.Address}", Encoding.UTF8)));

    private static Stranger Utf16Urn() => new(
        "utf16-urn",
        "PersistedServiceData.ItemName is varbinary(900), a URN in UTF-16, the conference before the organizer",
        OneText("utf16-urn", "PersistedServiceData", "ItemName", "urn:meeting:{ExternalConfId}:{UserAtHost}", "Utf16"),
        AmongNoise(
            Plain("Priority", new(SqlTypeKind.Int), (_, document) => 100 + (document.DocId % 3)),
            Text(
                "ItemName",
                new(SqlTypeKind.VarBinary, 900),
                n => $"urn:meeting:{n.ConferenceId}:{n.Address}",
                n => $"urn:hcd:{n.Address}",
                n => $"urn:meeting:{n.Address}",
                Encoding.Unicode)
                with
            { Table = ExtraColumn.Entry }));

    private static Stranger XmlText() => new(
        "xml-text",
        "Document.Descriptor is ntext, an XML element with organizer=\"sip:...\" and conferenceId=\"...\"",
        OneText(
            "xml-text",
            "Document",
            "Descriptor",
            "<conference version=\"{Part1}\" organizer=\"sip:{UserAtHost}\" conferenceId=\"{ExternalConfId}\" mode=\"{Part2}\" />"),
        AmongNoise(Plain("Descriptor", new(SqlTypeKind.NText), (frontEnd, document) =>
        {
            var (version, mode) = (1 + (document.DocId % 13), document.DocId % 2 == 0 ? "data" : "audio");
            return Said(
                frontEnd,
                document,
                n => string.Create(
                    CultureInfo.InvariantCulture,
                    $"<conference version=\"{version}\" organizer=\"sip:{n.Address}\" conferenceId=\"{n.ConferenceId}\" mode=\"{mode}\" />"),
                n => $"<contactList owner=\"sip:{n.Address}\" />",
                n => string.Create(
                    CultureInfo.InvariantCulture, $"<conference version=\"{version}\" organizer=\"sip:{n.Address}\" conferenceId=\"\" mode=\"{mode}\" />"));
        })));

    private static Stranger CodepageImage() => new(
        "codepage-image",
        "Document.Body is image, a record with bars in the database's code page",
        OneText("codepage-image", "Document", "Body", "conf|{UserAtHost}|{ExternalConfId}|{Part1}", "SingleByte"),
        AmongNoise(Plain("Body", new(SqlTypeKind.Image), (frontEnd, document) => Stored(new(SqlTypeKind.Image), Said(
            frontEnd, document, n => $"conf|{n.Address}|{n.ConferenceId}|rev", n => $"list|{n.Address}|buddies|rev", n => $"conf|{n.Address}")))));

    private static Stranger PaddedChar() => new(
        "padded-char",
        "Document.OwnerUri is char(160) and Document.ConfCode is char(40), both filled up with blanks",
        Profile("padded-char", Link("Document", "OwnerUri", "UserAtHost"), Link("Document", "ConfCode", "ExternalConfId")),
        AmongNoise(
            Text("OwnerUri", new(SqlTypeKind.Char, 160), n => n.Address, n => n.Address, n => n.Address),
            Plain("ConfCode", new(SqlTypeKind.Char, 40), (frontEnd, document) =>
                OfConference(document, frontEnd.Written(document).ConferenceId?.PadRight(40), "".PadRight(40)))));

    private static Stranger NameTable() => new(
        "name-table",
        "Document.NameId refers to NameTable (Id, Name), which holds addresses; the foreign key is declared",
        Profile(
            "name-table",
            Link("Document", "NameId", "UserAtHost", through: Through("NameTable", "Id", "Name")),
            Link("PersistedServiceData", "ExternalId", "ExternalConfId")),
        AmongNoise(
            Plain("NameId", new(SqlTypeKind.Int), (frontEnd, document) => StrangerNames.IdOf(frontEnd, frontEnd.Written(document).Organizer)),
            PublicId("ExternalId") with { Table = ExtraColumn.Entry }))
    {
        Between = StrangerNames.Addresses,
    };

    private static Stranger UrnTable() => new(
        "urn-table",
        "Document.UrnId refers to DocumentUrn (Id, Urn), a URN in UTF-8 a document; no foreign key is declared",
        OneText("urn-table", "Document", "UrnId", "urn:conf:{UserAtHost}:{ExternalConfId}", "Utf8", Through("DocumentUrn", "Id", "Urn")),
        AmongNoise(Plain("UrnId", new(SqlTypeKind.BigInt), (_, document) => StrangerNames.UrnId(document))))
    {
        Between = StrangerNames.Urns,
    };

    private static Stranger Gruu() => new(
        "gruu",
        "Document.FocusUri is sip:user@host;gruu;opaque=app:conf:focus:id:XXXX",
        OneText("gruu", "Document", "FocusUri", "sip:{UserAtHost};gruu;opaque=app:conf:focus:id:{ExternalConfId}"),
        AmongNoise(Text(
            "FocusUri",
            new(SqlTypeKind.NVarChar, 1024),
            n => $"sip:{n.Address};gruu;opaque=app:conf:focus:id:{n.ConferenceId}",
            n => $"sip:{n.Address};gruu;opaque=app:presence",
            n => $"sip:{n.Address};gruu;opaque=app:conf:focus:id:")));

    private static Stranger ConfNumber() => new(
        "conf-number",
        "Document.OwnerRef and Document.ConfRef are numbers: ResourceId and ConfId of that one database",
        Profile("conf-number", Link("Document", "OwnerRef", "ResourceId"), Link("Document", "ConfRef", "ConfId")),
        AmongNoise(
            Owner("OwnerRef"),
            Plain("ConfRef", new(SqlTypeKind.BigInt), (frontEnd, document) =>
                OfConference(document, document.Plan.ConferenceId is null ? null : (long)frontEnd.Written(document).ConfId, 0L))));

    private static Stranger GuidBraces() => new(
        "guid-braces",
        "Document.ConfKey is varchar(38), the ConferenceKey as {GUID} in large letters",
        Profile("guid-braces", Link("Document", "OwnerRef", "ResourceId"), Link("Document", "ConfKey", "ConferenceKey")),
        AmongNoise(
            Owner("OwnerRef"),
            Plain("ConfKey", new(SqlTypeKind.VarChar, 38), (frontEnd, document) =>
                OfConference(document, frontEnd.Written(document).Key?.ToString("B").ToUpperInvariant(), "{}"))))
    {
        KeysAreGuids = true,
    };

    private static Stranger FoldedCase() => new(
        "folded-case",
        "Document.ConfCode is the id in small letters, where Conference tells cases apart; Document.Organizer is the address in large ones",
        Profile("folded-case", Link("Document", "Organizer", "UserAtHost"), Link("Document", "ConfCode", "ExternalConfId")),
        AmongNoise(
            Text(
                "Organizer",
                new(SqlTypeKind.NVarChar, 450),
                n => n.Address.ToUpperInvariant(),
                n => n.Address.ToUpperInvariant(),
                n => n.Address.ToUpperInvariant()),
            Plain("ConfCode", new(SqlTypeKind.VarChar, 64), (frontEnd, document) =>
                OfConference(document, frontEnd.Written(document).ConferenceId?.ToLowerInvariant(), "")) with
            { Collation = CaseSensitive }))
    {
        IdsAreMixedCase = true,
    };

    private static Stranger StaleCopy() => new(
        "stale-copy",
        "Document.ExternalConfId is a former id in a tenth of the rows; Document.ConfRef is the right one in all",
        Profile("stale-copy", Link("Document", "OwnerId", "ResourceId"), Link("Document", "ConfRef", "ExternalConfId")),
        AmongNoise(Owner("OwnerId"), StrangerDecoys.StaleId("ExternalConfId"), PublicId("ConfRef")));

    private static Stranger Agree99() => new(
        "agree-99",
        "beside PartyId and ConfCode stand ActorId and ConfCode2, which say the same in 99 rows of 100",
        Profile("agree-99", Link("Document", "PartyId", "ResourceId"), Link("Document", "ConfCode", "ExternalConfId")),
        AmongNoise(
            StrangerDecoys.NearlyOwner("ActorId"),
            StrangerDecoys.NearlyPublicId("ConfCode2"),
            Owner("PartyId"),
            PublicId("ConfCode")));
}
