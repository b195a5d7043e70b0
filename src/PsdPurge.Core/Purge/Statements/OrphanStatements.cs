namespace PsdPurge.Purge.Statements;

/// <summary>
/// Builds the statements that find orphans, for one server's columns. They tell which entries belong to the endpoints' conferences, and whether those
/// conferences exist.
/// </summary>
/// <remarks>
/// These are the temp tables. #Endpoint holds the addresses that were asked for. #Organizer holds those that this Front-End knows, with its own ResourceId.
/// #LiveElsewhere holds the endpoints' conferences that other Front-Ends of the pool have. It also holds, without an organizer, the public ids of everybody's
/// conferences that live there and not here; #KeyElsewhere holds their keys. #Lacked holds the endpoints with a conference that lives there and not here.
/// #ActiveElsewhere has a row if another Front-End has active conferences that belong to nobody.
///
/// PersistedServiceData and Document are read WITH (NOLOCK), as Microsoft's own count does, so that looking blocks nobody. Conference and ActiveConference are
/// never read so: a row that is missed there would make a living conference look deleted. They are read WITH (READCOMMITTEDLOCK). Then a database with row
/// versions answers with what is true now, and all parts of a statement see the same.
/// </remarks>
internal sealed class OrphanStatements
{
    private readonly ServerSchema _schema;
    private readonly bool _checkUnattributedActive;

    /// <param name="schema">The server's columns.</param>
    /// <param name="profile">The profile laid on them.</param>
    /// <param name="checkUnattributedActive">Whether an active conference that cannot be attributed to anyone protects every entry.</param>
    public OrphanStatements(ServerSchema schema, BoundProfile profile, bool checkUnattributedActive = true)
    {
        _schema = schema;
        Profile = profile;
        Living = new LivingStatements(schema, profile);
        _checkUnattributedActive = checkUnattributedActive;
    }

    public BoundProfile Profile { get; }

    /// <summary>The living conferences of all organizers.</summary>
    public LivingStatements Living { get; }

    public string CreateTables =>
        $"""
        CREATE TABLE #Endpoint (UserAtHost nvarchar({SipAddress.MaxLength}){_schema.UserAtHost.CollateClause} NOT NULL);
        CREATE TABLE #Organizer (
            ResourceId {_schema.ResourceId.Declaration}{_schema.ResourceId.CollateClause} NOT NULL PRIMARY KEY,
            UserAtHost nvarchar({SipAddress.MaxLength}){_schema.UserAtHost.CollateClause} NOT NULL);
        CREATE TABLE #LiveElsewhere (
            UserAtHost nvarchar({SipAddress.MaxLength}){_schema.UserAtHost.CollateClause} NOT NULL,
            ConferenceId {_schema.ExternalConfId.Declaration}{_schema.ExternalConfId.CollateClause} NOT NULL);
        CREATE CLUSTERED INDEX LiveElsewhere ON #LiveElsewhere ({LiveElsewhereKey});
        CREATE TABLE #KeyElsewhere (Id nvarchar({ServerLimits.KeyCharacters}){LinkExpression.PlainCollation} NOT NULL);
        CREATE CLUSTERED INDEX KeyElsewhere ON #KeyElsewhere (Id);
        CREATE TABLE #Lacked (UserAtHost nvarchar({SipAddress.MaxLength}){_schema.UserAtHost.CollateClause} NOT NULL);
        CREATE TABLE #ActiveElsewhere (Conferences bigint NOT NULL);
        """;

    /// <summary>Reads the endpoints that this Front-End knows, with their ids. Sent again, it adds those that are new.</summary>
    public string FillOrganizer =>
        $"""
        INSERT INTO #Organizer (ResourceId, UserAtHost)
        SELECT r.ResourceId, r.UserAtHost
        FROM dbo.Resource AS r
        WHERE EXISTS (SELECT 1 FROM #Endpoint AS e WHERE e.UserAtHost = r.UserAtHost)
          AND NOT EXISTS (SELECT 1 FROM #Organizer AS o WHERE o.ResourceId = r.ResourceId);
        SELECT {OrganizerText} AS OrganizerId, o.UserAtHost FROM #Organizer AS o;
        """;

    /// <summary>Reads the endpoints' living conferences here, and whether a document names them.</summary>
    public string LiveConferences =>
        $"""
        SELECT {OrganizerText} AS OrganizerId, c.ExternalConfId, CASE WHEN n.ConfId IS NULL THEN 0 ELSE 1 END AS IsNamed
        FROM dbo.Conference AS c WITH (READCOMMITTEDLOCK)
        INNER JOIN #Organizer AS o ON o.ResourceId = c.OrganizerId
        LEFT JOIN #Named AS n ON n.ConfId = c.ConfId
        WHERE c.ExternalConfId IS NOT NULL;
        """;

    /// <summary>Reads the endpoints that at least one document names. This is one pass over the documents.</summary>
    public string NamedOrganizers =>
        $"""
        SELECT DISTINCT {OrganizerText} AS OrganizerId
        {Profile.Documents}
        INNER JOIN #Organizer AS o ON {Profile.OrganizerMatches};
        """;

    public const string ClearElsewhere =
        """
        DELETE FROM #LiveElsewhere;
        DELETE FROM #KeyElsewhere;
        DELETE FROM #ActiveElsewhere;
        """;

    public const string AddActiveElsewhere = "INSERT INTO #ActiveElsewhere (Conferences) VALUES (@Conferences);";

