namespace PsdPurge.Purge.Statements;

/// <summary>The statements of a removal, for one server's columns.</summary>
/// <remarks>
/// #Candidate holds the orphaned documents in the order of Seq, so that each batch is a range of its clustered key and no row is looked at twice.
/// #Requested holds what was piped in, where only that may be touched. #Candidate has no other index while it is deleted from: one on DocId or on the
/// conference would offer the server a plan that reads all documents for each batch.
/// </remarks>
internal sealed class RemoveStatements
{
    /// <summary>In milliseconds; reading waits longer (<see cref="ConnectionSettings.LockTimeout"/>), because it holds nothing meanwhile.</summary>
    private const int LockTimeoutOfDelete = 500;

    private readonly ServerSchema _schema;
    private readonly OrphanStatements _orphans;
    private readonly BoundProfile _profile;

    public RemoveStatements(ServerSchema schema, OrphanStatements orphans)
    {
        _schema = schema;
        _orphans = orphans;
        _profile = orphans.Profile;
        LooksUp = _profile.IndexLeadsToConference(schema);
    }

    public static IReadOnlyList<string> RequestedColumns { get; } = ["UserAtHost", "ConferenceId", "DocId", "Entries"];

    /// <summary>The expression for each value of #Requested. @p stands for the parameter.</summary>
    public IReadOnlyList<string> RequestedValues => ["@p", "@p", LinkExpression.FromText(_schema.DocId, "@p"), "@p"];

    public string CreateTables =>
        $"""
        CREATE TABLE #Requested (
            UserAtHost nvarchar({SipAddress.MaxLength}){_schema.UserAtHost.CollateClause} NOT NULL,
            ConferenceId nvarchar({ServerLimits.KeyCharacters}){_schema.ExternalConfId.CollateClause} NOT NULL,
            DocId {_schema.DocId.Declaration}{_schema.DocId.CollateClause} NULL,
            Entries bigint NOT NULL);
        CREATE CLUSTERED INDEX Requested ON #Requested (DocId);
        CREATE TABLE #Candidate (
            Seq bigint IDENTITY(1, 1) NOT NULL PRIMARY KEY CLUSTERED,
            DocId {_schema.DocId.Declaration}{_schema.DocId.CollateClause} NOT NULL,
            OrganizerId {_schema.ResourceId.Declaration}{_schema.ResourceId.CollateClause} NOT NULL,
            ConferenceKey {_profile.ConferenceKeyDeclaration} NOT NULL,
            Entries bigint NOT NULL,
            Bytes bigint NOT NULL,
            Guard tinyint NOT NULL);
        """ + (LooksUp ? "" : $"""

        CREATE TABLE #Returned (
            OrganizerId {_schema.ResourceId.Declaration}{_schema.ResourceId.CollateClause} NOT NULL,
            ConferenceKey {_profile.ConferenceKeyDeclaration} NOT NULL);
        CREATE TABLE #Newest (ConfId {_schema.ConfId.Declaration}{_schema.ConfId.CollateClause} NULL);
        """ + (_profile.ConferenceKeyFitsIndex ? "\nCREATE CLUSTERED INDEX Returned ON #Returned (ConferenceKey);" : ""));

    /// <summary>
    /// Whether an index leads to a conference, so that each batch can look its candidates up while it deletes. If not, see <see cref="FindReturned"/>.
    /// </summary>
    public bool LooksUp { get; }

    /// <summary>Fills #Candidate with the orphans, each with the guard that protects it, or 0. One scan of PersistedServiceData.</summary>
    /// <param name="onlyRequested">Whether only what #Requested holds may be a candidate.</param>
    public string FillCandidate(bool onlyRequested) =>
        $"""
        INSERT INTO #Candidate (DocId, OrganizerId, ConferenceKey, Entries, Bytes, Guard)
        SELECT g.DocId, g.OrganizerId, g.ConferenceKey, g.Entries, g.Bytes,
               CASE WHEN {LivingStatements.LivesUnderAnybody("g.ConferenceKey")} THEN {(int)SkipReason.ConferenceExists}
                    WHEN {_orphans.LiveElsewhere("g.UserAtHost", "g.ConferenceKey")} THEN {(int)SkipReason.ConferenceOnOtherFrontEnd}
                    WHEN {_orphans.Active("g.ConferenceKey")} THEN {(int)SkipReason.ConferenceActive}
                    ELSE 0 END
        FROM (
            {_orphans.Orphans(onlyRequested ? Requested : "1 = 1").Replace("\n", "\n    ")}
        ) AS g
        ORDER BY g.DocId;
        """;

