namespace PsdPurge.Schema;

/// <summary>A profile applied to a server's columns: the T-SQL expressions for its links.</summary>
/// <remarks>
/// Aliases in all statements: psd PersistedServiceData, d Document, ho and hc what the links go through, utf8 #Utf8Address, o #Organizer, r Resource, c
/// Conference.
/// </remarks>
internal sealed class BoundProfile
{
    private readonly ServerColumn _conferenceTarget;
    private readonly ServerColumn _organizerTarget;
    private readonly bool _ignoresCase;
    private readonly int? _mostCharacters;
    private readonly LinkJoins _joins;

    /// <exception cref="PsdPurgeException"><c>SchemaUnexpected</c>: a column is missing or of a type that cannot be followed.</exception>
    public BoundProfile(SchemaProfile profile, ServerSchema schema, FrontEnd frontEnd)
    {
        Profile = profile;
        _joins = new LinkJoins(profile, schema, frontEnd);
        ServerColumn organizerTarget = schema.Target(profile.Organizer.Target);
        _organizerTarget = organizerTarget;
        _conferenceTarget = schema.Target(profile.Conference.Target).IgnoringCase();
        _ignoresCase = _conferenceTarget != schema.Target(profile.Conference.Target);
        ServerColumn organizerColumn = schema.Required(profile.Organizer.ValueTable, profile.Organizer.ValueColumn);
        ServerColumn conferenceColumn = schema.Required(profile.Conference.ValueTable, profile.Conference.ValueColumn);
        ConferenceKey = LinkExpression.Value(profile.Conference, conferenceColumn, _joins.ConferenceAlias, _conferenceTarget, frontEnd);
        var organizer = LinkExpression.Value(profile.Organizer, organizerColumn, _joins.OrganizerAlias, organizerTarget, frontEnd);
        OrganizerKey = _joins.LooksAddressesUp ? $"COALESCE(utf8.UserAtHost, {organizer})" : organizer;
        OrganizerMatches = $"o.{Identifier.Quote(profile.Organizer.Target.ToString())} = {OrganizerKey}";
        ResourceMatches = $"r.{Identifier.Quote(profile.Organizer.Target.ToString())}";
        ConferenceTarget = $"c.{_conferenceTarget.QuotedName}{(_ignoresCase ? _conferenceTarget.CollateClause : "")}";
        ConferenceColumn = $"{_joins.ConferenceAlias}.{conferenceColumn.QuotedName}";
        _mostCharacters = conferenceColumn.MostCharacters is { } held && held <= _conferenceTarget.MostCharacters ? null : _conferenceTarget.MostCharacters;
        ConferenceHasShape = _conferenceTarget.Kind is ColumnKind.Text or ColumnKind.Binary;
    }

    public SchemaProfile Profile { get; }

    /// <summary>Predicate: the row's organizer is the endpoint <c>o</c>.</summary>
    public string OrganizerMatches { get; }

    /// <summary>The row's organizer, in the type of the column that it points to; NULL if it names none.</summary>
    public string OrganizerKey { get; }

    /// <summary>Type of <see cref="OrganizerKey"/> for CREATE TABLE, with its collation.</summary>
    public string OrganizerKeyDeclaration => _organizerTarget.Declaration + _organizerTarget.CollateClause;

    /// <summary>The row's organizer, cut to what a column of <see cref="OrganizerKeyDeclaration"/> holds; what is longer is nobody's.</summary>
    public string OrganizerKeyThatFits => $"CONVERT({_organizerTarget.Declaration}, {OrganizerKey})";

    /// <summary>Whether temp tables can be indexed by the organizer, or by the conference: a key must not be too long for one.</summary>
    public bool OrganizerKeyFitsIndex => FitsIndex(_organizerTarget);

    /// <inheritdoc cref="OrganizerKeyFitsIndex"/>
    public bool ConferenceKeyFitsIndex => FitsIndex(_conferenceTarget);

    /// <summary>
    /// FROM of all documents, like <see cref="Entries"/>. If the links do not need the entries, it leaves them out, because all entries of a document name the
    /// same.
    /// </summary>
    public string Documents => Profile.Organizer.Table == LinkTable.Document && Profile.Conference.Table == LinkTable.Document
        ? $"FROM dbo.Document AS d WITH (NOLOCK){Joins("NOLOCK")}"
        : Entries();

    /// <summary>An organizer as text.</summary>
    public string OrganizerAsText(string key) => LinkExpression.Text(_organizerTarget, key);

