namespace PsdPurge.Schema;

/// <summary>
/// The tables that a profile's links read in addition to PersistedServiceData (psd) and Document (d), and their joins. Each is a LEFT JOIN on a unique key,
/// so it never changes the number of rows.
/// </summary>
internal sealed class LinkJoins
{
    private readonly List<(string Table, string Alias, string On)> _hops = [];
    private readonly string? _utf8Bytes;

    /// <exception cref="PsdPurgeException"><c>SchemaUnexpected</c>: the table or column does not exist, or its key is not unique.</exception>
    public LinkJoins(SchemaProfile profile, ServerSchema schema, FrontEnd frontEnd)
    {
        OrganizerAlias = Add(profile.Organizer, "ho", schema, frontEnd);
        ConferenceAlias = SameWay(profile.Organizer, profile.Conference) ? OrganizerAlias : Add(profile.Conference, "hc", schema, frontEnd);
        if (Utf8Addresses.IsNeeded(profile))
        {
            ServerColumn column = schema.Required(profile.Organizer.ValueTable, profile.Organizer.ValueColumn);
            _utf8Bytes = column.Kind == ColumnKind.Binary ? LinkExpression.Utf8Bytes(profile.Organizer, column, OrganizerAlias) : null;
        }
    }

    /// <summary>The alias of the table with the organizer's column.</summary>
    public string OrganizerAlias { get; }

    /// <summary>The alias of the table with the conference's column.</summary>
    public string ConferenceAlias { get; }

    /// <summary>Whether addresses beyond ASCII are looked up by their bytes (<see cref="Utf8Addresses"/>).</summary>
    public bool LooksAddressesUp => _utf8Bytes is not null;

    /// <summary>The joins, each on its own line.</summary>
    public string Text(string hint) =>
        string.Concat(_hops.Select(h => $"\nLEFT JOIN dbo.{h.Table} AS {h.Alias} WITH ({hint}) ON {h.On}"))
        + (_utf8Bytes is null ? "" : $"\nLEFT JOIN #Utf8Address AS utf8 ON utf8.Bytes = {_utf8Bytes}");

    private static bool SameWay(SchemaLink one, SchemaLink other) =>
        one.Through is { } first && other.Through is { } second && one.Table == other.Table
        && Same(one.Column, other.Column) && Same(first.Table, second.Table) && Same(first.Key, second.Key);

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private string Add(SchemaLink link, string alias, ServerSchema schema, FrontEnd frontEnd)
    {
        var table = link.Table == LinkTable.Document ? "d" : "psd";
        if (link.Through is not { } hop)
        {
            return table;
        }

        ServerColumn column = schema.Required(link.Table.ToString(), link.Column);
        ServerColumn key = schema.Required(hop.Table, hop.Key);
        if (column.Kind != key.Kind || key.Kind == ColumnKind.Other || column.IsOldLarge || key.IsOldLarge)
        {
            throw Unfit(frontEnd, $"{column.Table}.{column.Name} ({column.Declaration}) cannot be compared with {key.Table}.{key.Name} ({key.Declaration})");
        }

        if (!schema.IsUnique(key))
        {
            throw Unfit(frontEnd, $"{key.Table}.{key.Name} has no unique index of its own, so that an entry could name several rows there");
        }

        var value = $"{table}.{column.QuotedName}";
        var comparable = key.Kind == ColumnKind.Text ? LinkExpression.Collated(value, column, key) : value;
        _hops.Add((Identifier.Quote(key.Table), alias, $"{alias}.{key.QuotedName} = {comparable}"));
        return alias;
    }

    private static PsdPurgeException Unfit(FrontEnd frontEnd, string reason) => new(
        ErrorIds.SchemaUnexpected,
        ErrorKind.InvalidData,
        $"{frontEnd.DataSource}: the profile's link cannot be followed: {reason}. Give the profile that fits this server with -SchemaProfile (docs/schema.md).",
        frontEnd);
}
