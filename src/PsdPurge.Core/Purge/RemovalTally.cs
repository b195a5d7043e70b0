namespace PsdPurge.Purge;

/// <summary>What a removal on one Front-End has done so far.</summary>
internal sealed class RemovalTally
{
    private readonly Dictionary<SkipReason, long> _skipped = [];

    public long? CountBefore { get; set; }

    public long? CountAfter { get; set; }

    /// <summary>The evidence for the profile.</summary>
    public string? Evidence { get; set; }

    /// <summary>Entries found orphaned before the first batch: the number that was confirmed, and the most that is deleted.</summary>
    public long Candidates { get; private set; }

    public long Deleted { get; private set; }

    public int Batches { get; private set; }

    /// <summary>Retries of the query for the outcome of a commit.</summary>
    public int Retries { get; set; }

    public void Begin(CandidateSet candidates)
    {
        Candidates = candidates.Entries;
        _skipped.Clear();
        AddSkipped(candidates.Skipped);
    }

    public void AddBatch(int rows)
    {
        Deleted += rows;
        Batches += rows > 0 ? 1 : 0;
    }

    public void AddSkipped(IEnumerable<KeyValuePair<SkipReason, long>> skipped)
    {
        foreach (KeyValuePair<SkipReason, long> pair in skipped)
        {
            _skipped.TryGetValue(pair.Key, out var before);
            _skipped[pair.Key] = before + pair.Value;
        }
    }

    /// <param name="frontEnd">The Front-End.</param>
    /// <param name="status">How it ended.</param>
    /// <param name="backupFile">The backup, or null.</param>
    /// <param name="retries">Retries in addition to those counted here.</param>
    public RemovalResult Result(FrontEnd frontEnd, RemovalStatus status, string? backupFile, int retries) => new()
    {
        Pool = frontEnd.Pool,
        FrontEnd = frontEnd.ComputerName,
        CountBefore = CountBefore,
        Candidates = Candidates,
        Deleted = Deleted,
        Skipped = _skipped.Values.Sum(),
        CountAfter = CountAfter,
        Batches = Batches,
        Retries = Retries + retries,
        Evidence = Evidence,
        BackupFile = backupFile,
        Status = status,
        SkippedBy = new SkipCounts(_skipped),
    };
}
