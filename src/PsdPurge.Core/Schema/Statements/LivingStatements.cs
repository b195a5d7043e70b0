namespace PsdPurge.Schema.Statements;

/// <summary>
/// The living conferences of all organizers, copied once into an indexed temp table: what asks after them costs no further pass over Conference, whatever
/// indexes that has. And the question that goes the other way than the sample's: which of them does a document name?
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

    /// <summary>Which conferences live here, by the ids that rows would name them by? One pass over Conference.</summary>
    public string Fill =>
        $"""
        INSERT INTO #Living (ConfId, OrganizerId, OrganizerKey, ConferenceKey, ExternalConfId)
        SELECT c.ConfId, c.OrganizerId, {_profile.ResourceMatches}, {_profile.ConferenceTarget}, {(_profile.NamesPublicId ? "NULL" : "c.ExternalConfId")}
        FROM dbo.Conference AS c WITH (READCOMMITTEDLOCK)
        LEFT JOIN dbo.Resource AS r ON r.ResourceId = c.OrganizerId;
        """
        + (_profile.ConferenceKeyFitsIndex ? "\nCREATE CLUSTERED INDEX Living ON #Living (ConferenceKey);" : "")
        + (_profile.NamesPublicId ? "" : "\nCREATE INDEX LivingPublic ON #Living (ExternalConfId);");

    /// <summary>Which of them does at least one document name, with their organizer? One pass over the documents.</summary>
    public string FillNamed =>
        $"""
        INSERT INTO #Named (ConfId)
        SELECT DISTINCT l.ConfId
        {_profile.Documents}
        INNER JOIN #Living AS l ON l.ConferenceKey = {_profile.ConferenceKey} AND l.OrganizerKey = {_profile.OrganizerKey}
        WHERE {_profile.Named(_profile.ConferenceKey)};
        """;

    /// <summary>Which are they?</summary>
    public static string NamedIds(ServerSchema schema) => $"SELECT {LinkExpression.Text(schema.ConfId, "n.ConfId")} AS ConfId FROM #Named AS n;";

    /// <summary>How many conferences live here, of how many organizers, and how many of them are named? How many does the Resource table know?</summary>
    public const string Count =
        """
        SELECT COUNT_BIG(*) AS Conferences, COUNT_BIG(DISTINCT l.OrganizerId) AS Organizers, (SELECT COUNT_BIG(*) FROM dbo.Resource AS r) AS Resources,
               (SELECT COUNT_BIG(*) FROM #Named AS n) AS Named
        FROM #Living AS l;
        """;

    /// <summary>Under which public ids and keys do conferences of any owner live here? One pass over Conference.</summary>
    public string Ids => $"SELECT {LinkExpression.Text(_schema.ExternalConfId, "c.ExternalConfId")} AS ConferenceId, "
        + $"{Key(_schema) ?? "NULL"} AS ConferenceKey FROM dbo.Conference AS c WITH (READCOMMITTEDLOCK);";

    /// <summary>The key of <c>c</c> (Conference) as text; null if that table has none that is a text or a GUID.</summary>
    public static string? Key(ServerSchema schema) => schema.Find("Conference", "ConferenceKey") is { Kind: ColumnKind.Text or ColumnKind.Guid } key
        ? LinkExpression.Text(key, $"c.{key.QuotedName}")
        : null;

    /// <summary>
    /// If rows name conferences by an id that is local to one database: of which organizers does a conference live elsewhere and not here? One of their rows
    /// may mean that one.
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
