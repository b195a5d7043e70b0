namespace PsdPurge.Schema.Statements;

/// <summary>
/// The questions that put a profile to the proof: what do a few entries name, and does the Conference table agree?
/// </summary>
/// <remarks>
/// Each sample is a row a document: what it names as organizer and conference, whether those resolve, and who owns the conference. PersistedServiceData and
/// Document are read WITH (NOLOCK), Conference is not. #Suspect holds conferences that rows name under somebody else than their organizer, #Explained those of
/// them that the organizer has documents of, too.
/// </remarks>
internal sealed class EvidenceStatements
{
    private readonly ServerSchema _schema;
    private readonly BoundProfile _profile;

    public EvidenceStatements(ServerSchema schema, BoundProfile profile)
    {
        _schema = schema;
        _profile = profile;
    }

    /// <summary>How many conferences live here, and of how many organizers? How many does the Resource table know?</summary>
    public const string CountLiving =
        """
        SELECT COUNT_BIG(*) AS Conferences, COUNT_BIG(DISTINCT c.OrganizerId) AS Organizers,
               (SELECT COUNT_BIG(*) FROM dbo.Resource AS r) AS Resources
        FROM dbo.Conference AS c;
        """;

    /// <summary>What do ids of living conferences look like? The oldest.</summary>
    public string OldestIds => Ids("ASC");

    /// <summary>What do ids of living conferences look like? The newest.</summary>
    public string NewestIds => Ids("DESC");

    /// <summary>What do the entries with the lowest DocIds name?</summary>
    public string Head => Sample("", "ORDER BY d.DocId ASC");

    /// <summary>What do the entries with the highest DocIds name, as far as <see cref="Head"/> did not reach?</summary>
    public string Tail => Sample("WHERE d.DocId > @After", "ORDER BY d.DocId DESC");

    /// <summary>What do entries name whose conference lives? Where nearly everything is orphaned, the ends of the table may hold none. Ends with the first that are found.</summary>
    public string Living => Sample($"WHERE EXISTS (SELECT 1 FROM dbo.Conference AS c WHERE {_profile.ConferenceTarget} = {_profile.ConferenceKey})", "");

    public string CreateTables =>
        $"""
        CREATE TABLE #Suspect (
            ConferenceKey {_profile.ConferenceKeyDeclaration} NOT NULL,
            OrganizerId {_schema.ResourceId.Declaration}{_schema.ResourceId.CollateClause} NOT NULL,
            DocId {_schema.DocId.Declaration}{_schema.DocId.CollateClause} NOT NULL);
        CREATE TABLE #Explained (
            ConferenceKey {_profile.ConferenceKeyDeclaration} NOT NULL,
            OrganizerId {_schema.ResourceId.Declaration}{_schema.ResourceId.CollateClause} NOT NULL);
        """;

    public const string DropTables = "DROP TABLE #Suspect; DROP TABLE #Explained;";

    public const string DropTablesIfEmpty = "IF NOT EXISTS (SELECT 1 FROM #Suspect) BEGIN " + DropTables + " END;";

    public static IReadOnlyList<string> SuspectColumns { get; } = ["ConferenceKey", "OrganizerId", "DocId"];

    /// <summary>What a value of #Suspect is made from; @p stands for the parameter.</summary>
    public IReadOnlyList<string> SuspectValues =>
        [_profile.ConferenceFromText("@p"), LinkExpression.FromText(_schema.ResourceId, "@p"), LinkExpression.FromText(_schema.DocId, "@p")];

    /// <summary>Which candidates name a conference that lives under somebody else? Never where ConfId names it: then no candidate's conference lives at all.</summary>
    public string FillSuspectsFromCandidates =>
        $"""
        INSERT INTO #Suspect (ConferenceKey, OrganizerId, DocId)
        SELECT k.ConferenceKey, c.OrganizerId, MIN(k.DocId)
        FROM #Candidate AS k
        INNER JOIN dbo.Conference AS c ON {_profile.ConferenceTarget} = k.ConferenceKey
        WHERE c.OrganizerId <> k.OrganizerId
        GROUP BY k.ConferenceKey, c.OrganizerId;
        """;

    public const string CountSuspects = "SELECT COUNT_BIG(*) FROM #Suspect;";

    /// <summary>Of which of the suspects does the organizer have documents, too? One scan, whatever their number.</summary>
    public string FillExplained =>
        $"""
        INSERT INTO #Explained (ConferenceKey, OrganizerId)
        SELECT DISTINCT s.ConferenceKey, s.OrganizerId
        {_profile.Entries()}
        INNER JOIN #Suspect AS s ON s.ConferenceKey = {_profile.ConferenceKey}
        INNER JOIN dbo.Resource AS r ON r.ResourceId = s.OrganizerId AND {_profile.ResourceMatches} = {_profile.OrganizerKey};
        """;

    /// <summary>Which suspects does nothing explain?</summary>
    public string Unexplained =>
        $"""
        SELECT {LinkExpression.Text(_schema.DocId, "s.DocId")} AS DocId, {_profile.ConferenceText("s.ConferenceKey")} AS ConferenceId,
               {LinkExpression.Text(_schema.ResourceId, "s.OrganizerId")} AS OrganizerId, r.UserAtHost
        FROM #Suspect AS s
        LEFT JOIN dbo.Resource AS r ON r.ResourceId = s.OrganizerId
        WHERE NOT EXISTS (SELECT 1 FROM #Explained AS e WHERE e.ConferenceKey = s.ConferenceKey AND e.OrganizerId = s.OrganizerId);
        """;

    private string Ids(string direction) =>
        $"""
        SELECT TOP (@Rows) {_profile.ConferenceText(_profile.ConferenceTarget)} AS Id
        FROM dbo.Conference AS c
        WHERE {_profile.ConferenceTarget} IS NOT NULL
        ORDER BY c.ConfId {direction};
        """;

    private string Sample(string where, string orderBy) =>
        $"""
        SELECT s.DocId, s.OrganizerText, {_profile.ConferenceText("s.ConferenceKey")} AS ConferenceText,
               CASE WHEN {_profile.Named("s.ConferenceKey")} THEN 1 ELSE 0 END AS IsNamed, s.IsFilled,
               {LinkExpression.Text(_schema.ResourceId, "r.ResourceId")} AS ResourceId,
               CASE WHEN EXISTS (SELECT 1 FROM dbo.Conference AS c
                                 WHERE {_profile.ConferenceTarget} = s.ConferenceKey AND c.OrganizerId = r.ResourceId) THEN 1 ELSE 0 END AS IsSame,
               (SELECT MIN({LinkExpression.Text(_schema.ResourceId, "c.OrganizerId")}) FROM dbo.Conference AS c
                WHERE {_profile.ConferenceTarget} = s.ConferenceKey) AS OwnerId
        FROM (
            SELECT TOP (@Rows) d.DocId, {_profile.OrganizerKey} AS OrganizerKey, {_profile.OrganizerText} AS OrganizerText,
                   {_profile.ConferenceKey} AS ConferenceKey, CASE WHEN DATALENGTH({_profile.ConferenceColumn}) > 0 THEN 1 ELSE 0 END AS IsFilled
            {_profile.Entries()}
            {where}
            {orderBy}
        ) AS s
        LEFT JOIN dbo.Resource AS r ON {_profile.ResourceMatches} = s.OrganizerKey;
        """;
}
