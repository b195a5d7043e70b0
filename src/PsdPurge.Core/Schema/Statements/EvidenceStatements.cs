namespace PsdPurge.Schema.Statements;

/// <summary>The statements that prove a profile. They read what a few entries name, and compare it with the living conferences.</summary>
/// <remarks>
/// PersistedServiceData and Document are read WITH (NOLOCK). #Living stands for Conference (<see cref="LivingStatements"/>). #Sample holds what the sampled
/// entries name, #Known those of the organizers named there whom Resource knows. #Suspect holds conferences that rows name under somebody else than their
/// organizer, #Explained those of them that the organizer has documents of, too. No statement looks into a table of the server row by row.
/// </remarks>
internal sealed class EvidenceStatements
{
    private readonly ServerSchema _schema;
    private readonly BoundProfile _profile;
    private readonly int _rows;

    /// <param name="schema">The server's columns.</param>
    /// <param name="profile">The profile laid on them.</param>
    /// <param name="rows">The most entries of each part of the sample.</param>
    public EvidenceStatements(ServerSchema schema, BoundProfile profile, int rows = EvidenceThresholds.SampleSize)
    {
        _schema = schema;
        _profile = profile;
        _rows = rows;
    }

    /// <summary>Reads ids of the oldest living conferences, for their shape.</summary>
    public string OldestIds => Ids("ASC");

    /// <summary>Reads ids of the newest living conferences, for their shape.</summary>
    public string NewestIds => Ids("DESC");

    public string CreateSample =>
        $"""
        CREATE TABLE #Sample (
            IsEnd tinyint NOT NULL,
            DocId {DocId} NOT NULL,
            OrganizerKey {_profile.OrganizerKeyDeclaration} NULL,
            ConferenceKey {_profile.ConferenceKeyDeclaration} NULL,
            IsFilled tinyint NOT NULL);
        CREATE TABLE #Known (
            OrganizerKey {_profile.OrganizerKeyDeclaration} NOT NULL,
            ResourceId {ResourceId} NOT NULL);
        """ + (_profile.OrganizerKeyFitsIndex
            ? "\nCREATE CLUSTERED INDEX Sample ON #Sample (OrganizerKey);\nCREATE CLUSTERED INDEX Known ON #Known (OrganizerKey);"
            : "");

    public const string DropSample = "DROP TABLE #Sample; DROP TABLE #Known;";

    /// <summary>Reads what the entries with the lowest and with the highest DocIds name.</summary>
    public string FillEnds => Fill(1, "", "\nORDER BY d.DocId ASC") + "\n" + Fill(1, "", "\nORDER BY d.DocId DESC");

    /// <summary>
    /// Reads what entries of living conferences name. If nearly everything is orphaned, the ends of the table may contain none. It ends with the first ones
    /// that are found.
    /// </summary>
    public string FillLiving => Fill(0, $"\nWHERE EXISTS (SELECT 1 FROM #Living AS l WHERE l.ConferenceKey = {_profile.ConferenceKey})", "");

    /// <summary>Reads the organizers in the sample that are in Resource. This is one pass over that table.</summary>
    public string FillKnown =>
        $"""
        INSERT INTO #Known (OrganizerKey, ResourceId)
        SELECT {_profile.ResourceMatches}, r.ResourceId
        FROM dbo.Resource AS r
        WHERE EXISTS (SELECT 1 FROM #Sample AS s WHERE s.OrganizerKey = {_profile.ResourceMatches});
        """;

    /// <summary>Reads the sample with the matching organizers and conferences, one row for each document.</summary>
    public string Sample =>
        $"""
        SELECT s.IsEnd, {LinkExpression.Text(_schema.DocId, "s.DocId")} AS DocId, {_profile.OrganizerAsText("s.OrganizerKey")} AS OrganizerText,
               {_profile.ConferenceText("s.ConferenceKey")} AS ConferenceText, s.IsFilled,
               {LinkExpression.Text(_schema.ResourceId, "k.ResourceId")} AS ResourceId,
               MAX(CASE WHEN l.OrganizerId = k.ResourceId THEN 1 ELSE 0 END) AS IsSame,
               MIN({LinkExpression.Text(_schema.ResourceId, "l.OrganizerId")}) AS OwnerId
        FROM #Sample AS s
        LEFT JOIN #Known AS k ON k.OrganizerKey = s.OrganizerKey
        LEFT JOIN #Living AS l ON l.ConferenceKey = s.ConferenceKey
        GROUP BY s.IsEnd, s.DocId, s.OrganizerKey, s.ConferenceKey, s.IsFilled, k.ResourceId;
        """;

