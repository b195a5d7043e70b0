using System.Globalization;

namespace PsdPurge.Purge.CarriedIds;

/// <summary>The question whether a candidate is a living conference's after all: does its row carry one's id in another column?</summary>
/// <remarks>#LivingId holds the living conferences' ids in every form, without braces. Candidates are read WITH (NOLOCK): nobody waits.</remarks>
internal sealed class CarriedIdStatements
{
    /// <summary>Shorter texts stand in a row by accident.</summary>
    public const int ShortestId = 6;

    /// <summary>Rows that are read to be looked through whole; with no more candidates than that, all of them.</summary>
    public const int MostRows = 20_000;

    /// <summary>Entries of living conferences that are read, to learn which columns repeat an id.</summary>
    public const int LivingRows = 2_000;

    /// <summary>Ids and addresses that are fetched to be looked for inside texts.</summary>
    public const int MostNames = 100_000;

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
            OrganizerId {_schema.ResourceId.Declaration}{_schema.ResourceId.CollateClause} NOT NULL,
            Id nvarchar(450){IgnoringCase} NOT NULL,
            ConferenceId nvarchar(450) NOT NULL,
            IsNumber tinyint NOT NULL);
        CREATE CLUSTERED INDEX LivingId ON #LivingId (Id);
        """;

    /// <summary>Under which ids do the endpoints' conferences live, here and on the other Front-Ends? A key like a GUID also as it is written without dashes.</summary>
    public string Fill =>
        $"""
        INSERT INTO #LivingId (OrganizerId, Id, ConferenceId, IsNumber)
        SELECT c.OrganizerId, {Normal(ExternalId)}, {ExternalId}, 0
        FROM dbo.Conference AS c WITH (READCOMMITTEDLOCK)
        INNER JOIN #Organizer AS o ON o.ResourceId = c.OrganizerId
        WHERE LEN({ExternalId}) >= {ShortestId};
        INSERT INTO #LivingId (OrganizerId, Id, ConferenceId, IsNumber)
        SELECT o.ResourceId, {Normal(ElsewhereId)}, {ElsewhereId}, 0
        FROM #LiveElsewhere AS e
        INNER JOIN #Organizer AS o ON o.UserAtHost = e.UserAtHost
        WHERE LEN({ElsewhereId}) >= {ShortestId};
        """ + (HasKey ? $"""

        INSERT INTO #LivingId (OrganizerId, Id, ConferenceId, IsNumber)
        SELECT c.OrganizerId, {Normal(Key)}, ISNULL({ExternalId}, {Key}), 0
        FROM dbo.Conference AS c WITH (READCOMMITTEDLOCK)
        INNER JOIN #Organizer AS o ON o.ResourceId = c.OrganizerId
        WHERE LEN({Key}) >= {ShortestId};
        INSERT INTO #LivingId (OrganizerId, Id, ConferenceId, IsNumber)
        SELECT c.OrganizerId, REPLACE({Normal(Key)}, N'-', N''), ISNULL({ExternalId}, {Key}), 0
        FROM dbo.Conference AS c WITH (READCOMMITTEDLOCK)
        INNER JOIN #Organizer AS o ON o.ResourceId = c.OrganizerId
        WHERE LEN({Key}) >= {ShortestId} AND CHARINDEX(N'-', {Key}) > 0;
        """ : "");

    /// <summary>The ConfIds, too: only where a column is known to repeat them, since numbers stand everywhere.</summary>
    public string FillNumbers =>
        $"""
        INSERT INTO #LivingId (OrganizerId, Id, ConferenceId, IsNumber)
        SELECT c.OrganizerId, {Number}, ISNULL({ExternalId}, {Number}), 1
        FROM dbo.Conference AS c WITH (READCOMMITTEDLOCK)
        INNER JOIN #Organizer AS o ON o.ResourceId = c.OrganizerId;
        """;

    /// <summary>All of #LivingId that is text.</summary>
    public string Names =>
        $"""
        SELECT TOP ({MostNames}) i.Id, {LinkExpression.Text(_schema.ResourceId, "i.OrganizerId")} AS OrganizerId, i.ConferenceId
        FROM #LivingId AS i
        WHERE i.IsNumber = 0;
        """;

    /// <summary>The public ids of everybody else's conferences.</summary>
    public string NamesOfOthers =>
        $"""
        SELECT TOP ({MostNames}) {ExternalId} AS Id, {LinkExpression.Text(_schema.ResourceId, "c.OrganizerId")} AS OrganizerId, {ExternalId} AS ConferenceId
        FROM dbo.Conference AS c
        WHERE LEN({ExternalId}) >= {ShortestId} AND NOT EXISTS (SELECT 1 FROM #Organizer AS o WHERE o.ResourceId = c.OrganizerId);
        """;

    /// <summary>Who is known here, by address?</summary>
    public string Addresses =>
        $"""
        SELECT TOP ({MostNames}) r.UserAtHost, {LinkExpression.Text(_schema.ResourceId, "r.ResourceId")} AS OrganizerId
        FROM dbo.Resource AS r
        WHERE LEN(r.UserAtHost) >= {ShortestId};
        """;

    /// <summary>What do entries hold whose conference lives? Its ConfId, its organizer, its id, then the columns.</summary>
    public string LivingEntries(IReadOnlyList<ScannedColumn> columns) =>
        $"""
        SELECT TOP ({LivingRows}) {LinkExpression.Text(_schema.ConfId, "l.ConfId")} AS ConfId, {LinkExpression.Text(_schema.ResourceId, "l.OrganizerId")} AS OrganizerId,
               {_profile.ConferenceText("l.ConferenceKey")} AS ConferenceKey{Columns(columns)}
        {_profile.Entries()}
        INNER JOIN #Living AS l ON l.ConferenceKey = {_profile.ConferenceKey} AND l.OrganizerKey = {_profile.OrganizerKey};
        """;

    /// <summary>What do the candidates hold? The document, its organizer, what it names, then the columns.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="every">Every how many-th candidate.</param>
    public string Candidates(IReadOnlyList<ScannedColumn> columns, long every = 1) =>
        CandidatesWhere(columns, every > 1 ? "k.Seq % " + every.ToString(CultureInfo.InvariantCulture) + " = 0" : "1 = 1");

    /// <summary>What do candidates hold whose conference lives under somebody else?</summary>
    public string CandidatesOfOthers(IReadOnlyList<ScannedColumn> columns) =>
        CandidatesWhere(columns, "EXISTS (SELECT 1 FROM #Living AS l WHERE l.ConferenceKey = k.ConferenceKey AND l.OrganizerId <> k.OrganizerId)");

    /// <summary>Which candidates hold, as the whole of a column, an id of a living conference of the same organizer? One pass over the candidates.</summary>
    public IEnumerable<string> Hits(ScannedColumn column) => column.AsId.Select(value =>
        $"""
        SELECT TOP ({EvidenceThresholds.Examples}) {DocId} AS DocId, {_profile.ConferenceText("k.ConferenceKey")} AS ConferenceKey, i.ConferenceId
        FROM #Candidate AS k
        {(column.IsOfEntry
            ? "INNER JOIN dbo.PersistedServiceData AS psd WITH (NOLOCK) ON psd.DocId = k.DocId"
            : "INNER JOIN dbo.Document AS d WITH (NOLOCK) ON d.DocId = k.DocId")}
        INNER JOIN #LivingId AS i ON i.Id = {(column.IsNumber ? value : Normal(value))} AND i.OrganizerId = k.OrganizerId AND i.IsNumber = {(column.IsNumber ? 1 : 0)}
        WHERE k.Guard = 0;
        """);

    private string CandidatesWhere(IReadOnlyList<ScannedColumn> columns, string also) =>
        $"""
        SELECT {DocId} AS DocId, {LinkExpression.Text(_schema.ResourceId, "k.OrganizerId")} AS OrganizerId, {_profile.ConferenceText("k.ConferenceKey")} AS ConferenceKey{Columns(columns)}
        FROM #Candidate AS k
        INNER JOIN dbo.Document AS d WITH (NOLOCK) ON d.DocId = k.DocId
        INNER JOIN dbo.PersistedServiceData AS psd WITH (NOLOCK) ON psd.DocId = d.DocId
        WHERE k.Guard = 0 AND {also};
        """;

    private string DocId => LinkExpression.Text(_schema.DocId, "k.DocId");

    private string ExternalId => LinkExpression.Text(_schema.ExternalConfId, "c.ExternalConfId");

    private static string ElsewhereId => "CONVERT(nvarchar(450), e.ConferenceId)";

    private ColumnInfo? KeyColumn => _schema.Find("Conference", "ConferenceKey");

    private bool HasKey => KeyColumn is { Kind: ColumnKind.Text or ColumnKind.Guid };

    private string Key => LinkExpression.Text(KeyColumn!, $"c.{KeyColumn!.QuotedName}");

    private string Number => LinkExpression.Text(_schema.ConfId, "c.ConfId");

    /// <summary>Without case, blanks and braces, whatever the databases' own collations are.</summary>
    private static string Normal(string id) => $"REPLACE(REPLACE(LTRIM(RTRIM({id})), N'{{', N''), N'}}', N''){IgnoringCase}";

    private const string IgnoringCase = " COLLATE Latin1_General_CI_AS";

    private static string Columns(IReadOnlyList<ScannedColumn> columns) =>
        string.Concat(columns.Select((c, i) => string.Format(CultureInfo.InvariantCulture, ",\n       {0} AS C{1}", c.Selected, i)));
}