    /// <summary>The column of <c>r</c> (Resource) that the organizer link points to.</summary>
    public string ResourceMatches { get; }

    /// <summary>The column that holds the conference link.</summary>
    public string ConferenceColumn { get; }

    /// <summary>Whether the form of a conference's id distinguishes it from something else. All numbers look alike.</summary>
    public bool ConferenceHasShape { get; }

    /// <summary>Whether conferences are named by a text.</summary>
    public bool ConferenceIsText => _conferenceTarget.Kind == ColumnKind.Text;

    /// <summary>
    /// The column of <c>c</c> (Conference) that the conference link points to. It is compared without case even if the database is case-sensitive. A different
    /// spelling must not make a living conference look deleted.
    /// </summary>
    public string ConferenceTarget { get; }

    /// <summary>The row's conference, in the type of the column that it points to; NULL if it names none.</summary>
    public string ConferenceKey { get; }

    /// <summary>Type of <see cref="ConferenceKey"/> for CREATE TABLE, with its collation.</summary>
    public string ConferenceKeyDeclaration => _conferenceTarget.Declaration + _conferenceTarget.CollateClause;

    /// <summary>
    /// Whether the conference is named by the id that is the same on every Front-End. All other ids are local to a database (assumed, which is the safe
    /// reading).
    /// </summary>
    public bool NamesPublicId => Profile.Conference.Target == LinkTarget.ExternalConfId;

    /// <summary>Whether a row's conference can be looked up in rtcdyn.dbo.ActiveConference.</summary>
    public bool NamesConfId => Profile.Conference.Target == LinkTarget.ConfId;

    /// <summary>
    /// Predicate: <paramref name="key"/> names a conference. NULL, empty text, zero and the empty GUID mean none. Text that is longer than any conference's id
    /// names none either, and would not fit into a temp table.
    /// </summary>
    public string Named(string key) => _conferenceTarget.Kind switch
    {
        ColumnKind.Integer => $"{key} <> 0",
        ColumnKind.Guid => $"{key} <> '00000000-0000-0000-0000-000000000000'",
        ColumnKind.Binary => $"DATALENGTH({key}) > 0",
        _ => $"{key} <> N''"
            + (_mostCharacters is { } most ? string.Format(System.Globalization.CultureInfo.InvariantCulture, " AND LEN({0}) <= {1}", key, most) : ""),
    };

    /// <summary>Predicate on <c>c</c>: it is the conference <paramref name="key"/> of the organizer.</summary>
    /// <param name="key">The conference, as <see cref="ConferenceKey"/>.</param>
    /// <param name="organizerId">The organizer's ResourceId.</param>
    public string ConferenceMatches(string key, string organizerId)
    {
        var matches = $"{ConferenceTarget} = {key}";

        // ConfId is a number that is unique in its database. The other ids may be used once by each organizer.
        return NamesConfId ? matches : $"{matches} AND c.OrganizerId = {organizerId}";
    }

    /// <summary>
    /// Whether an index of the server's own, which has that column's own collation, leads to the row that <see cref="ConferenceMatches"/> asks for.
    /// </summary>
    public bool IndexLeadsToConference(ServerSchema schema) =>
        !_ignoresCase && (schema.ConferenceHasIndexOn(_conferenceTarget.Name) || schema.ConferenceHasIndexOn("OrganizerId", _conferenceTarget.Name));

    /// <summary>The conference as text, for people and files.</summary>
    public string ConferenceText(string key) => LinkExpression.Text(_conferenceTarget, key);

    /// <summary>The conference from such a text. NULL if the text is not such an id.</summary>
    public string ConferenceFromText(string text) => LinkExpression.FromText(_conferenceTarget, text);

    /// <summary>FROM with all tables that the profile's expressions name: psd, d, and what the links go through.</summary>
    /// <param name="hint">How the tables are read: NOLOCK if the result is only a number or a list. The DELETE uses another one.</param>
    public string Entries(string hint = "NOLOCK") =>
        $"""
        FROM dbo.PersistedServiceData AS psd WITH ({hint})
        INNER JOIN dbo.Document AS d WITH ({hint}) ON d.DocId = psd.DocId{Joins(hint)}
        """;

    /// <summary>The part of <see cref="Entries"/> after psd and d, on its own line. Empty if the links use no other table.</summary>
    public string Joins(string hint) => _joins.Text(hint);

    private static bool FitsIndex(ServerColumn column) => column.MaxLength is > 0 and <= ServerLimits.KeyBytes;
}
