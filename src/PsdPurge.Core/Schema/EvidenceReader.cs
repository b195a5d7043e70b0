namespace PsdPurge.Schema;

/// <summary>Asks a Front-End's own data whether a profile is right.</summary>
internal sealed class EvidenceReader
{
    private readonly FrontEndConnection _connection;
    private readonly ServerSchema _schema;
    private readonly BoundProfile _profile;
    private readonly EvidenceStatements _statements;

    public EvidenceReader(FrontEndConnection connection, ServerSchema schema, BoundProfile profile)
    {
        _connection = connection;
        _schema = schema;
        _profile = profile;
        _statements = new EvidenceStatements(schema, profile);
    }

    /// <summary>Samples the entries and judges. Changes nothing but temp tables of its own session.</summary>
    public SchemaEvidence Read(CancellationToken token, int sampleSize = EvidenceThresholds.SampleSize)
    {
        LivingCounts living = default;
        IdShape? shape = _profile.ConferenceHasShape ? new IdShape() : null;
        QueryBatch first = new QueryBatch().Ask(EvidenceStatements.CountLiving, row => living = new(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)));
        if (shape is not null)
        {
            first.Ask(_statements.OldestIds, row => shape.Learn(row.GetString(0))).Ask(_statements.NewestIds, row => shape.Learn(row.GetString(0)));
        }

        EvidenceSample sample = EvidenceSample.Take(_connection, _schema, _statements, sampleSize, first, token);
        List<SampledDocument> suspects = [.. sample.All.Where(d => d.IsSuspect)];
        List<Contradiction> unexplained = [];
        if (suspects.Count > 0)
        {
            _connection.Execute(_statements.CreateTables, token);
            MultiRowInsert.Send(
                _connection,
                "#Suspect",
                EvidenceStatements.SuspectColumns,
                _statements.SuspectValues,
                suspects.Select(s => new object[] { s.Conference!, s.OwnerId!, s.DocId }),
                token,
                then: Unexplained(unexplained));
        }

        return EvidenceJudge.Judge(_connection.FrontEnd, _profile.Profile, sample, living, unexplained, shape);
    }

    /// <summary>
    /// Asks the same of all of #Candidate, not of a sample only: a candidate whose conference lives under somebody else, which nothing explains, shows that
    /// the organizer link is wrong.
    /// </summary>
    /// <param name="agreeing">Living conferences that were found under the organizer that their documents name.</param>
    /// <param name="token">Ends it.</param>
    /// <exception cref="PsdPurgeException"><c>SchemaContradicted</c>, or <c>SchemaNotProven</c> where too many ids are shared.</exception>
    public void CheckCandidates(long agreeing, CancellationToken token)
    {
        if (_profile.NamesConfId)
        {
            return;
        }

        var suspects = 0L;
        new QueryBatch()
            .Do(_statements.CreateTables)
            .Do(_statements.FillSuspectsFromCandidates)
            .Ask(EvidenceStatements.CountSuspects, row => suspects = row.GetInt64(0))
            .Do(EvidenceStatements.DropTablesIfEmpty)
            .Run(_connection, token);
        List<Contradiction> unexplained = [];
        if (suspects > 0)
        {
            Unexplained(unexplained).Run(_connection, token);
        }

        EvidenceJudge.CheckCandidates(_connection.FrontEnd, _profile.Profile, suspects, unexplained, agreeing);
    }

    /// <summary>What nothing explains of #Suspect.</summary>
    private QueryBatch Unexplained(List<Contradiction> unexplained) => new QueryBatch()
        .Do(_statements.FillExplained)
        .Ask(
            _statements.Unexplained,
            row => unexplained.Add(new Contradiction(row.GetString(0), row.GetString(1), row.GetString(2), row.IsDBNull(3) ? null : row.GetString(3))))
        .Do(EvidenceStatements.DropTables);
}

/// <summary>What lives on a Front-End.</summary>
internal readonly record struct LivingCounts(long Conferences, long Organizers, long Resources);

/// <summary>A document that names a conference under somebody else than its organizer.</summary>
internal sealed record Contradiction(string DocId, string Conference, string OrganizerId, string? Organizer)
{
    public override string ToString() => $"document {DocId} names conference {Conference}, which is {Organizer ?? "resource " + OrganizerId}'s";
}
