using CsCheck;
using PsdPurge.Lab.Engine;
using PsdPurge.Lab.Scenarios;

namespace PsdPurge.Core.Tests.Schema;

/// <summary>Random unknown schemas, and pools that use them.</summary>
internal static class GeneratedSchemas
{
    private const string Document = "Document";
    private const string Entry = "PersistedServiceData";

    private static readonly Gen<string> Table = OneOf(Document, Document, Entry);

    private static readonly Gen<SqlType> NumberType =
        OneOf(new SqlType(SqlTypeKind.Int), new SqlType(SqlTypeKind.BigInt), Text(SqlTypeKind.NVarChar, 20), Text(SqlTypeKind.Char, 12));

    private static readonly Gen<SqlType> TextType = OneOf(
        Text(SqlTypeKind.NVarChar, 450), Text(SqlTypeKind.VarChar, 300), Text(SqlTypeKind.NChar, 120), Text(SqlTypeKind.Char, 150),
        Text(SqlTypeKind.VarBinary, 800), Text(SqlTypeKind.VarBinary, SqlType.Max));

    private static readonly Gen<string> Encoding = OneOf("Utf16", "SingleByte");

    /// <summary>Texts with both names, and texts with the conference only. {Part1} is a part that varies.</summary>
    private static readonly Gen<string> Joint = OneOf(
        "urn:conf:{UserAtHost}:{Id}",
        "sip:{UserAtHost};gruu;opaque=app:conf:focus:id:{Id}",
        "{Id}/{UserAtHost}",
        "conf|{Part1}|{UserAtHost}|{Id}|{Part2}",
        "URN:meet:{UserAtHost}:{Id}:v2",
        "it's:{Part1}:{Id}:{UserAtHost}:end");

    private static readonly Gen<string> Alone = OneOf("conf:{Id}", "conf:{Part1}:{Id}:{Part2}", "focus;id={Id};x=%[1]_");

    private static readonly Gen<string> Target = OneOf("ExternalConfId", "ExternalConfId", "ConferenceKey", "ConfId");

    private static readonly Gen<string> OrganizerColumn = OneOf("Besitzer", "Creator Ref", "order", "own]er", "R1");

    private static readonly Gen<string> ConferenceColumn = OneOf("Treffen", "Meeting Ref", "select", "conf'id", "C1");

    private static readonly Gen<GeneratedLink> Organizer = Gen.OneOf(
        Gen.Select(Table, OrganizerColumn, NumberType, (table, column, type) => new GeneratedLink(table, column, "ResourceId", type)),
        Gen.Select(
            Table,
            OrganizerColumn,
            TextType,
            Encoding,
            (table, column, type, encoding) => Encoded(new GeneratedLink(table, column, "UserAtHost", type), encoding)),
        Gen.Select(Table, OrganizerColumn, TextType, Encoding, (table, column, type, encoding) =>
            Encoded(new GeneratedLink(table, column, "UserAtHost", type, "urn:user:{UserAtHost}"), encoding)));

    private static readonly Gen<GeneratedLink> Conference = Gen.OneOf(
        Gen.Select(
            Table,
            ConferenceColumn,
            TextType,
            Encoding,
            (table, column, type, encoding) => Encoded(new GeneratedLink(table, column, "ExternalConfId", type), encoding)),
        Gen.Select(Table, ConferenceColumn, NumberType, (table, column, type) => new GeneratedLink(table, column, "ConfId", type)),
        Gen.Select(Table, ConferenceColumn, (table, column) => new GeneratedLink(table, column, "ConferenceKey", new SqlType(SqlTypeKind.UniqueIdentifier))),
        Gen.Select(Table, ConferenceColumn, TextType, Encoding, Target, Alone, (table, column, type, encoding, target, pattern) =>
            Encoded(new GeneratedLink(table, column, target, type, pattern.Replace("{Id}", $"{{{target}}}", StringComparison.Ordinal)), encoding)));

    private static readonly Gen<Decoy> AnyDecoy = Gen.Select(
        OneOf(
            DecoyKind.SmallNumber,
            DecoyKind.Constant,
            DecoyKind.MostlyOwner,
            DecoyKind.MostlyOwnerAddress,
            DecoyKind.AnyConfId,
            DecoyKind.AnyPublicIdInText,
            DecoyKind.Guid),
        Gen.Int[30, 95],
        (kind, share) => new Decoy(kind.ToString(), kind, share));

    private static readonly Gen<(GeneratedLink Organizer, GeneratedLink Conference)> Links = Gen.Frequency(
        (3, Gen.Select(Organizer, Conference)),
        (2, Gen.Select(Table, ConferenceColumn, TextType, Encoding, Target, Joint, (table, column, type, encoding, target, joint) =>
        {
            var pattern = joint.Replace("{Id}", $"{{{target}}}", StringComparison.Ordinal);
            return (
                Encoded(new GeneratedLink(table, column, "UserAtHost", type, pattern), encoding),
                Encoded(new GeneratedLink(table, column, target, type, pattern), encoding));
        })));

    /// <summary>Any schema.</summary>
    public static Gen<GeneratedVariant> Variant { get; } = Gen.Select(
        Links,
        AnyDecoy.Array[0, 3],
        Table,
        Gen.Bool,
        (links, decoys, table, mixedCase) => new GeneratedVariant(links.Organizer, links.Conference)
        {
            Decoys = [.. decoys.DistinctBy(d => d.Kind)],
            DecoyTable = table,
            MixedCase = mixedCase,
        });

    /// <summary>Any small or large pool of one or two Front-Ends with any schema. In some, an endpoint's conference lives only on the last Front-End.</summary>
    public static Gen<Scenario> Pool { get; } = Gen.Select(
        Variant,
        Gen.Int[1, 2],
        Gen.Int[1, 12],
        Gen.Int[1, 8],
        Gen.Int[0, 1000],
        (variant, frontEnds, live, orphans, seed) =>
        {
            var pool = Scenario.Pool().FrontEnds(frontEnds).Seed(seed).Schema(variant).Payload(10, 40);
            foreach (var address in new[] { "app.one@contoso.com", "o'brien.bot@contoso.com", "help_desk@contoso.com" })
            {
                pool.Endpoint(address)
                    .Orphans(orphans, entriesEach: 2)
                    .Orphans(1, documentsEach: 3)
                    .LiveConferences(live, entriesEach: 2)
                    .OtherDocuments(1)
                    .BrokenLinks(1);
            }

            pool.Orphan("SHARED1234AB");
            if (frontEnds > 1 && seed % 2 == 0)
            {
                pool.ConferencesOnOtherFrontEnd(1);
            }

            foreach (var address in new[] { "ada@contoso.com", "grace@contoso.com" })
            {
                pool.User(address).Orphans(orphans).LiveConferences(live).OtherDocuments(1);
            }

            pool.LiveConference("SHARED1234AB");
            return pool.UnknownOrganizers(1).EntriesWithoutDocument(1).Build();
        });

    /// <summary>The true profile of a schema.</summary>
    public static SchemaProfile TrueProfile(GeneratedVariant variant) => SchemaProfileNotation.Read(variant.Profile, "generated.psd1");

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static SqlType Text(SqlTypeKind kind, int length) => new(kind, length);

    private static GeneratedLink Encoded(GeneratedLink link, string encoding) =>
        link.Type.Kind == SqlTypeKind.VarBinary ? link with { Encoding = encoding } : link;
}
