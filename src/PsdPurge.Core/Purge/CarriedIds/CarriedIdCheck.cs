namespace PsdPurge.Purge.CarriedIds;

/// <summary>
/// The last check before anything is deleted. It looks for candidates whose rows show in another column that their conference lives. A row may have a former id
/// in the profile's column, and the right one elsewhere. One such row shows that the profile reads the wrong column.
/// </summary>
/// <remarks>
/// The server compares whole values, one pass for each column, for every candidate. Longer texts are searched here: for every candidate in narrow columns and
/// in columns that repeat ids of living conferences, and in the other columns for up to <see cref="CarriedIdStatements.MostRows"/> candidates, spread over
/// all. Nothing is locked.
/// </remarks>
internal sealed class CarriedIdCheck
{
    private readonly OrphanSession _session;
    private readonly CarriedIdStatements _statements;
    private readonly IReadOnlyList<ScannedColumn> _columns;

    public CarriedIdCheck(OrphanSession session)
    {
        _session = session;
        _statements = new CarriedIdStatements(session.Schema, session.Statements.Profile);
        SchemaLink link = session.Statements.Profile.Profile.Conference;
        _columns =
        [
            .. session.Schema.Table(nameof(LinkTable.Document)).Concat(session.Schema.EntryColumns)
                .Where(ScannedColumn.CanCarry)
                .Select(c => new ScannedColumn(c, link)),
        ];
    }

    /// <summary>Finds a few such candidates. None if all is well.</summary>
    /// <param name="documents">How many candidates there are.</param>
    /// <param name="token">Ends it.</param>
    public IReadOnlyList<CarriedId> Find(long documents, CancellationToken token)
    {
        if (documents == 0)
        {
            return [];
        }

        CarriedIdScan scan = new(_columns);
        List<CarriedId> hits = [];
        QueryBatch ask = new QueryBatch()
            .Do(_statements.CreateTables)
            .Do(_statements.Fill)
            .Do(_statements.FillNumbers);
        foreach (var names in _statements.Names)
        {
            ask.Ask(names, row => scan.AddConference(new KnownName(row.GetString(0), row.GetString(1), row.GetString(2))));
        }

        var onlyAscii = false;
        ask.Ask(CarriedIdStatements.ConfIds, row => scan.AddConfId(row.GetString(0)))
            .Ask(_statements.Addresses, row => scan.AddAddress(new KnownName(row.GetString(0), row.GetString(1), row.GetString(0))))
            .Ask(CarriedIdStatements.BeyondAscii, row => onlyAscii = row.GetInt32(0) == 0)
            .Ask(_statements.LivingEntries(_columns), scan.LearnFromLiving)
            .Run(_session.Connection, token);

        var every = Math.Max(1, (documents + CarriedIdStatements.MostRows - 1) / CarriedIdStatements.MostRows);
        IReadOnlyList<ScannedColumn> unreadable = Compare(scan, hits, onlyAscii, every, token);

        QueryBatch further = new();
        foreach (ScannedColumn column in _columns.Where(c => c.IsNumber && scan.IdsMayBeNumbers))
        {
            AskHits(further, column, hits, onlyAscii);
        }

        foreach (ScannedColumn column in scan.NumberColumns)
        {
            AskHits(further, column, hits, onlyAscii, numbers: true);
        }

        IReadOnlyList<ScannedColumn> thorough = [.. _columns.Where(c => c.IsNarrow || unreadable.Contains(c) || scan.TextColumns.Contains(c))];
        if (every > 1 && thorough.Count > 0)
        {
            further.Ask(_statements.Candidates(thorough), row => scan.Look(row, thorough));
        }

        further.Run(_session.Connection, token);
        return [.. hits.Concat(scan.Hits).GroupBy(hit => (hit.DocId, hit.Column)).Select(same => same.First()).Take(EvidenceThresholds.Examples)];
    }

    /// <summary>Compares whole texts on the server, and searches some rows here.</summary>
    /// <returns>Columns of bytes that the server cannot read as text. They have to be searched here.</returns>
    private IReadOnlyList<ScannedColumn> Compare(CarriedIdScan scan, List<CarriedId> hits, bool onlyAscii, long every, CancellationToken token)
    {
        void Ask(Func<ScannedColumn, bool> isCompared)
        {
            QueryBatch ask = new();
            foreach (ScannedColumn column in _columns.Where(c => !c.IsNumber && isCompared(c)))
            {
                AskHits(ask, column, hits, onlyAscii);
            }

            ask.Ask(_statements.Candidates(_columns, every), scan.Look)
                .Ask(_statements.CandidatesOfOthers(_columns), scan.LookForOwner)
                .Run(_session.Connection, token);
        }

        try
        {
            Ask(_ => true);
            return [];
        }
        catch (PsdPurgeException failure) when (failure.Kind == ErrorKind.Unspecified && _columns.Any(c => c.IsBytes))
        {
            // SQL Server reads any bytes as text. Other servers (Babelfish) refuse bytes that are no character, or zeros.
            hits.Clear();
            Ask(column => !column.IsBytes);
            return [.. _columns.Where(c => c.IsBytes)];
        }
    }

    private void AskHits(QueryBatch batch, ScannedColumn column, List<CarriedId> hits, bool onlyAscii, bool numbers = false)
    {
        foreach (var question in _statements.Hits(column, onlyAscii, numbers))
        {
            batch.Ask(question, row => hits.Add(new CarriedId(row.GetString(0), row.GetString(1), column.Name, row.GetString(2))));
        }
    }
}
