namespace PsdPurge.Purge;

/// <summary>
/// A session on one Front-End that is ready for queries about the orphans of a scope. Its schema is read, the profile is bound to it, and the endpoints are in
/// a temp table.
/// </summary>
internal sealed class OrphanSession : IDisposable
{
    private readonly Dictionary<string, string> _organizers;
    private bool _isTold;
    private bool _knowsLiving;

    private OrphanSession(FrontEndConnection connection, ServerSchema schema, OrphanStatements statements, Dictionary<string, string> organizers)
    {
        Connection = connection;
        Schema = schema;
        Statements = statements;
        _organizers = organizers;
    }

    public FrontEndConnection Connection { get; }

    public FrontEnd FrontEnd => Connection.FrontEnd;

    public ServerSchema Schema { get; }

    public OrphanStatements Statements { get; }

    /// <summary>The scope's endpoints that this Front-End knows: its own id for each, as text, and the address.</summary>
    public IReadOnlyDictionary<string, string> Organizers => _organizers;

    /// <exception cref="PsdPurgeException">The Front-End cannot be reached, or its schema does not fit the profile.</exception>
    public static OrphanSession Open(FrontEnd frontEnd, SelectionScope scope, ConnectionSettings settings, CancellationToken token)
    {
        FrontEndConnection connection = FrontEndConnection.Open(frontEnd, settings, token);
        try
        {
            ServerSchema schema = ServerSchema.Read(connection, scope.Profile, token);
            OrphanStatements statements = new(schema, new BoundProfile(scope.Profile, schema, frontEnd), scope.CheckUnattributedActive);
            connection.Execute(statements.CreateTables, token);
            Utf8Addresses.Fill(connection, schema, scope.Profile, token);
            Dictionary<string, string> organizers = new(StringComparer.Ordinal);
            MultiRowInsert.Send(
                connection,
                "#Endpoint",
                ["UserAtHost"],
                ["@p"],
                scope.Endpoints.Select(e => new object[] { e }),
                token,
                then: new QueryBatch().Ask(statements.FillOrganizer, row => organizers.Add(row.GetString(0), row.GetString(1))));
            return new OrphanSession(connection, schema, statements, organizers);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Reads the facts of this Front-End that decide what may be deleted on the others.</summary>
    /// <param name="isOneOfSeveral">Whether other Front-Ends are queried, too.</param>
    /// <param name="forRemoval">Whether to read also which server this is and which others its pool has.</param>
    /// <param name="again">Whether time has passed since the session was opened, so that it may know more of the endpoints now.</param>
    /// <param name="token">Ends it.</param>
    public FrontEndFacts ReadFacts(bool isOneOfSeveral, bool forRemoval, bool again, CancellationToken token)
    {
        QueryBatch batch = new();
        if (again)
        {
            batch.Ask(Statements.FillOrganizer, row => _organizers[row.GetString(0)] = row.GetString(1));
        }
        else
        {
            batch.Do(Statements.Living.CreateTables).Do(Statements.Living.Fill).Do(Statements.Living.FillNamed);
        }

        ServerIdentity server = default;
        if (forRemoval)
        {
            batch.Ask(SchemaStatements.Server, row => server = new(row.GetString(0), row.GetString(1)));
        }

        List<LiveConference> named = [];
        List<LiveConference> unnamed = [];
        var liveCount = 0L;
        batch.Ask(
            Statements.LiveConferences,
            row =>
            {
                liveCount++;
                if (isOneOfSeveral || row.GetInt32(2) == 0)
                {
                    LiveConference conference = new(Organizers[row.GetString(0)], row.GetValue(1).ToString()!);
                    (row.GetInt32(2) == 0 ? unnamed : named).Add(conference);
                }
            });

        LivingIds ids = new();
        if (isOneOfSeveral)
        {
            batch.Ask(Statements.Living.Ids, ids.Add);
        }

        var unattributedActive = 0L;
        if (isOneOfSeveral || !Statements.Profile.NamesConfId)
        {
            batch.Ask(OrphanStatements.UnattributedActiveConferences, row => unattributedActive = row.GetInt64(0));
        }

        List<string> members = [];
        if (forRemoval && FrontEnd.Pool is null && Schema.Find("FrontEnd", "Fqdn") is not null)
        {
            batch.Ask(SchemaStatements.FrontEnds, row => members.Add(row.GetString(0)));
        }

        batch.Run(Connection, token);
        _knowsLiving = true;
        List<LiveConference> concerned = unnamed.Count == 0 || again ? unnamed : OfNamedOrganizers(unnamed, token);
        return new FrontEndFacts(
            server,
            isOneOfSeveral ? [.. named, .. unnamed] : [],
            ids,
            named,
            concerned,
            liveCount - (unnamed.Count - concerned.Count),
            unattributedActive,
            members);
    }

    /// <summary>
    /// Those whose organizer at least one document names. If none does, for example because a column cannot express the address, no entry counts as that
    /// organizer's, so none can count as an orphan.
    /// </summary>
    private List<LiveConference> OfNamedOrganizers(List<LiveConference> conferences, CancellationToken token)
    {
        HashSet<string> named = new(StringComparer.OrdinalIgnoreCase);
        Connection.ForEach(Statements.NamedOrganizers, row => named.Add(Organizers[row.GetString(0)]), token);
        return [.. conferences.Where(c => named.Contains(c.UserAtHost))];
    }

    /// <summary>Copies the living conferences, if this session is a new one that has not.</summary>
    public void CopyLiving(CancellationToken token)
    {
        if (!_knowsLiving)
        {
            new QueryBatch().Do(Statements.Living.CreateTables).Do(Statements.Living.Fill).Run(Connection, token);
            _knowsLiving = true;
        }
    }

    /// <summary>
    /// Gives this Front-End's session the conferences that live on the others of its pool, and the number of active ones there that belong to nobody. Its own
    /// living conferences must have been copied before.
    /// </summary>
    public void SetElsewhere(IEnumerable<LiveConference> conferences, IEnumerable<string> keys, long unattributedActive, CancellationToken token)
    {
        if (_isTold)
        {
            Connection.Execute(OrphanStatements.ClearElsewhere, token);
        }

        _isTold = true;
        if (unattributedActive > 0)
        {
            Connection.Execute(OrphanStatements.AddActiveElsewhere, token, new SqlParameter("@Conferences", unattributedActive));
        }

        MultiRowInsert.Send(Connection, "#KeyElsewhere", ["Id"], [LinkExpression.PlainId("@p")], keys.Select(key => new object[] { key }), token);
        MultiRowInsert.Send(
            Connection,
            "#LiveElsewhere",
            ["UserAtHost", "ConferenceId"],
            ["@p", "@p"],
            conferences.OrderBy(c => c.UserAtHost, StringComparer.Ordinal).Select(c => new object[] { c.UserAtHost, c.ConferenceId }),
            token,
            then: Statements.Profile.NamesPublicId ? null : new QueryBatch().Do(LivingStatements.FillLacked));
    }

    /// <summary>Reads this Front-End's evidence for the profile, and reports it in any case.</summary>
    /// <param name="named">How many of the endpoints' living conferences are named by documents.</param>
    /// <param name="reporter">Takes it.</param>
    /// <param name="token">Ends it.</param>
    public SchemaEvidence ReadEvidence(NamedConferences named, IRunReporter reporter, CancellationToken token)
    {
        CopyLiving(token);
        SchemaEvidence evidence = Evidence.ReadOf(named, token);
        reporter.Verbose(evidence.ToString());
        return evidence;
    }

    /// <summary>The profile as this Front-End's data judges it.</summary>
    public EvidenceReader Evidence => new(Connection, Schema, Statements.Profile);

    public void Dispose() => Connection.Dispose();
}
