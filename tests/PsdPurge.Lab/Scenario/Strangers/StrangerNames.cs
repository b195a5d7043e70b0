using System.Text;
using PsdPurge.Lab.Engine;

namespace PsdPurge.Lab.Scenarios;

/// <summary>Tables between documents and what they name.</summary>
internal static class StrangerNames
{
    private const int FirstName = 7_000;

    /// <summary>NameTable (Id, Name): the addresses of all organizers, and of some people whom no other table contains.</summary>
    public static FurtherTable Addresses { get; } = new(
        """
        CREATE TABLE dbo.NameTable
        (
            Id int NOT NULL,
            Name nvarchar(450) NOT NULL,
            Kind int NOT NULL,
            CONSTRAINT PK_NameTable PRIMARY KEY CLUSTERED (Id)
        );
        """,
        frontEnd => new("dbo.NameTable", [Column.Int("Id"), Column.Text("Name", 450), Column.Int("Kind")], AddressRows(frontEnd)),
        "ALTER TABLE dbo.Document ADD CONSTRAINT FK_Document_NameTable FOREIGN KEY (NameId) REFERENCES dbo.NameTable (Id);");

    /// <summary>DocumentUrn (Id, Urn): a URN in UTF-8 for each document, and some without a document.</summary>
    public static FurtherTable Urns { get; } = new(
        """
        CREATE TABLE dbo.DocumentUrn
        (
            Id bigint NOT NULL,
            Created datetime NULL,
            Urn varbinary(900) NULL,
            CONSTRAINT PK_DocumentUrn PRIMARY KEY CLUSTERED (Id)
        );
        """,
        frontEnd => new(
            "dbo.DocumentUrn",
            [Column.Int("Id") with { Type = new(SqlTypeKind.BigInt) }, Column.Time("Created"), new("Urn", new(SqlTypeKind.VarBinary, 900))],
            frontEnd.Documents.Select(
                document => new object?[] { UrnId(document), LabTime.Of(document.DocId), Encoding.UTF8.GetBytes(Urn(frontEnd, document)) })));

    /// <summary>The number of an organizer's name. It differs from the ResourceId, and it differs on each Front-End.</summary>
    public static int IdOf(FrontEndData frontEnd, Organizer organizer) => FirstName + (100_000 * frontEnd.Index) + (3 * (organizer.Index + 1));

    /// <summary>The number of a document's name.</summary>
    public static long UrnId(LabDocument document) => 4_000_000_000 + (document.DocId * 7L);

    private static string Urn(FrontEndData frontEnd, LabDocument document) => StrangerColumns.Said(
        frontEnd, document, n => $"urn:conf:{n.Address}:{n.ConferenceId}", n => $"urn:lcd:{n.Address}", n => $"urn:conf:{n.Address}");

    private static IEnumerable<object?[]> AddressRows(FrontEndData frontEnd)
    {
        yield return [IdOf(frontEnd, StrangerDecoys.Nobody), "gone@contoso.com", 1];
        foreach (var organizer in frontEnd.Organizers)
        {
            yield return [IdOf(frontEnd, organizer), organizer.Address, 1 + (organizer.Index % 2)];
            yield return [IdOf(frontEnd, organizer) + 1, $"guest{organizer.Index}@fabrikam.com", 3];
        }
    }
}
