using System.Collections;
using PsdPurge.Lab.Engine;

namespace PsdPurge.Lab.Scenarios;

/// <summary>A schema that is unknown to the module.</summary>
/// <param name="name">Its name.</param>
/// <param name="summary">What is unusual about it, in a few words.</param>
/// <param name="profile">How rows name organizer and conference, in the notation of a profile's file. Null if no profile can describe it truly.</param>
/// <param name="columns">All columns of Document and PersistedServiceData except the keys that each schema has: links, columns that only look like links, and
/// noise.</param>
public sealed class Stranger(string name, string summary, IDictionary? profile, IReadOnlyList<ExtraColumn> columns) : SchemaVariant
{
    private readonly ExtraColumn[] _document = [.. columns.Where(column => column.Table == ExtraColumn.Document)];
    private readonly ExtraColumn[] _entry = [.. columns.Where(column => column.Table == ExtraColumn.Entry)];

    /// <summary>A table between documents and what they name.</summary>
    public FurtherTable? Between { get; init; }

    /// <summary>Whether Conference.ConferenceKey is a guid and not a text.</summary>
    public bool KeysAreGuids { get; init; }

    /// <summary>Whether public ids in Conference have letters in upper and lower case, and case matters.</summary>
    public bool IdsAreMixedCase { get; init; }

    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override string Summary => summary;

    /// <inheritdoc/>
    public override IDictionary? Profile => profile;

    /// <inheritdoc/>
    public override SqlColumn ConferenceKeyColumn => KeysAreGuids ? Column.Id("ConferenceKey") : base.ConferenceKeyColumn;

    /// <inheritdoc/>
    public override IReadOnlyList<SqlColumn> DocumentColumns => [Column.Int("DocId"), .. _document.Select(column => column.Column)];

    /// <inheritdoc/>
    public override IReadOnlyList<SqlColumn> EntryColumns => [.. _entry.Select(column => column.Column)];

    /// <inheritdoc/>
    public override string RtcScript =>
        $"""
        {SharedScript}
        GO
        {Between?.Script}
        GO
        CREATE TABLE dbo.Document
        (
            DocId int NOT NULL,{Declarations(_document)}
            CONSTRAINT PK_Document PRIMARY KEY CLUSTERED (DocId)
        );
        GO
        CREATE TABLE dbo.PersistedServiceData
        (
            DocId int NOT NULL,
            ServiceId int NOT NULL,
            Version int NOT NULL,{Declarations(_entry)}
            Data varbinary(max) NULL,
            LastUpdateTime datetime NOT NULL,
            CONSTRAINT PK_PersistedServiceData PRIMARY KEY CLUSTERED (DocId, ServiceId)
        );
        """;

    /// <inheritdoc/>
    public override string KeysScript => Between?.KeysScript ?? "";

    private string SharedScript
    {
        get
        {
            var script = ReadScript("rtc.sql");
            script = KeysAreGuids
                ? script.Replace("ConferenceKey           nvarchar(64)", "ConferenceKey           uniqueidentifier", StringComparison.Ordinal)
                : script;
            return IdsAreMixedCase ? script.Replace(
                "ExternalConfId          nvarchar(64)    NOT",
                $"ExternalConfId          nvarchar(64) COLLATE {StrangerColumns.CaseSensitive} NOT",
                StringComparison.Ordinal) : script;
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<TableRows> FurtherRows(FrontEndData frontEnd) => Between is null ? [] : [Between.Rows(frontEnd)];

    /// <inheritdoc/>
    public override object? ConferenceKey(ConferencePlan plan) =>
        KeysAreGuids ? ConferenceNames.KeyOf(plan.Organizer, plan.ConferenceId!) : base.ConferenceKey(plan);

    /// <inheritdoc/>
    public override string ExternalConfId(ConferencePlan plan) => IdsAreMixedCase ? MixedCase.Of(plan.ConferenceId!) : base.ExternalConfId(plan);

    /// <inheritdoc/>
    public override object?[] DocumentRow(FrontEndData frontEnd, in LabDocument document) => [document.DocId, .. Values(_document, frontEnd, document)];

    /// <inheritdoc/>
    public override object?[] EntryValues(FrontEndData frontEnd, in LabDocument document) => [.. Values(_entry, frontEnd, document)];

    private static string Declarations(IEnumerable<ExtraColumn> columns) =>
        string.Concat(columns.Select(column => $"\n    {TypeText.Declaration(column.Column, column.Collation)},"));

    private static IEnumerable<object?> Values(IEnumerable<ExtraColumn> columns, FrontEndData frontEnd, LabDocument document) =>
        columns.Select(column => column.Value(frontEnd, document));
}
