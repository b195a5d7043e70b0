using System.Globalization;

namespace PsdPurge.Purge.CarriedIds;

/// <summary>
/// The statements that tell whether a candidate belongs to a living conference after all, because its row carries such an id in another column.
/// </summary>
/// <remarks>#LivingId holds the living conferences' ids, without braces and dashes. Candidates are read WITH (NOLOCK): nobody waits. Conferences are read
/// WITH (READCOMMITTEDLOCK), because one that is missed is one whose entries may go.</remarks>
internal sealed class CarriedIdStatements
{
    /// <summary>A shorter text is in a row by accident.</summary>
    public const int ShortestId = 6;

    /// <summary>The number of rows that are read and searched whole. If there are no more candidates than that, all of them are.</summary>
    public const int MostRows = 20_000;

    /// <summary>The number of living conferences' entries that are read, to learn which columns repeat an id.</summary>
    public const int LivingRows = 2_000;

    /// <summary>
    /// The number of ids that are read to be found inside texts: of the endpoints, and again of all others. The same limit applies to addresses.
    /// </summary>
    public const int MostNames = 200_000;

    private readonly ServerSchema _schema;
    private readonly BoundProfile _profile;

    public CarriedIdStatements(ServerSchema schema, BoundProfile profile)
    {
        _schema = schema;
        _profile = profile;
    }

    public string CreateTables =>
        $"""
        CREATE TABLE #LivingId (
            OrganizerId {_schema.ResourceId.Declaration}{_schema.ResourceId.CollateClause} NULL,
            Id nvarchar({ServerLimits.KeyCharacters}){LinkExpression.PlainCollation} NOT NULL,
            ConferenceId nvarchar({ServerLimits.KeyCharacters}) NOT NULL,
            IsNumber tinyint NOT NULL);
        CREATE CLUSTERED INDEX LivingId ON #LivingId (Id);
        """;

    /// <summary>Reads the ids of all living conferences, here and on the other Front-Ends.</summary>
    public string Fill =>
        $"""
        INSERT INTO #LivingId (OrganizerId, Id, ConferenceId, IsNumber)
        SELECT c.OrganizerId, {LinkExpression.PlainId(ExternalId)}, {ExternalId}, 0
        {Living}
        WHERE LEN({ExternalId}) >= {ShortestId};
        INSERT INTO #LivingId (OrganizerId, Id, ConferenceId, IsNumber)
        SELECT o.ResourceId, {LinkExpression.PlainId(ElsewhereId)}, {ElsewhereId}, 0
        FROM #LiveElsewhere AS e
        LEFT JOIN #Organizer AS o ON o.UserAtHost = e.UserAtHost
        WHERE LEN({ElsewhereId}) >= {ShortestId};
        INSERT INTO #LivingId (OrganizerId, Id, ConferenceId, IsNumber)
        SELECT NULL, e.Id, e.Id, 0
        FROM #KeyElsewhere AS e
        WHERE LEN(e.Id) >= {ShortestId};
        """ + (Key is not null ? $"""

        INSERT INTO #LivingId (OrganizerId, Id, ConferenceId, IsNumber)
        SELECT c.OrganizerId, {LinkExpression.PlainId(Key)}, ISNULL({ExternalId}, {Key}), 0
        {Living}
        WHERE LEN({Key}) >= {ShortestId};
        """ : "");

    /// <summary>Adds the ConfIds. They count only if a column is known to repeat them, because numbers are common.</summary>
    public string FillNumbers =>
        $"""
        INSERT INTO #LivingId (OrganizerId, Id, ConferenceId, IsNumber)
        SELECT c.OrganizerId, {Number}, ISNULL({ExternalId}, {Number}), 1
        {Living};
        """;

    /// <summary>The ids in #LivingId, the endpoints' own first.</summary>
    public IEnumerable<string> Names => [NamesWhere(""), NamesWhere("NOT ")];

    /// <summary>Reads all ConfIds of living conferences. Only all of them tell whether a column repeats ConfIds.</summary>
    public static string ConfIds => "SELECT i.Id FROM #LivingId AS i WHERE i.IsNumber = 1;";

    /// <summary>Reads the known organizers by address.</summary>
    public string Addresses =>
        $"""
        SELECT TOP ({MostNames}) r.UserAtHost, {LinkExpression.Text(_schema.ResourceId, "r.ResourceId")} AS OrganizerId
        FROM dbo.Resource AS r
        WHERE LEN(r.UserAtHost) >= {ShortestId};
        """;

    /// <summary>Reads entries of living conferences: ConfId, organizer, id, and then the columns.</summary>
    public string LivingEntries(IReadOnlyList<ScannedColumn> columns) =>
        $"""
        SELECT TOP ({LivingRows}) {LinkExpression.Text(_schema.ConfId, "l.ConfId")} AS ConfId,
               {LinkExpression.Text(_schema.ResourceId, "l.OrganizerId")} AS OrganizerId,
               {_profile.ConferenceText("l.ConferenceKey")} AS ConferenceKey{Columns(columns)}
        {_profile.Entries()}
        INNER JOIN #Living AS l ON l.ConferenceKey = {_profile.ConferenceKey} AND l.OrganizerKey = {_profile.OrganizerKey};
        """;