    /// <summary>
    /// Without an index on Conference: which conferences live that did not when #Living was filled, and which is the newest conference there is? One pass over
    /// Conference, before a batch has locked anything. If the server numbers conferences, a later one has a higher ConfId, and the DELETE looks for those.
    /// </summary>
    /// <remarks>No candidate's conference is in #Living. So if one lives now, this finds it, and there is nothing to compare with the candidates.</remarks>
    public string FindReturned =>
        $"""
        DELETE FROM #Returned;
        DELETE FROM #Newest;
        {(SeesNewer ? "INSERT INTO #Newest (ConfId) SELECT ISNULL(MAX(c.ConfId), -2147483648) FROM dbo.Conference AS c WITH (READCOMMITTEDLOCK);" : "")}
        INSERT INTO #Returned (OrganizerId, ConferenceKey)
        SELECT DISTINCT c.OrganizerId, {_profile.ConferenceTarget}
        FROM dbo.Conference AS c WITH (READCOMMITTEDLOCK)
        WHERE {_profile.ConferenceTarget} IS NOT NULL AND NOT ({_orphans.Living.Lives(_profile.ConferenceTarget, "c.OrganizerId")});
        """;

    /// <summary>Counts the candidates by guard, and the entries of the largest document.</summary>
    public const string SummarizeCandidates =
        """
        SELECT k.Guard, SUM(k.Entries) AS Entries, SUM(k.Bytes) AS Bytes, COUNT_BIG(*) AS Documents, MAX(k.Seq) AS LastSeq,
               MAX(k.Entries) AS MostEntries
        FROM #Candidate AS k
        GROUP BY k.Guard;
        """;

    /// <summary>
    /// Of what was piped in and is no candidate: how much still stands under the same endpoint, conference and document (so its conference exists), and
    /// how much does not?
    /// </summary>
    public string SummarizeRequested =>
        $"""
        CREATE INDEX CandidateDocument ON #Candidate (DocId);
        SELECT q.IsThere, SUM(q.Entries) AS Entries
        FROM (
            SELECT r.Entries,
                   CASE WHEN EXISTS (
                       SELECT 1
                       {_profile.Entries().Replace("\n", "\n                       ")}
                       INNER JOIN #Organizer AS o ON {_profile.OrganizerMatches}
                       WHERE psd.DocId = r.DocId AND o.UserAtHost = r.UserAtHost
                         AND {_profile.ConferenceText(_profile.ConferenceKey)} = r.ConferenceId) THEN 1 ELSE 0 END AS IsThere
            FROM #Requested AS r
            WHERE NOT EXISTS (
                SELECT 1
                FROM #Candidate AS k
                INNER JOIN #Organizer AS o ON o.ResourceId = k.OrganizerId
                WHERE k.DocId = r.DocId AND o.UserAtHost = r.UserAtHost AND {_profile.ConferenceText("k.ConferenceKey")} = r.ConferenceId)
        ) AS q
        GROUP BY q.IsThere;
        DROP INDEX CandidateDocument ON #Candidate;
        """;

