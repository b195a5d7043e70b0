using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;
using PsdPurge.Lab.Engine;

namespace PsdPurge.Lab.Scenarios;

/// <summary>A schema that nobody has seen. It has other columns, other types, other texts, and columns that look like links but are not.</summary>
/// <param name="organizer">How rows name their organizer.</param>
/// <param name="conference">How rows name their conference.</param>
public sealed partial class GeneratedVariant(GeneratedLink organizer, GeneratedLink conference) : SchemaVariant
{
    /// <summary>Columns that are not links.</summary>
    public IReadOnlyList<Decoy> Decoys { get; init; } = [];

    /// <summary>The table of the decoys.</summary>
    public string DecoyTable { get; init; } = ExtraColumn.Document;

    /// <summary>Whether texts spell addresses and ids in another case than the tables that they point to.</summary>
    public bool MixedCase { get; init; }

    /// <summary>How rows name their organizer.</summary>
    public GeneratedLink Organizer { get; } = organizer;

    /// <summary>How rows name their conference.</summary>
    public GeneratedLink Conference { get; } = conference;

    /// <summary>The true profile in the notation of a profile's file.</summary>
    public override IDictionary Profile => new Hashtable { ["Name"] = Name, ["Organizer"] = Organizer.Data, ["Conference"] = Conference.Data };

    /// <inheritdoc/>
    public override string Name => "generated";

    /// <inheritdoc/>
    public override SqlColumn ConferenceKeyColumn => new("ConferenceKey", new(SqlTypeKind.UniqueIdentifier));

    /// <inheritdoc/>
    public override string RtcScript =>
        ReadScript("rtc.sql").Replace("ConferenceKey           nvarchar(64)", "ConferenceKey           uniqueidentifier", StringComparison.Ordinal)
        + $"""

        GO
        CREATE TABLE dbo.Document
        (
            DocId int NOT NULL,{Declarations(ExtraColumn.Document)}
            DocType int NOT NULL,
            InsertTime datetime NOT NULL,
            CONSTRAINT PK_Document PRIMARY KEY CLUSTERED (DocId)
        );
        GO
        CREATE TABLE dbo.PersistedServiceData
        (
            DocId int NOT NULL,
            ServiceId int NOT NULL,
            Version int NOT NULL,{Declarations(ExtraColumn.Entry)}
            Data varbinary(max) NULL,
            LastUpdateTime datetime NOT NULL,
            CONSTRAINT PK_PersistedServiceData PRIMARY KEY CLUSTERED (DocId, ServiceId)
        );
        GO
        """;

    /// <inheritdoc/>
    public override object? ConferenceKey(ConferencePlan plan) => ConferenceNames.KeyOf(plan.Organizer, plan.ConferenceId!);

    /// <inheritdoc/>
    public override IReadOnlyList<SqlColumn> DocumentColumns =>
        [Column.Int("DocId"), Column.Int("DocType"), Column.Time("InsertTime"), .. Columns(ExtraColumn.Document)];

    /// <inheritdoc/>
    public override IReadOnlyList<SqlColumn> EntryColumns => [.. Columns(ExtraColumn.Entry)];

    /// <inheritdoc/>
    public override object?[] DocumentRow(FrontEndData frontEnd, in LabDocument document) =>
        [document.DocId, 1, LabTime.Of(document.DocId), .. Values(ExtraColumn.Document, frontEnd, document)];

    /// <inheritdoc/>
    public override object?[] EntryValues(FrontEndData frontEnd, in LabDocument document) => [.. Values(ExtraColumn.Entry, frontEnd, document)];

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"organizer {Organizer}, conference {Conference}, {(MixedCase ? "mixed case, " : "")}decoys on {DecoyTable}: {string.Join(", ", Decoys)}");

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Parts();

    private IEnumerable<GeneratedLink> Links(string table) =>
        (Organizer.Column == Conference.Column && Organizer.Table == Conference.Table ? [Organizer] : new[] { Organizer, Conference }).Where(
            link => link.Table == table);

    private IEnumerable<Decoy> DecoysOn(string table) => table == DecoyTable ? Decoys : [];

    private string Declarations(string table) =>
        string.Concat(Links(table).Select(link => $"\n    {link.Declaration},").Concat(DecoysOn(table).Select(decoy => $"\n    {decoy.Declaration},")));

    private IEnumerable<SqlColumn> Columns(string table) =>
        Links(table).Select(link => new SqlColumn(link.Column, link.Type)).Concat(DecoysOn(table).Select(decoy => new SqlColumn(decoy.Column, decoy.Type)));

    private IEnumerable<object?> Values(string table, FrontEndData frontEnd, LabDocument document) =>
        Links(table).Select(link => Value(link, frontEnd, document)).Concat(DecoysOn(table).Select(decoy => (object?)decoy.Value(frontEnd, document)));

    private object? Value(GeneratedLink link, FrontEndData frontEnd, in LabDocument document)
    {
        var plan = document.Plan;
        var names = frontEnd.Written(document);
        if (link.Pattern is null)
        {
            return link == Organizer ? link.Store(Target(link.PointsTo, names))
                : plan.Link == DocumentLink.NoConference ? null
                : plan.Link == DocumentLink.Broken ? link.Empty
                : plan.ConferenceId is null ? null
                : link.Store(Target(link.PointsTo, names));
        }

        var docId = document.DocId;
        return plan.Link switch
        {
            DocumentLink.NoConference => link.Store("urn~lcd~" + names.Address),
            DocumentLink.Broken => link.Store(names.Address),
            _ => link.Store(Parts().Replace(link.Pattern, part => Part(part.Groups[1].Value))),
        };

        string Part(string name) => name.StartsWith("Part", StringComparison.Ordinal)
            ? string.Create(CultureInfo.InvariantCulture, $"x{docId * 7919 % 9973}")
            : Convert.ToString(Target(name, names), CultureInfo.InvariantCulture)!;
    }

    private object? Target(string column, ConferenceNames names) => column switch
    {
        "ResourceId" => names.ResourceId,
        "UserAtHost" => InCase(names.Address),
        "ConfId" => names.ConfId,
        "ExternalConfId" => names.ConferenceId is { } id ? InCase(id) : "none",
        "ConferenceKey" => names.Key ?? StableGuid.Of($"{names.Address}/"),
        _ => throw new InvalidOperationException($"Nothing is known of {column}."),
    };

    private string InCase(string text) => MixedCase ? Scenarios.MixedCase.Of(text) : text;
}
