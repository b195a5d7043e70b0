using System.Text;
using PsdPurge.Lab.Engine;

namespace PsdPurge.Lab.Scenarios;

/// <summary>Columns of strangers. Each has values for a document of a conference, for another document, and for a document with a truncated link.</summary>
internal static class StrangerColumns
{
    /// <summary>A collation that distinguishes upper case from lower case.</summary>
    public const string CaseSensitive = "Latin1_General_CS_AS";

    private static readonly Encoding CodePage = MakeCodePage();

    /// <summary>A document's own columns, which name nothing: a guid, a type, a version, flags, times and bytes.</summary>
    public static IReadOnlyList<ExtraColumn> DocumentNoise { get; } =
    [
        Plain("DocGuid", new(SqlTypeKind.UniqueIdentifier), (_, document) => StableGuid.Of($"document {document.Plan.Number}/{document.Ordinal}")),
        Plain("DocType", new(SqlTypeKind.Int), (_, document) => document.Plan.Link == DocumentLink.NoConference ? 2 : 1),
        Plain("DocVersion", new(SqlTypeKind.BigInt), (_, document) => (7L << 40) + (document.DocId * 131L)),
        Plain("InsertTime", new(SqlTypeKind.DateTime, Scale: 3), (_, document) => LabTime.Of(document.DocId)),
        Plain("State", new(SqlTypeKind.VarBinary, SqlType.Max), (_, document) => StableGuid.Of($"state {document.DocId}").ToByteArray()),
    ];

    /// <summary>An entry's own columns, which name nothing.</summary>
    public static IReadOnlyList<ExtraColumn> EntryNoise { get; } =
    [
        Plain("ItemGuid", new(SqlTypeKind.UniqueIdentifier), (_, document) => StableGuid.Of($"item {document.DocId}")) with { Table = ExtraColumn.Entry },
        Plain("Etag", new(SqlTypeKind.NVarChar, 40), (_, document) => $"W/{document.DocId * 7919 % 99991}") with { Table = ExtraColumn.Entry },
    ];

    /// <summary>The columns, with noise before, between and after them.</summary>
    public static IReadOnlyList<ExtraColumn> AmongNoise(params IReadOnlyList<ExtraColumn> columns) =>
        [.. DocumentNoise.Take(2), .. columns.Take(1), .. DocumentNoise.Skip(2), .. EntryNoise.Take(1), .. columns.Skip(1), .. EntryNoise.Skip(1)];

    /// <summary>A column of Document that is not text.</summary>
    public static ExtraColumn Plain(string name, SqlType type, Func<FrontEndData, LabDocument, object?> value) =>
        new(ExtraColumn.Document, new(name, type), value);

    /// <summary>The organizer's ResourceId.</summary>
    public static ExtraColumn Owner(string name) => Plain(name, new(SqlTypeKind.Int), (frontEnd, document) => frontEnd.Written(document).ResourceId);

    /// <summary>The conference's public id. NULL if there is none, empty if the link is truncated.</summary>
    public static ExtraColumn PublicId(string name, SqlType? type = null) =>
        Plain(name, type ?? new(SqlTypeKind.NVarChar, 64), (frontEnd, document) => OfConference(document, frontEnd.Written(document).ConferenceId, ""));

    /// <summary>A value for documents of a conference, <paramref name="cut"/> if the link is truncated, and NULL for others.</summary>
    public static object? OfConference(in LabDocument document, object? value, object? cut) => document.Plan.Link switch
    {
        DocumentLink.NoConference => null,
        DocumentLink.Broken => cut,
        _ => value,
    };

    /// <summary>A text column, or a column that holds text in bytes.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">Its type.</param>
    /// <param name="conference">The text of a conference's document.</param>
    /// <param name="other">The text of another document of an organizer.</param>
    /// <param name="cut">The text of a document with a truncated link.</param>
    /// <param name="encoding">How a binary column encodes text.</param>
    public static ExtraColumn Text(
        string name,
        SqlType type,
        Func<ConferenceNames, string> conference,
        Func<ConferenceNames, string> other,
        Func<ConferenceNames, string> cut,
        Encoding? encoding = null) => Plain(name, type, (frontEnd, document) => Stored(type, Said(frontEnd, document, conference, other, cut), encoding));

    /// <summary>The text of a document.</summary>
    public static string Said(
        FrontEndData frontEnd,
        in LabDocument document,
        Func<ConferenceNames, string> conference,
        Func<ConferenceNames, string> other,
        Func<ConferenceNames, string> cut)
    {
        var say = document.Plan.Link switch { DocumentLink.NoConference => other, DocumentLink.Broken => cut, _ => conference };
        return say(frontEnd.Written(document));
    }

    /// <summary>A text in the form that a column of this type holds.</summary>
    public static object Stored(SqlType type, string text, Encoding? encoding = null) => type.Kind switch
    {
        SqlTypeKind.Char or SqlTypeKind.NChar => text.PadRight(type.Length),
        SqlTypeKind.Binary or SqlTypeKind.VarBinary or SqlTypeKind.Image => (encoding ?? CodePage).GetBytes(text),
        _ => text,
    };

    private static Encoding MakeCodePage()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding(1252);
    }
}
