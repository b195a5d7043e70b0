using System.Collections;
using System.Collections.Concurrent;
using PsdPurge.Lab.Engine;

namespace PsdPurge.Lab.Scenarios;

/// <summary>
/// The tables of a bundle, with invented rows. If the bundle describes how rows name organizer and conference, the invented rows do the same. Otherwise, the
/// tables hold the bundle's own rows. The tables lack whatever the bundle does not contain (defaults, filters, triggers, computed values).
/// </summary>
internal sealed class LikeVariant : SchemaVariant
{
    private readonly LikeBundle _bundle;
    private readonly IReadOnlyList<LikeLink> _links;
    private readonly ConcurrentDictionary<(string, string), IReadOnlyList<object?>> _sampled = [];

    public LikeVariant(LikeBundle bundle)
    {
        _bundle = bundle;
        _links = LikeLink.Of(bundle);
        DocumentColumns = [Column.Int("DocId"), .. LinksOf("Document").Select(link => new SqlColumn(link.Column.Name, link.Column.SqlType))];
        EntryColumns = [.. LinksOf("PersistedServiceData").Select(link => new SqlColumn(link.Column.Name, link.Column.SqlType))];
    }

    /// <inheritdoc/>
    public override string Name => "like";

    /// <inheritdoc/>
    public override string Summary => "as a bundle describes it";

    /// <inheritdoc/>
    public override IDictionary? Profile => _bundle.Profile;

    /// <inheritdoc/>
    public override string RtcScript => LikeScript.Tables(_bundle.Rtc);

    /// <inheritdoc/>
    public override string RtcDynScript => LikeScript.Tables(_bundle.RtcDyn);

    /// <inheritdoc/>
    public override string KeysScript => string.Join("\nGO\n", LikeScript.ForeignKeys(_bundle.Rtc));

    /// <inheritdoc/>
    public override IReadOnlyList<SqlColumn> DocumentColumns { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<SqlColumn> EntryColumns { get; }

    /// <inheritdoc/>
    public override object?[] DocumentRow(FrontEndData frontEnd, in LabDocument document) => [document.DocId, .. Values("Document", frontEnd, document)];

    /// <inheritdoc/>
    public override object?[] EntryValues(FrontEndData frontEnd, in LabDocument document) => Values("PersistedServiceData", frontEnd, document);

    /// <inheritdoc/>
    public override IEnumerable<TableRows> FurtherRows(FrontEndData frontEnd) =>
        _links.Where(link => link.Through is not null).GroupBy(link => link.Through!.Value.Table).Select(through => Between(frontEnd, [.. through]));

    private static TableRows Between(FrontEndData frontEnd, List<LikeLink> links)
    {
        var hop = links[0].Through!.Value;
        var rows = new Dictionary<object, object?[]>();
        foreach (var document in frontEnd.Documents)
        {
            foreach (var link in links)
            {
                var names = frontEnd.Written(document);
                rows.TryAdd(link.KeyOf(names, document)!, [link.KeyOf(names, document), link.ValueOf(names, document)]);
            }
        }

        return new("dbo." + hop.Table, [new(hop.Key.Name, hop.Key.SqlType), new(hop.Value.Name, hop.Value.SqlType)], rows.Values);
    }

    /// <inheritdoc/>
    public override TableRows? Fit(string database, TableRows rows)
    {
        var name = rows.Table[(rows.Table.IndexOf('.', StringComparison.Ordinal) + 1)..];
        var table = (database == "rtc" ? _bundle.Rtc : _bundle.RtcDyn).Tables
            .FirstOrDefault(one => LikeScript.IsOfDbo(one) && one.Table.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (table is null)
        {
            return null;
        }

        var sample = database == "rtc" && Profile is null ? _bundle.Sample(name) : null;
        var known = sample?.Columns ?? [.. rows.Columns.Select(column => column.Name)];
        var at = table.Columns.Select(column => known.ToList().FindIndex(one => one.Equals(column.Name, StringComparison.OrdinalIgnoreCase))).ToArray();
        var columns = table.Columns.Select((column, i) => (column, i)).Where(one => !one.column.IsServers).ToList();
        var given = sample is null ? rows.Rows : sample.Rows.Select(row => row.Select(cell => (object?)cell).ToArray());
        var fitted = given.Select((row, number) => columns.Select(one => at[one.i] >= 0
            ? Given(one.column, row[at[one.i]])
            : LikeValue.Invented(one.column, table.IsKey(one.column), number, Sampled(table, one.column))).ToArray());
        return new("dbo." + LikeScript.Quote(table.Table), [.. columns.Select(one => new SqlColumn(one.column.Name, one.column.SqlType))], fitted);
    }

    private static object? Given(LikeColumn column, object? value) =>
        value is System.Text.Json.JsonElement cell
            ? LikeValue.Of(column, cell)
            : LikeValue.Of(column, value) ?? (column.Nullable ? null : LikeValue.Of(column, 0));

    private IEnumerable<LikeLink> LinksOf(string table) =>
        _links.Where(link => link.Table.Equals(table, StringComparison.OrdinalIgnoreCase)).DistinctBy(link => link.Column.Name);

    private object?[] Values(string table, FrontEndData frontEnd, LabDocument document)
    {
        var names = frontEnd.Written(document);
        return [.. LinksOf(table).Select(link => link.Through is null ? link.ValueOf(names, document) : link.KeyOf(names, document))];
    }

    private IReadOnlyList<object?> Sampled(LikeTable table, LikeColumn column) => _sampled.GetOrAdd((table.Table, column.Name), _ =>
    {
        var sample = _bundle.Sample(table.Table);
        var at = sample?.Columns.ToList().FindIndex(one => one.Equals(column.Name, StringComparison.OrdinalIgnoreCase)) ?? -1;
        return at < 0 ? [] : [.. sample!.Rows.Select(row => LikeValue.Of(column, row[at]))];
    });
}
