using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;
using PsdPurge.Lab.Engine;

namespace PsdPurge.Lab.Scenarios;

/// <summary>A schema that nobody has seen: other columns, other types, other texts, and columns that look like links and are none.</summary>
/// <param name="organizer">How rows name their organizer.</param>
/// <param name="conference">How rows name their conference.</param>
public sealed partial class GeneratedVariant(GeneratedLink organizer, GeneratedLink conference) : SchemaVariant
{
    private const string Document = "Document";

    /// <summary>Columns that are no links.</summary>
    public IReadOnlyList<Decoy> Decoys { get; init; } = [];

    /// <summary>The decoys' table.</summary>
    public string DecoyTable { get; init; } = Document;

    /// <summary>Whether texts spell addresses and ids in other cases than the tables that they point to.</summary>
    public bool MixedCase { get; init; }

    /// <summary>How rows name their organizer.</summary>
    public GeneratedLink Organizer { get; } = organizer;

    /// <summary>How rows name their conference.</summary>
    public GeneratedLink Conference { get; } = conference;

    /// <summary>The true profile as a file would have it.</summary>
    public IDictionary Profile => new Hashtable { ["Name"] = Name, ["Organizer"] = Organizer.Data, ["Conference"] = Conference.Data };

    /// <inheritdoc/>
    public override string Name => "generated";

    /// <inheritdoc/>
    public override int FixedBytes => throw new NotSupportedException("Entries of generated schemas differ in length.");

    /// <inheritdoc/>
    public override SqlColumn ConferenceKeyColumn => new("ConferenceKey", new(SqlTypeKind.UniqueIdentifier));

    /// <inheritdoc/>
    public override string RtcScript =>
        ReadScript("rtc.sql").Replace("ConferenceKey           nvarchar(64)", "ConferenceKey           uniqueidentifier", StringComparison.Ordinal)
        + $"""

        GO
        CREATE TABLE dbo.Document
        (
            DocId int NOT NULL,{Declarations(Document)}
            DocType int NOT NULL,
            InsertTime datetime NOT NULL,
            CONSTRAINT PK_Document PRIMARY KEY CLUSTERED (DocId)
        );
        GO
        CREATE TABLE dbo.PersistedServiceData
        (
            DocId int NOT NULL,
            ServiceId int NOT NULL,
            Version int NOT NULL,{Declarations("PersistedServiceData")}
            Data varbinary(max) NULL,
            LastUpdateTime datetime NOT NULL,
            CONSTRAINT PK_PersistedServiceData PRIMARY KEY CLUSTERED (DocId, ServiceId)
        );
        GO
        """;

    /// <inheritdoc/>
    public override object? ConferenceKey(ConferencePlan plan) => Key(plan);

    /// <inheritdoc/>
    public override TableRows Documents(FrontEndData frontEnd)
    {
        var known = new ConferenceNumbers(frontEnd);
        return new(
            "dbo.Document",
            [Column.Int("DocId"), Column.Int("DocType"), Column.Time("InsertTime"), .. Columns(Document)],
            from document in frontEnd.Documents
            where document.Fate != EntryFate.NoDocument
            select (object?[])[document.DocId, 1, LabTime.Of(document.DocId), .. Values(Document, frontEnd, document, known)]);
    }

    /// <inheritdoc/>
    public override TableRows Entries(FrontEndData frontEnd, EntryPayload payload)
    {
        var known = new ConferenceNumbers(frontEnd);
        return new(
            "dbo.PersistedServiceData",
            [Column.Int("DocId"), Column.Int("ServiceId"), Column.Int("Version"), Column.Bytes("Data"), Column.Time("LastUpdateTime"), .. Columns("PersistedServiceData")],
            from document in frontEnd.Documents
            from serviceId in Enumerable.Range(1, document.Entries)
            select (object?[])
            [
                document.DocId, serviceId, 1, payload.Data(document.DocId, serviceId), LabTime.Of(document.DocId),
                .. Values("PersistedServiceData", frontEnd, document, known),
            ]);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"organizer {Organizer}, conference {Conference}, {(MixedCase ? "mixed case, " : "")}decoys on {DecoyTable}: {string.Join(", ", Decoys)}");

