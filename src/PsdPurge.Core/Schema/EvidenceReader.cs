namespace PsdPurge.Schema;

/// <summary>Reads a Front-End's own evidence for a profile.</summary>
internal sealed class EvidenceReader
{
    private readonly FrontEndConnection _connection;
    private readonly ServerSchema _schema;
    private readonly BoundProfile _profile;
    private readonly LivingStatements _living;

    public EvidenceReader(FrontEndConnection connection, ServerSchema schema, BoundProfile profile)
    {
        _connection = connection;
        _schema = schema;
        _profile = profile;
        _living = new LivingStatements(schema, profile);
    }

    /// <summary>
    /// Samples the entries and judges the profile, on a connection that has no temp tables of this profile yet. It changes only temp tables of its own
    /// session. If it fails, the connection cannot be used any more.
    /// </summary>
    /// <param name="token">Ends it.</param>
    /// <param name="sampleSize">The most entries of each part of the sample.</param>
    /// <param name="named">Takes the ConfIds of the living conferences that documents name, or null.</param>
    public SchemaEvidence Read(CancellationToken token, int sampleSize = EvidenceThresholds.SampleSize, ICollection<string>? named = null)
    {
        SchemaEvidence evidence = Read(new QueryBatch().Do(_living.CreateTables).Do(_living.Fill).Do(_living.FillNamed), null, sampleSize, token);
        QueryBatch last = named is null ? new QueryBatch() : new QueryBatch().Ask(LivingStatements.NamedIds(_schema), row => named.Add(row.GetString(0)));
        last.Do(LivingStatements.DropTables).Run(_connection, token);
        return evidence;
    }

    /// <summary>The same in a session whose #Living and #Named are filled.</summary>
    /// <param name="endpoints">How many of the endpoints' living conferences documents name.</param>
    /// <param name="token">Ends it.</param>
    public SchemaEvidence ReadOf(NamedConferences endpoints, CancellationToken token) =>
        Read(new QueryBatch(), endpoints, EvidenceThresholds.SampleSize, token);

    /// <summary>
    /// Runs the same check on all of #Candidate and not only on a sample. If the conference of a candidate lives under another organizer and nothing explains
    /// that, the organizer link is wrong.
    /// </summary>
    /// <param name="agreeing">Living conferences that were found under the organizer that their documents name.</param>
    /// <param name="token">Ends it.</param>
    /// <exception cref="PsdPurgeException"><c>SchemaContradicted</c>, or <c>SchemaNotProven</c> if too many ids are shared.</exception>
    public void CheckCandidates(long agreeing, CancellationToken token)
    {
        if (_profile.NamesConfId)
        {
            return;
        }

        EvidenceStatements statements = new(_schema, _profile);
        var suspects = 0L;
        new QueryBatch()
            .Do(statements.CreateSuspects)
            .Do(EvidenceStatements.FillSuspectsFromCandidates)
            .Ask(EvidenceStatements.CountSuspects, row => suspects = row.GetInt64(0))
            .Do(EvidenceStatements.DropSuspectsIfNone)
            .Run(_connection, token);
        List<Contradiction> unexplained = [];
        if (suspects > 0)
        {
            Unexplained(statements, unexplained).Run(_connection, token);
        }

        EvidenceJudge.CheckCandidates(_connection.FrontEnd, _profile.Profile, suspects, unexplained, agreeing);
    }

    private SchemaEvidence Read(QueryBatch first, NamedConferences? endpoints, int sampleSize, CancellationToken token)
    {
        EvidenceStatements statements = new(_schema, _profile, sampleSize);
        LivingCounts living = default;
        IdShape? shape = _profile.ConferenceHasShape ? new IdShape() : null;
        first.Ask(LivingStatements.Count, row => living = new(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3)));
        if (shape is not null)
        {
            first.Ask(statements.OldestIds, row => shape.Learn(row.GetString(0))).Ask(statements.NewestIds, row => shape.Learn(row.GetString(0)));
        }

        EvidenceSample sample = EvidenceSample.Take(statements, first);
        first.Run(_connection, token);
        List<SampledDocument> suspects = [.. sample.All.Where(d => d.IsSuspect)];
        List<Contradiction> unexplained = [];
        if (suspects.Count > 0)
        {
            _connection.Execute(statements.CreateSuspects, token);
            MultiRowInsert.Send(
                _connection,
                "#Suspect",
                EvidenceStatements.SuspectColumns,
                statements.SuspectValues,
                suspects.Select(s => new object[] { s.Conference!, s.OwnerId!, s.DocId }),
                token,
                then: Unexplained(statements, unexplained));
        }

        return EvidenceJudge.Judge(_connection.FrontEnd, _profile.Profile, sample, living, unexplained, shape, endpoints);
    }

    /// <summary>The rows of #Suspect that nothing explains.</summary>
    private static QueryBatch Unexplained(EvidenceStatements statements, List<Contradiction> unexplained) => new QueryBatch()
        .Do(statements.FillExplained)
        .Ask(
            statements.Unexplained,
            row => unexplained.Add(new Contradiction(row.GetString(0), row.GetString(1), row.GetString(2), row.IsDBNull(3) ? null : row.GetString(3))))
        .Do(EvidenceStatements.DropSuspects);
}

/// <summary>The numbers of living conferences and organizers on a Front-End.</summary>
internal readonly record struct LivingCounts(long Conferences, long Organizers, long Resources, long Named);

/// <summary>A document that names a conference under another organizer.</summary>
internal sealed record Contradiction(string DocId, string Conference, string OrganizerId, string? Organizer)
{
    public override string ToString() => $"document {DocId} names conference {Conference}, which is {Organizer ?? "resource " + OrganizerId}'s";
}