    /// <summary>Counts the active conferences without a row in Conference. Their organizers are unknown.</summary>
    public const string UnattributedActiveConferences =
        """
        SELECT COUNT_BIG(*)
        FROM rtcdyn.dbo.ActiveConference AS a WITH (READCOMMITTEDLOCK)
        WHERE NOT EXISTS (SELECT 1 FROM dbo.Conference AS c WITH (READCOMMITTEDLOCK) WHERE c.ConfId = a.ConfId);
        """;

    /// <summary>
    /// Reads the documents of the endpoints' conferences that have entries although the conference is gone, here and on the other Front-Ends.
    /// </summary>
    public string SelectOrphans =>
        $"""
        SELECT {LinkExpression.Text(_schema.ResourceId, "g.OrganizerId")} AS OrganizerId, {Profile.ConferenceText("g.ConferenceKey")} AS ConferenceId,
               {LinkExpression.Text(_schema.DocId, "g.DocId")} AS DocId, g.Entries, g.Bytes
        FROM (
            {Indent(Orphans())}
        ) AS g
        WHERE NOT ({LivingStatements.LivesUnderAnybody("g.ConferenceKey")})
          AND NOT ({LiveElsewhere("g.UserAtHost", "g.ConferenceKey")})
          AND NOT ({Active("g.ConferenceKey")});
        """;

    /// <summary>
    /// Documents whose own Front-End no longer had the conference when #Living was filled: DocId, OrganizerId, UserAtHost, ConferenceKey, Entries, Bytes.
    /// </summary>
    /// <param name="also">A further predicate on psd, d and o.</param>
    public string Orphans(string also = "1 = 1") =>
        $"""
        SELECT d.DocId, o.ResourceId AS OrganizerId, o.UserAtHost, {Profile.ConferenceKey} AS ConferenceKey,
               COUNT_BIG(*) AS Entries, SUM({BytesOfRow}) AS Bytes
        {Profile.Entries()}
        INNER JOIN #Organizer AS o ON {Profile.OrganizerMatches}
        WHERE {Profile.Named(Profile.ConferenceKey)}
          AND NOT ({Living.Lives(Profile.ConferenceKey, "o.ResourceId")})
          AND {also}
        GROUP BY d.DocId, o.ResourceId, o.UserAtHost, {Profile.ConferenceKey}
        """;

    /// <summary>Predicate: this Front-End still has the conference.</summary>
    public string ConferenceExists(string key, string organizerId) =>
        $"EXISTS (SELECT 1 FROM dbo.Conference AS c WITH (READCOMMITTEDLOCK) WHERE {Profile.ConferenceMatches(key, organizerId)})";

    /// <summary>
    /// Predicate: another Front-End of the pool still has a conference of that id, whatever its owner. If rows name conferences by an id that is local to one
    /// database, nobody can say which of the organizer's conferences elsewhere is meant: then each that this Front-End lacks protects all of the organizer's
    /// entries.
    /// </summary>
    public string LiveElsewhere(string userAtHost, string key) => Profile.NamesPublicId
        ? $"EXISTS (SELECT 1 FROM #LiveElsewhere AS l WHERE l.ConferenceId = {key})"
        : $"EXISTS (SELECT 1 FROM #Lacked AS l WHERE l.UserAtHost = {userAtHost})"
          + (Profile.NamesConfId ? "" : $" OR EXISTS (SELECT 1 FROM #KeyElsewhere AS e WHERE e.Id = {LinkExpression.PlainId(Profile.ConferenceText(key))})");

    /// <summary>
    /// Predicate: the conference is active, or may be. ActiveConference knows ConfId only; if rows name conferences otherwise, an active conference
    /// without a row in Conference could be anyone's. So could one on another Front-End, because ConfId means nothing here.
    /// </summary>
    public string Active(string key)
    {
        List<string> predicates = [];
        if (Profile.NamesConfId)
        {
            predicates.Add($"EXISTS (SELECT 1 FROM rtcdyn.dbo.ActiveConference AS a WITH (READCOMMITTEDLOCK) WHERE a.ConfId = {key})");
        }
        else if (_checkUnattributedActive)
        {
            predicates.Add(
                """
                EXISTS (SELECT 1 FROM rtcdyn.dbo.ActiveConference AS a WITH (READCOMMITTEDLOCK)
                        WHERE NOT EXISTS (SELECT 1 FROM dbo.Conference AS c WITH (READCOMMITTEDLOCK) WHERE c.ConfId = a.ConfId))
                """);
        }

        if (_checkUnattributedActive)
        {
            predicates.Add("EXISTS (SELECT 1 FROM #ActiveElsewhere)");
        }

        return predicates.Count == 0 ? "1 = 0" : string.Join("\nOR ", predicates);
    }

    /// <summary>
    /// The key of #LiveElsewhere. It is the conference if rows name its public id, because an endpoint has too many conferences to search them for each
    /// candidate. Otherwise it is the organizer. A key must not be too long for an index.
    /// </summary>
    private string LiveElsewhereKey =>
        Profile.NamesPublicId && _schema.ExternalConfId.MaxLength is > 0 and <= ServerLimits.KeyBytes ? "ConferenceId" : "UserAtHost";

    /// <summary>Size of one PersistedServiceData row's data.</summary>
    private string BytesOfRow => "CONVERT(bigint, 0)" + string.Concat(_schema.EntryColumns.Select(c => $" + ISNULL(DATALENGTH(psd.{c.QuotedName}), 0)"));

    /// <summary>How rows name the organizer: its address in each of a million rows would be more than half of what crosses the wire.</summary>
    private string OrganizerText => LinkExpression.Text(_schema.ResourceId, "o.ResourceId");

    private static string Indent(string sql) => sql.Replace("\n", "\n    ");
}