    /// <summary>Reads candidates: document, organizer, named conference, and then the columns.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="every">The step: 1 reads every candidate, 2 every second one, and so on.</param>
    public string Candidates(IReadOnlyList<ScannedColumn> columns, long every = 1) =>
        CandidatesWhere(columns, every > 1 ? "k.Seq % " + every.ToString(CultureInfo.InvariantCulture) + " = 0" : "1 = 1");

    /// <summary>Reads rows that are not candidates only because their id lives under another organizer.</summary>
    public string CandidatesOfOthers(IReadOnlyList<ScannedColumn> columns) =>
        CandidatesWhere(
            columns, "EXISTS (SELECT 1 FROM #Living AS l WHERE l.ConferenceKey = k.ConferenceKey AND l.OrganizerId <> k.OrganizerId)", guarded: true);

    /// <summary>Tells whether any of the ids is not plain ASCII.</summary>
    public static string BeyondAscii { get; } =
        $"SELECT CASE WHEN EXISTS (SELECT 1 FROM #LivingId AS i WHERE {SafeConversion.IsNotAscii("i.Id")}) THEN 1 ELSE 0 END AS IsBeyondAscii;";

    /// <summary>Finds candidates in which a column's whole value is the id of a living conference. This is one pass over the candidates.</summary>
    /// <param name="column">The column.</param>
    /// <param name="onlyAscii">Whether all living conferences' ids are ASCII.</param>
    /// <param name="numbers">Whether to look for ConfIds, and not for the other ids.</param>
    public IEnumerable<string> Hits(ScannedColumn column, bool onlyAscii, bool numbers = false) => IsKept(column)
        ? [HitsWhere("", PlainKey, numbers, "")]
        : column.AsId(onlyAscii).Select(id => HitsWhere(
            column.IsOfEntry
                ? "\nINNER JOIN dbo.PersistedServiceData AS psd WITH (NOLOCK) ON psd.DocId = k.DocId"
                : "\nINNER JOIN dbo.Document AS d WITH (NOLOCK) ON d.DocId = k.DocId",
            id,
            numbers,
            column.IsShort is { } isShort ? " AND " + isShort : ""));

    /// <summary>Whether #Candidate keeps the column's text as it is, so that nothing has to be read again.</summary>
    private bool IsKept(ScannedColumn column) => column.IsFollowed && column.IsWholeLink && _profile.ConferenceIsText;

    private string PlainKey => LinkExpression.PlainIdOfMany(_profile.ConferenceText("k.ConferenceKey"));

    private string HitsWhere(string join, string id, bool numbers, string also) =>
        $"""
        SELECT TOP ({EvidenceThresholds.Examples}) {DocId} AS DocId, {_profile.ConferenceText("k.ConferenceKey")} AS ConferenceKey, i.ConferenceId
        FROM #Candidate AS k{join}
        INNER JOIN #LivingId AS i ON i.Id = {id} AND i.IsNumber = {(numbers ? 1 : 0)}
        WHERE k.Guard = 0{also};
        """;

    private string NamesWhere(string not) =>
        $"""
        SELECT TOP ({MostNames}) i.Id, ISNULL({LinkExpression.Text(_schema.ResourceId, "i.OrganizerId")}, N'') AS OrganizerId, i.ConferenceId
        FROM #LivingId AS i
        WHERE i.IsNumber = 0 AND {not}EXISTS (SELECT 1 FROM #Organizer AS o WHERE o.ResourceId = i.OrganizerId);
        """;

    private string CandidatesWhere(IReadOnlyList<ScannedColumn> columns, string also, bool guarded = false) =>
        $"""
        SELECT {DocId} AS DocId, {LinkExpression.Text(_schema.ResourceId, "k.OrganizerId")} AS OrganizerId,
               {_profile.ConferenceText("k.ConferenceKey")} AS ConferenceKey{Columns(columns)}
        FROM #Candidate AS k
        INNER JOIN dbo.Document AS d WITH (NOLOCK) ON d.DocId = k.DocId
        INNER JOIN dbo.PersistedServiceData AS psd WITH (NOLOCK) ON psd.DocId = d.DocId
        WHERE k.Guard {(guarded ? "<>" : "=")} 0 AND {also};
        """;

    private string DocId => LinkExpression.Text(_schema.DocId, "k.DocId");

    private string ExternalId => LinkExpression.Text(_schema.ExternalConfId, "c.ExternalConfId");

    private static string ElsewhereId => $"CONVERT(nvarchar({ServerLimits.KeyCharacters}), e.ConferenceId)";

    private string? Key => LivingStatements.Key(_schema);

    /// <summary>
    /// FROM of the conferences that lived when the candidates were found. A conference made since then may have documents in #Candidate. They carry its id
    /// correctly, and the delete finds that it lives.
    /// </summary>
    private const string Living = "FROM dbo.Conference AS c WITH (READCOMMITTEDLOCK)\nINNER JOIN #Living AS l ON l.ConfId = c.ConfId";

    private string Number => LinkExpression.Text(_schema.ConfId, "c.ConfId");

    private static string Columns(IReadOnlyList<ScannedColumn> columns) =>
        string.Concat(columns.Select((c, i) => string.Format(CultureInfo.InvariantCulture, ",\n       {0} AS C{1}", c.Selected, i)));
}
