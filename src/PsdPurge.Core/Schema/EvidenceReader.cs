namespace PsdPurge;

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
        LivingCounts living = _connection.Query(
            EvidenceStatements.CountLiving,
            row => row.Read() ? new LivingCounts(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)) : default,
            token);
        EvidenceSample sample = EvidenceSample.Take(_connection, _schema, _statements, sampleSize, token);
        List<SampledDocument> suspects = [.. sample.All.Where(d => d.IsSuspect)];
        List<Contradiction> unexplained = suspects.Count == 0 ? [] : Unexplained(
            () =>
            {
                MultiRowInsert.Send(
                    _connection,
                    "#Suspect",
                    EvidenceStatements.SuspectColumns,
                    _statements.SuspectValues,
                    suspects.Select(s => new object[] { s.Conference!, s.OwnerId!, s.DocId }),
                    token);
                return suspects.Count;
            },
            token);
        return EvidenceJudge.Judge(_connection.FrontEnd, _profile.Profile, sample, living, unexplained, Shape(sampleSize, token));
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
        List<Contradiction> unexplained = Unexplained(
            () =>
            {
                _connection.Execute(_statements.FillSuspectsFromCandidates, token);
                suspects = _connection.Query(EvidenceStatements.CountSuspects, row => row.Read() ? row.GetInt64(0) : 0, token);
                return suspects;
            },
            token);
        EvidenceJudge.CheckCandidates(_connection.FrontEnd, _profile.Profile, suspects, unexplained, agreeing);
    }

    private List<Contradiction> Unexplained(Func<long> fill, CancellationToken token)
    {
        _connection.Execute(_statements.CreateTables, token);
        List<Contradiction> unexplained = [];
        if (fill() > 0)
        {
            _connection.Execute(_statements.FillExplained, token);
            _connection.ForEach(
                _statements.Unexplained,
                row => unexplained.Add(new Contradiction(row.GetString(0), row.GetString(1), row.GetString(2), row.IsDBNull(3) ? null : row.GetString(3))),
                token);
        }

        _connection.Execute(EvidenceStatements.DropTables, token);
        return unexplained;
    }

    private IdShape? Shape(int sampleSize, CancellationToken token)
    {
        if (!_profile.ConferenceHasShape)
        {
            return null;
        }

        IdShape shape = new();
        foreach (var statement in new[] { _statements.OldestIds, _statements.NewestIds })
        {
            _connection.ForEach(statement, row => shape.Learn(row.GetString(0)), token, EvidenceSample.Rows(sampleSize));
        }

        return shape;
    }
}

/// <summary>What lives on a Front-End.</summary>
internal readonly record struct LivingCounts(long Conferences, long Organizers, long Resources);

/// <summary>A document that names a conference under somebody else than its organizer.</summary>
internal sealed record Contradiction(string DocId, string Conference, string OrganizerId, string? Organizer)
{
    public override string ToString() => $"document {DocId} names conference {Conference}, which is {Organizer ?? "resource " + OrganizerId}'s";
}