    /// <summary>
    /// Deletes the candidates of a range and returns every deleted row. The same statement checks the orphan condition again, and keeps entries of conferences
    /// that have come back. TOP limits the row locks if documents have many rows. In that case, the same range is processed again.
    /// </summary>
    /// <remarks>
    /// LOCK_TIMEOUT: the rows of this batch are locked while it waits for one more, so it gives up after half a second, and a smaller batch is tried. The
    /// setting ends with the statement's batch. ROWLOCK: its neighbours on the page belong to living conferences; the most rows of a batch are chosen for locks
    /// of rows. READCOMMITTEDLOCK: what decides that a row goes is read as it is now, even if the database keeps versions of rows for readers.
    /// </remarks>
    /// <param name="columns">The columns to return; null returns all that the table has by then.</param>
    public string DeleteBatch(IReadOnlyList<ServerColumn>? columns) =>
        $"""
        SET LOCK_TIMEOUT {LockTimeoutOfDelete};
        DELETE TOP (@MaxRows) psd
        OUTPUT {(columns is null ? "deleted.*" : string.Join(", ", columns.Select(c => "deleted." + c.QuotedName)))}
        FROM #Candidate AS k
        INNER JOIN dbo.Document AS d WITH (READCOMMITTEDLOCK) ON d.DocId = k.DocId
        INNER JOIN dbo.PersistedServiceData AS psd WITH (ROWLOCK) ON psd.DocId = d.DocId{_profile.Joins("READCOMMITTEDLOCK")}
        INNER JOIN #Organizer AS o ON o.ResourceId = k.OrganizerId AND {_profile.OrganizerMatches}
        WHERE k.Seq > @After AND k.Seq <= @UpTo AND k.Guard = 0
          AND {_profile.Named(_profile.ConferenceKey)}
          AND {_profile.ConferenceKey} = k.ConferenceKey
          AND NOT ({StillExists(_profile.ConferenceKey, "o.ResourceId")})
          AND NOT ({_orphans.LiveElsewhere("o.UserAtHost", _profile.ConferenceKey)})
          AND NOT ({_orphans.Active(_profile.ConferenceKey)});
        """;

    /// <summary>Counts the rows of candidates that were not deleted, by the guard that keeps them.</summary>
    /// <remarks>NOLOCK: the result is only numbers, which do not decide about a row.</remarks>
    public string SummarizeKept =>
        $"""
        SELECT q.Reason, COUNT_BIG(*) AS Entries
        FROM (
            SELECT CASE WHEN {StillExists(_profile.ConferenceKey, "o.ResourceId")} THEN {(int)SkipReason.ConferenceExists}
                        WHEN {_orphans.LiveElsewhere("o.UserAtHost", _profile.ConferenceKey)} THEN {(int)SkipReason.ConferenceOnOtherFrontEnd}
                        WHEN {_orphans.Active(_profile.ConferenceKey)} THEN {(int)SkipReason.ConferenceActive}
                        ELSE 0 END AS Reason
            FROM #Candidate AS k
            INNER JOIN dbo.Document AS d WITH (NOLOCK) ON d.DocId = k.DocId
            INNER JOIN dbo.PersistedServiceData AS psd WITH (NOLOCK) ON psd.DocId = d.DocId{_profile.Joins("NOLOCK")}
            INNER JOIN #Organizer AS o ON o.ResourceId = k.OrganizerId AND {_profile.OrganizerMatches}
            WHERE k.Guard = 0 AND {_profile.ConferenceKey} = k.ConferenceKey
        ) AS q
        GROUP BY q.Reason;
        """;

    /// <summary>Whether new conferences are found by their ConfId: if that is an integer and leads an index.</summary>
    public bool SeesNewer => _schema.ConfId.Kind == ColumnKind.Integer && _schema.ConferenceHasIndexOn("ConfId");

    /// <summary>Predicate: this Front-End still has the conference, or has it again.</summary>
    private string StillExists(string key, string organizerId)
    {
        if (LooksUp)
        {
            return _orphans.ConferenceExists(key, organizerId);
        }

        var returned =
            $"EXISTS (SELECT 1 FROM #Returned AS b WHERE b.ConferenceKey = {key}{(_profile.NamesConfId ? "" : $" AND b.OrganizerId = {organizerId}")})";
        return SeesNewer
            ? $"""
              {returned}
              OR EXISTS (SELECT 1 FROM dbo.Conference AS c WITH (READCOMMITTEDLOCK)
                         WHERE c.ConfId > (SELECT n.ConfId FROM #Newest AS n) AND {_profile.ConferenceMatches(key, organizerId)})
              """
            : returned;
    }

    private string Requested =>
        $"""
        EXISTS (SELECT 1 FROM #Requested AS r WHERE r.DocId = d.DocId AND r.UserAtHost = o.UserAtHost
                  AND r.ConferenceId = {_profile.ConferenceText(_profile.ConferenceKey)})
        """;
}