    private static Guid Key(ConferencePlan plan) => StableGuid.Of($"{plan.Organizer.Address}/{plan.ConferenceId}");

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Parts();

    private IEnumerable<GeneratedLink> Links(string table) =>
        (Organizer.Column == Conference.Column && Organizer.Table == Conference.Table ? [Organizer] : new[] { Organizer, Conference }).Where(link => link.Table == table);

    private IEnumerable<Decoy> DecoysOn(string table) => table == DecoyTable ? Decoys : [];

    private string Declarations(string table) =>
        string.Concat(Links(table).Select(link => $"\n    {link.Declaration},").Concat(DecoysOn(table).Select(decoy => $"\n    {decoy.Declaration},")));

    private IEnumerable<SqlColumn> Columns(string table) =>
        Links(table).Select(link => new SqlColumn(link.Column, link.Type)).Concat(DecoysOn(table).Select(decoy => new SqlColumn(decoy.Column, decoy.Type)));

    private IEnumerable<object?> Values(string table, FrontEndData frontEnd, LabDocument document, ConferenceNumbers known) =>
        Links(table).Select(link => Value(link, frontEnd, document, known)).Concat(DecoysOn(table).Select(decoy => (object?)decoy.Value(frontEnd, document)));

    private object? Value(GeneratedLink link, FrontEndData frontEnd, in LabDocument document, ConferenceNumbers known)
    {
        var plan = document.Plan;
        if (link.Pattern is null)
        {
            return link == Organizer ? link.Store(Target(link.PointsTo, frontEnd, plan, known))
                : plan.Link == DocumentLink.NoConference ? null
                : plan.Link == DocumentLink.Broken ? link.Empty
                : plan.ConferenceId is null ? null
                : link.Store(Target(link.PointsTo, frontEnd, plan, known));
        }

        var docId = document.DocId;
        return plan.Link switch
        {
            DocumentLink.NoConference => link.Store("urn~lcd~" + plan.Organizer.Address),
            DocumentLink.Broken => link.Store(plan.Organizer.Address),
            _ => link.Store(Parts().Replace(link.Pattern, part => Part(part.Groups[1].Value, docId))),
        };

        string Part(string name, int id) => name.StartsWith("Part", StringComparison.Ordinal)
            ? string.Create(CultureInfo.InvariantCulture, $"x{id * 7919 % 9973}")
            : Convert.ToString(Target(name, frontEnd, plan, known), CultureInfo.InvariantCulture)!;
    }

    private object? Target(string column, FrontEndData frontEnd, ConferencePlan plan, ConferenceNumbers known) => column switch
    {
        "ResourceId" => frontEnd.ResourceId(plan.Organizer),
        "UserAtHost" => InCase(plan.Organizer.Address),
        "ConfId" => known.Of(plan),
        "ExternalConfId" => plan.ConferenceId is { } id ? InCase(id) : "none",
        "ConferenceKey" => Key(plan),
        _ => throw new InvalidOperationException($"Nothing is known of {column}."),
    };

    private string InCase(string text) => MixedCase ? string.Concat(text.Select((c, i) => i % 3 == 0 ? char.ToUpperInvariant(c) : char.ToLowerInvariant(c))) : text;

    /// <summary>ConfIds on one Front-End, of conferences that live and of those that were deleted: a number is never given twice.</summary>
    private sealed class ConferenceNumbers
    {
        private readonly Dictionary<ConferencePlan, int> _numbers = new(ReferenceEqualityComparer.Instance);

        public ConferenceNumbers(FrontEndData frontEnd)
        {
            foreach (var conference in frontEnd.Conferences)
            {
                _numbers[conference.Plan] = conference.ConfId;
            }

            var used = _numbers.Values.ToHashSet();
            var next = 1;
            foreach (var document in frontEnd.Documents.Where(document => !_numbers.ContainsKey(document.Plan)))
            {
                while (!used.Add(next))
                {
                    next++;
                }

                _numbers[document.Plan] = next;
            }
        }

        public int Of(ConferencePlan plan) => _numbers[plan];
    }
}
