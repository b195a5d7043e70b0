namespace PsdPurge.Schema.Statements;

/// <summary>
/// The statements for the living conferences of all organizers. They are copied once into an indexed temp table, so that no query about them needs another pass
/// over Conference, whatever its indexes. The statements also find out which of them a document names, which is the opposite direction to the sample's.
/// </summary>
/// <remarks>
/// #Living holds a row a conference, #Named the ConfIds of those that at least one document names together with their organizer. Conference is read
/// WITH (READCOMMITTEDLOCK): a living conference that is missed looks deleted.
/// </remarks>
internal sealed class LivingStatements
{
    private readonly ServerSchema _schema;
    private readonly BoundProfile _profile;

    public LivingStatements(ServerSchema schema, BoundProfile profile)
    {
        _schema = schema;
        _profile = profile;
    }

    public const string DropTables = "DROP TABLE #Living; DROP TABLE #Named;";

    public string CreateTables =>
        $"""
        CREATE TABLE #Living (
            ConfId {_schema.ConfId.Declaration}{_schema.ConfId.CollateClause} NOT NULL,
            OrganizerId {_schema.ResourceId.Declaration}{_schema.ResourceId.CollateClause} NOT NULL,
            OrganizerKey {_profile.OrganizerKeyDeclaration} NULL,
            ConferenceKey {_profile.ConferenceKeyDeclaration} NULL,
            ExternalConfId {_schema.ExternalConfId.Declaration}{_schema.ExternalConfId.CollateClause} NULL);
        CREATE TABLE #Named (ConfId {_schema.ConfId.Declaration}{_schema.ConfId.CollateClause} NOT NULL PRIMARY KEY);
        """;

    /// <summary>Copies the living conferences here, with the ids by which rows name them. This is one pass over Conference.</summary>
    public string Fill =>
        $"""
        INSERT INTO #Living (ConfId, OrganizerId, OrganizerKey, ConferenceKey, ExternalConfId)
        SELECT c.ConfId, c.OrganizerId, {_profile.ResourceMatches}, {_profile.ConferenceTarget}, {(_profile.NamesPublicId ? "NULL" : "c.ExternalConfId")}
        FROM dbo.Conference AS c WITH (READCOMMITTEDLOCK)
        LEFT JOIN dbo.Resource AS r ON r.ResourceId = c.OrganizerId;
        """
        + (_profile.ConferenceKeyFitsIndex ? "\nCREATE CLUSTERED INDEX Living ON #Living (ConferenceKey);" : "")
        + (_profile.NamesPublicId ? "" : "\nCREATE INDEX LivingPublic ON #Living (ExternalConfId);");

    /// <summary>Finds those that at least one document names with their organizer. This is one pass over the documents.</summary>
    public string FillNamed =>
        $"""
        INSERT INTO #Named (ConfId)
        SELECT DISTINCT l.ConfId
        {_profile.Documents}
        INNER JOIN #Living AS l ON l.ConferenceKey = {_profile.ConferenceKey} AND l.OrganizerKey = {_profile.OrganizerKey}
        WHERE {_profile.Named(_profile.ConferenceKey)};
        """;

    /// <summary>Reads the named conferences.</summary>
    public static string NamedIds(ServerSchema schema) => $"SELECT {LinkExpression.Text(schema.ConfId, "n.ConfId")} AS ConfId FROM #Named AS n;";

    /// <summary>Counts the living conferences here, their organizers, the named conferences, and the rows of Resource.</summary>
    public const string Count =
        """
        SELECT COUNT_BIG(*) AS Conferences, COUNT_BIG(DISTINCT l.OrganizerId) AS Organizers, (SELECT COUNT_BIG(*) FROM dbo.Resource AS r) AS Resources,
               (SELECT COUNT_BIG(*) FROM #Named AS n) AS Named
        FROM #Living AS l;
        """;

    /// <summary>Reads the public ids and keys of all living conferences here. This is one pass over Conference.</summary>
    public string Ids => $"SELECT {LinkExpression.Text(_schema.ExternalConfId, "c.ExternalConfId")} AS ConferenceId, "
        + $"{Key(_schema) ?? "NULL"} AS ConferenceKey FROM dbo.Conference AS c WITH (READCOMMITTEDLOCK);";

    /// <summary>The key of <c>c</c> (Conference) as text. Null if the table has no key that is a text or a GUID.</summary>
    public static string? Key(ServerSchema schema) => schema.Find("Conference", "ConferenceKey") is { Kind: ColumnKind.Text or ColumnKind.Guid } key
        ? LinkExpression.Text(key, $"c.{key.QuotedName}")
        : null;

    /// <summary>
    /// Finds the organizers with a conference that lives elsewhere and not here, if rows name conferences by an id that is local to one database. One of their
    /// rows may mean that conference.
    /// </summary>
    public const string FillLacked =
        """
        DELETE FROM #Lacked;
        INSERT INTO #Lacked (UserAtHost)
        SELECT DISTINCT e.UserAtHost
        FROM #LiveElsewhere AS e
        LEFT JOIN #Organizer AS o ON o.UserAtHost = e.UserAtHost
        LEFT JOIN #Living AS l ON l.ExternalConfId = e.ConferenceId AND l.OrganizerId = o.ResourceId
        WHERE l.ConfId IS NULL AND e.UserAtHost <> N'';
        """;

    /// <summary>Predicate: the conference lived here when the copy was made.</summary>
    /// <param name="key">The conference, as <see cref="BoundProfile.ConferenceKey"/>.</param>
    /// <param name="organizerId">The organizer's ResourceId.</param>
    public string Lives(string key, string organizerId) =>
        $"EXISTS (SELECT 1 FROM #Living AS l WHERE l.ConferenceKey = {key}{(_profile.NamesConfId ? "" : $" AND l.OrganizerId = {organizerId}")})";

    /// <summary>
    /// Predicate: a conference of that id lived here when the copy was made, whatever its owner. If a row names its owner wrongly, it is that one; ids are
    /// random, so two organizers hardly ever have the same.
    /// </summary>
    /// <param name="key">The conference, as <see cref="BoundProfile.ConferenceKey"/>.</param>
    public static string LivesUnderAnybody(string key) => $"EXISTS (SELECT 1 FROM #Living AS l WHERE l.ConferenceKey = {key})";
}
