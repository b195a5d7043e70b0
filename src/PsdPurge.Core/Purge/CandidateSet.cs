namespace PsdPurge.Purge;

/// <summary>A range of #Candidate, and the most rows that its batch may delete.</summary>
internal readonly record struct BatchRange(long After, long UpTo, int MaxRows);

/// <summary>The content of a session's #Candidate, and the progress of the batches.</summary>
internal sealed class CandidateSet
{
    private readonly long _lastSeq;
    private readonly long _mostEntries;
    private readonly double _entriesPerDocument;
    private long _after;

    private CandidateSet(long lastSeq, long documents, long entries, long mostEntries, long bytes, IReadOnlyDictionary<SkipReason, long> skipped)
    {
        _lastSeq = lastSeq;
        _mostEntries = mostEntries;
        _entriesPerDocument = documents == 0 ? 1 : (double)entries / documents;
        Documents = documents;
        Entries = entries;
        Bytes = bytes;
        Skipped = skipped;
    }

    /// <summary>Documents whose entries no guard protects.</summary>
    public long Documents { get; }

    /// <summary>Entries that no guard protects.</summary>
    public long Entries { get; }

    /// <summary>Size of their data.</summary>
    public long Bytes { get; }

    /// <summary>Entries that a guard protects, and piped entries that are not orphans.</summary>
    public IReadOnlyDictionary<SkipReason, long> Skipped { get; }

    /// <summary>Whether every range has been returned.</summary>
    public bool IsExhausted => _after >= _lastSeq;

    /// <summary>Finds the candidates and keeps them on the server.</summary>
    public static CandidateSet Fill(OrphanSession session, RemoveStatements statements, IReadOnlyCollection<AppEndpointPsdEntry>? only, CancellationToken token)
    {
        FrontEndConnection connection = session.Connection;
        (long lastSeq, long documents, long entries, long mostEntries, long bytes) = (0, 0, 0, 0, 0);
        Dictionary<SkipReason, long> skipped = [];
        QueryBatch fill = new QueryBatch().Do(statements.FillCandidate(onlyRequested: only is not null)).Ask(
            RemoveStatements.SummarizeCandidates,
            row =>
            {
                var guard = (SkipReason)row.GetByte(0);
                if (guard == 0)
                {
                    (entries, bytes, documents) = (row.GetInt64(1), row.GetInt64(2), row.GetInt64(3));
                    (lastSeq, mostEntries) = (row.GetInt64(4), row.GetInt64(5));
                }
                else
                {
                    skipped[guard] = row.GetInt64(1);
                }
            });
        if (only is null)
        {
            fill.DoFirst(statements.CreateTables).Run(connection, token);
        }
        else
        {
            connection.Execute(statements.CreateTables, token);
            MultiRowInsert.Send(
                connection,
                "#Requested",
                RemoveStatements.RequestedColumns,
                statements.RequestedValues,
                only.Where(CanExist).Select(e => new object[] { e.SipAddress, e.ConferenceId, e.DocId, Counted(e) }),
                token,
                then: fill.Ask(
                    statements.SummarizeRequested,
                    row => AddTo(skipped, row.GetInt32(0) == 1 ? SkipReason.ConferenceExists : SkipReason.NotFound, row.GetInt64(1))));
            AddTo(skipped, SkipReason.NotFound, only.Where(e => !CanExist(e)).Sum(Counted));
        }

        return new CandidateSet(lastSeq, documents, entries, mostEntries, bytes, skipped);
    }

    /// <summary>A text that is longer than any that the module selects names nobody. If it were cut off, it could name somebody.</summary>
    private static bool CanExist(AppEndpointPsdEntry entry) =>
        entry.SipAddress.Length <= SipAddress.MaxLength && entry.ConferenceId.Length <= SipAddress.MaxLength && entry.DocId.Length <= SipAddress.MaxLength;

    /// <summary>A file that somebody edited may contain any number. The sum must still be valid.</summary>
    private static long Counted(AppEndpointPsdEntry entry) => Math.Min(int.MaxValue, Math.Max(0, entry.Entries));

    private static void AddTo(Dictionary<SkipReason, long> skipped, SkipReason reason, long entries)
    {
        skipped.TryGetValue(reason, out var before);
        if (entries > 0)
        {
            skipped[reason] = before + entries;
        }
    }

    /// <summary>The next range, of about <paramref name="rows"/> rows.</summary>
    public BatchRange Next(int rows, int maxRows)
    {
        var documents = (long)Math.Max(1, rows / _entriesPerDocument);
        return new BatchRange(_after, Math.Min(_lastSeq, _after + documents), maxRows);
    }

    /// <summary>
    /// A range was processed. If the largest allowed number of rows was deleted, the range may contain more, unless its documents cannot have more rows.
    /// </summary>
    public void Advance(BatchRange range, int deleted)
    {
        if (deleted < range.MaxRows || deleted >= (range.UpTo - range.After) * _mostEntries)
        {
            _after = range.UpTo;
        }
    }
}
