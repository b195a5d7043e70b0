namespace PsdPurge;

/// <summary>The kind of a row of the history.</summary>
public enum HistoryEvent
{
    /// <summary>The entries were counted.</summary>
    Count,

    /// <summary>A removal ran. <see cref="HistoryRow.EntryCount"/> is the count after it.</summary>
    Purge,
}

/// <summary>
/// One line of a history file: a count, or a removal with the counts before and after it. All values are texts and numbers. The first columns are those of
/// Get-PsdEntryCount, so its objects are rows, too.
/// </summary>
public sealed record HistoryRow
{
    /// <summary>When the entries were counted, or when the removal ended, UTC. Null if that was not recorded.</summary>
    public DateTime? Time { get; init; }

    /// <summary>FQDN of the pool, or null if the Front-End was named directly.</summary>
    public string? Pool { get; init; }

    /// <summary>The Front-End's computer name.</summary>
    public required string FrontEnd { get; init; }

    /// <summary>The count. After a removal, the count after it. Null if counting failed.</summary>
    public long? EntryCount { get; init; }

    /// <summary>The kind of the row.</summary>
    public HistoryEvent Event { get; init; }

    /// <summary>The count before the removal.</summary>
    public long? CountBefore { get; init; }

    /// <summary>Entries found to be orphaned before the first batch.</summary>
    public long? Candidates { get; init; }

    /// <summary>Entries deleted.</summary>
    public long? Deleted { get; init; }

    /// <summary>Entries that a guard kept.</summary>
    public long? Skipped { get; init; }

    /// <summary>Numbers of skipped entries, by reason.</summary>
    public IReadOnlyDictionary<SkipReason, long> SkippedBy { get; init; } = new Dictionary<SkipReason, long>();

    /// <summary>How the removal ended: a name of <see cref="RemovalStatus"/>.</summary>
    public string? Status { get; init; }

    /// <summary>How long the removal took.</summary>
    public TimeSpan? Elapsed { get; init; }

    /// <summary>Full path of the backup.</summary>
    public string? BackupFile { get; init; }

    /// <summary>What the rows of one run have in common.</summary>
    public string? RunId { get; init; }

    /// <summary>Whether entries were deleted. In that case the count tells nothing about growth across this row.</summary>
    public bool HasDeleted => Event == HistoryEvent.Purge && Deleted is not 0;

    /// <summary>The row of a count.</summary>
    public static HistoryRow From(PsdEntryCount count, string? runId = null) => new()
    {
        Time = count.Time,
        Pool = count.Pool,
        FrontEnd = count.FrontEnd,
        EntryCount = count.EntryCount,
        RunId = runId,
    };

    /// <summary>The row of a removal.</summary>
    /// <param name="result">The removal's result.</param>
    /// <param name="runId">What the rows of one run have in common.</param>
    public static HistoryRow From(RemovalResult result, string? runId = null) => new()
    {
        Time = result.Time,
        Pool = result.Pool,
        FrontEnd = result.FrontEnd,
        EntryCount = result.CountAfter,
        Event = HistoryEvent.Purge,
        CountBefore = result.CountBefore,
        Candidates = result.Candidates,
        Deleted = result.Deleted,
        Skipped = result.Skipped,
        SkippedBy = result.SkippedBy,
        Status = result.Status.ToString(),
        Elapsed = result.Elapsed,
        BackupFile = result.BackupFile,
        RunId = runId,
    };
}
