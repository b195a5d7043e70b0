namespace PsdPurge;

/// <summary>A session on one Front-End that is ready to be asked about the orphans of a scope: schema read, profile laid on it, endpoints in a temp table.</summary>
internal sealed class OrphanSession : IDisposable
{
    private OrphanSession(FrontEndConnection connection, ServerSchema schema, OrphanStatements statements, long organizers)
    {
        Connection = connection;
        Schema = schema;
        Statements = statements;
        Organizers = organizers;
    }

    public FrontEndConnection Connection { get; }

    public FrontEnd FrontEnd => Connection.FrontEnd;

    public ServerSchema Schema { get; }

    public OrphanStatements Statements { get; }

    /// <summary>How many of the scope's endpoints this Front-End knows.</summary>
    public long Organizers { get; }

    /// <exception cref="PsdPurgeException">The Front-End cannot be asked, or its schema does not fit the profile.</exception>
    public static OrphanSession Open(FrontEnd frontEnd, SelectionScope scope, ConnectionSettings settings, CancellationToken token)
    {
        FrontEndConnection connection = FrontEndConnection.Open(frontEnd, settings, token);
        try
        {
            ServerSchema schema = ServerSchema.Read(connection, token);
            OrphanStatements statements = new(schema, new BoundProfile(scope.Profile, schema, frontEnd), scope.CheckUnattributedActive);
            connection.Execute(statements.CreateTables, token);
            MultiRowInsert.Send(connection, "#Endpoint", ["UserAtHost"], ["@p"], scope.Endpoints.Select(e => new object[] { e }), token);
            var organizers = connection.Query(OrphanStatements.FillOrganizer, reader => reader.Read() ? reader.GetInt64(0) : 0, token);
            return new OrphanSession(connection, schema, statements, organizers);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>The endpoints' conferences that have a row here.</summary>
    public IReadOnlyCollection<LiveConference> ReadLiveConferences(CancellationToken token)
    {
        List<LiveConference> live = [];
        Dictionary<string, string> addresses = new(StringComparer.Ordinal);
        Connection.ForEach(
            OrphanStatements.LiveConferences,
            row =>
            {
                var address = row.GetString(0);
                if (!addresses.TryGetValue(address, out var known))
                {
                    addresses.Add(address, known = address);
                }

                live.Add(new LiveConference(known, row.GetValue(1).ToString()!));
            },
            token);
        return live;
    }

    /// <summary>Tells this Front-End which conferences live on the others of its pool, and how many are active there that are nobody's.</summary>
    public void SetElsewhere(IEnumerable<LiveConference> conferences, long unattributedActive, CancellationToken token)
    {
        Connection.Execute(OrphanStatements.ClearElsewhere, token);
        if (unattributedActive > 0)
        {
            Connection.Execute(OrphanStatements.AddActiveElsewhere, token, new SqlParameter("@Conferences", unattributedActive));
        }

        MultiRowInsert.Send(
            Connection,
            "#LiveElsewhere",
            ["UserAtHost", "ConferenceId"],
            ["@p", "@p"],
            conferences.Select(c => new object[] { c.UserAtHost, c.ConferenceId }),
            token);
    }

    public long CountUnattributedActiveConferences(CancellationToken token) =>
        Connection.Query(OrphanStatements.UnattributedActiveConferences, reader => reader.Read() ? reader.GetInt64(0) : 0, token);

    /// <summary>What this Front-End's own data says of the profile; in the log also where nothing is wrong.</summary>
    public SchemaEvidence ReadEvidence(IRunReporter reporter, CancellationToken token)
    {
        SchemaEvidence evidence = Evidence.Read(token);
        reporter.Verbose(evidence.ToString());
        return evidence;
    }

    /// <summary>The profile as this Front-End's data judges it.</summary>
    public EvidenceReader Evidence => new(Connection, Schema, Statements.Profile);

    /// <summary>The Front-Ends that this one takes for its pool's; none where it does not say.</summary>
    public IReadOnlyList<string> ReadFrontEnds(CancellationToken token)
    {
        List<string> fqdns = [];
        if (Schema.Find("FrontEnd", "Fqdn") is not null)
        {
            Connection.ForEach(SchemaStatements.FrontEnds, row => fqdns.Add(row.GetString(0)), token);
        }

        return fqdns;
    }

    public void Dispose() => Connection.Dispose();
}
