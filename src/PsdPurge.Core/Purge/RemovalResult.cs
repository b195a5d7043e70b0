namespace PsdPurge;

/// <summary>How a Front-End's removal ended.</summary>
public enum RemovalStatus
{
    /// <summary>Every candidate was deleted or is accounted for under Skipped.</summary>
    Completed,

    /// <summary>There was nothing to delete.</summary>
    NothingToDo,

    /// <summary>-WhatIf, or the administrator said no.</summary>
    NotConfirmed,

    /// <summary>-MaxEntries was reached. Candidates are left.</summary>
    MaxEntriesReached,

    /// <summary>-TimeLimit was reached. Candidates are left.</summary>
    TimeLimitReached,

    /// <summary>Ctrl+C was pressed, or the pipeline ended early. Candidates are left.</summary>
    Stopped,

    /// <summary>An error ended it, and there is an error record. The number in Deleted is right, and no other row has changed.</summary>
    Failed,
}

/// <summary>The result of a removal on one Front-End: a line of the audit log.</summary>
public sealed record RemovalResult
{
    /// <summary>FQDN of the pool, or null if the Front-End was named directly.</summary>
    public string? Pool { get; init; }

    /// <summary>The Front-End's computer name.</summary>
    public required string FrontEnd { get; init; }

    /// <summary>Number of entries before, counted as in Get-PsdEntryCount. Null if counting failed.</summary>
    public long? CountBefore { get; init; }

    /// <summary>Entries found to be orphaned before the first batch.</summary>
    public long Candidates { get; init; }

    /// <summary>Entries deleted, each committed.</summary>
    public long Deleted { get; init; }

    /// <summary>Entries that were piped in or found, and that a guard kept.</summary>
    public long Skipped { get; init; }

    /// <summary>Number of entries after. Null if counting failed.</summary>
    public long? CountAfter { get; init; }

    /// <summary>Transactions committed.</summary>
    public int Batches { get; init; }

    /// <summary>Attempts repeated after a deadlock, lock timeout, command timeout or lost connection.</summary>
    public int Retries { get; init; }

    /// <summary>The wall-clock time from the first connection to the end, without the time that you took to answer.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>The time of each step on this Front-End. Null if it was not reached. As text, also in a CSV file, in seconds.</summary>
    public StepTimes? ElapsedBy { get; init; }

    /// <summary>When the removal ended on this Front-End, was refused or was not confirmed, UTC.</summary>
    public DateTime Time { get; init; } = DateTime.UtcNow;

    /// <summary>
    /// The profile, and what the data said of it before anything was deleted, in one sentence: how many documents name the organizers of living conferences
    /// rightly, and how many living conferences are named. Null if it was not read.
    /// </summary>
    public string? Evidence { get; init; }

    /// <summary>Full path of the backup, or null if none was written.</summary>
    public string? BackupFile { get; init; }

    /// <summary>How it ended.</summary>
    public RemovalStatus Status { get; init; }

    /// <summary>
    /// Front-Ends of the pool that were known to be left out when this one's entries were deleted, with commas between them; null if there are none. What
    /// is left there is copied to this one when replicas are built. One that fails later is in the warning at the end only.
    /// </summary>
    public string? NotPurged { get; init; }

    /// <summary>Skipped entries by reason. As text, also in a CSV file, <c>ConferenceExists: 3, NotFound: 1</c>.</summary>
    public IReadOnlyDictionary<SkipReason, long> SkippedBy { get; init; } = new SkipCounts();
}

/// <summary>Why an entry was kept that was piped in or looked like an orphan at first.</summary>
public enum SkipReason
{
    /// <summary>A conference of that id has a row in this Front-End's Conference table, whatever its owner, or came back while the removal ran.</summary>
    ConferenceExists = 1,

    /// <summary>The conference has a row in the Conference table of another Front-End of the pool.</summary>
    ConferenceOnOtherFrontEnd = 2,

    /// <summary>The conference is active (rtcdyn.dbo.ActiveConference).</summary>
    ConferenceActive = 3,

    /// <summary>An entry that was piped in or found at first is no longer there, or not under the same endpoint, conference and document.</summary>
    NotFound = 4,
}