    public string CreateSuspects =>
        $"""
        CREATE TABLE #Suspect (
            ConferenceKey {_profile.ConferenceKeyDeclaration} NOT NULL,
            OrganizerId {ResourceId} NOT NULL,
            DocId {DocId} NOT NULL);
        CREATE TABLE #Explained (
            ConferenceKey {_profile.ConferenceKeyDeclaration} NOT NULL,
            OrganizerId {ResourceId} NOT NULL);
        """ + (_profile.ConferenceKeyFitsIndex ? "\nCREATE CLUSTERED INDEX Suspect ON #Suspect (ConferenceKey);" : "");

    public const string DropSuspects = "DROP TABLE #Suspect; DROP TABLE #Explained;";

    public const string DropSuspectsIfNone = "IF NOT EXISTS (SELECT 1 FROM #Suspect) BEGIN " + DropSuspects + " END;";

    public static IReadOnlyList<string> SuspectColumns { get; } = ["ConferenceKey", "OrganizerId", "DocId"];

    /// <summary>The expression for each value of #Suspect. @p stands for the parameter.</summary>
    public IReadOnlyList<string> SuspectValues =>
        [_profile.ConferenceFromText("@p"), LinkExpression.FromText(_schema.ResourceId, "@p"), LinkExpression.FromText(_schema.DocId, "@p")];

    /// <summary>
    /// Reads candidates that name a conference that lives under another organizer. They have had a guard since #Candidate was filled. If conferences are named
    /// by ConfId, there are none, because no candidate's conference lives.
    /// </summary>
    public const string FillSuspectsFromCandidates =
        """
        INSERT INTO #Suspect (ConferenceKey, OrganizerId, DocId)
        SELECT k.ConferenceKey, l.OrganizerId, MIN(k.DocId)
        FROM #Candidate AS k
        INNER JOIN #Living AS l ON l.ConferenceKey = k.ConferenceKey
        WHERE k.Guard <> 0 AND l.OrganizerId <> k.OrganizerId
        GROUP BY k.ConferenceKey, l.OrganizerId;
        """;

    public const string CountSuspects = "SELECT COUNT_BIG(*) FROM #Suspect;";

    /// <summary>Reads the suspects of which the organizer has documents, too. This is one scan, whatever their number.</summary>
    public string FillExplained =>
        $"""
        INSERT INTO #Explained (ConferenceKey, OrganizerId)
        SELECT DISTINCT s.ConferenceKey, s.OrganizerId
        {_profile.Entries()}
        INNER JOIN #Suspect AS s ON s.ConferenceKey = {_profile.ConferenceKey}
        INNER JOIN #Living AS l ON l.ConferenceKey = s.ConferenceKey AND l.OrganizerId = s.OrganizerId AND l.OrganizerKey = {_profile.OrganizerKey};
        """;

    /// <summary>Reads the suspects that nothing explains.</summary>
    public string Unexplained =>
        $"""
        SELECT {LinkExpression.Text(_schema.DocId, "s.DocId")} AS DocId, {_profile.ConferenceText("s.ConferenceKey")} AS ConferenceId,
               {LinkExpression.Text(_schema.ResourceId, "s.OrganizerId")} AS OrganizerId, r.UserAtHost
        FROM #Suspect AS s
        LEFT JOIN dbo.Resource AS r ON r.ResourceId = s.OrganizerId
        WHERE NOT EXISTS (SELECT 1 FROM #Explained AS e WHERE e.ConferenceKey = s.ConferenceKey AND e.OrganizerId = s.OrganizerId);
        """;

    private string DocId => _schema.DocId.Declaration + _schema.DocId.CollateClause;

    private string ResourceId => _schema.ResourceId.Declaration + _schema.ResourceId.CollateClause;

    private string Ids(string direction) =>
        $"""
        SELECT TOP ({_rows}) {_profile.ConferenceText(_profile.ConferenceTarget)} AS Id
        FROM dbo.Conference AS c
        WHERE {_profile.ConferenceTarget} IS NOT NULL
        ORDER BY c.ConfId {direction};
        """;

    private string Fill(int isEnd, string where, string orderBy) =>
        $"""
        INSERT INTO #Sample (IsEnd, DocId, OrganizerKey, ConferenceKey, IsFilled)
        SELECT TOP ({_rows}) {isEnd}, d.DocId, {_profile.OrganizerKeyThatFits},
               CASE WHEN {_profile.Named(_profile.ConferenceKey)} THEN {_profile.ConferenceKey} END,
               CASE WHEN DATALENGTH({_profile.ConferenceColumn}) > 0 THEN 1 ELSE 0 END
        {_profile.Entries()}{where}{orderBy};
        """;
}
