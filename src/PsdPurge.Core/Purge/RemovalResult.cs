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

    /// <summary>-MaxEntries was reached; candidates are left.</summary>
    MaxEntriesReached,

    /// <summary>-TimeLimit was reached; candidates are left.</summary>
    TimeLimitReached,

    /// <summary>Ctrl+C, or the pipeline ended early; candidates are left.</summary>
    Stopped,

    /// <summary>An error ended it; the error record says which. What Deleted says is deleted, all else is untouched.</summary>
    Failed,
}

/// <summary>What a removal did on one Front-End: a line of the audit log.</summary>
public sealed record RemovalResult
{
    /// <summary>FQDN of the pool, or null if the Front-End was named directly.</summary>
    public string? Pool { get; init; }

    /// <summary>The Front-End's computer name.</summary>
    public required string FrontEnd { get; init; }

    /// <summary>Entries before, counted as Get-PsdEntryCount counts; null if counting failed.</summary>
    public long? CountBefore { get; init; }

    /// <summary>Entries found to be orphaned before the first batch.</summary>
    public long Candidates { get; init; }

    /// <summary>Entries deleted, each committed.</summary>
    public long Deleted { get; init; }

    /// <summary>Entries that were asked for or found, and left alone by a guard.</summary>
    public long Skipped { get; init; }

    /// <summary>Entries after; null if counting failed.</summary>
    public long? CountAfter { get; init; }

    /// <summary>Transactions committed.</summary>
    public int Batches { get; init; }

    /// <summary>Attempts repeated after a deadlock, lock timeout, command timeout or lost connection.</summary>
    public int Retries { get; init; }

    /// <summary>How long it took by the clock, from the first connection to the end, without the time for which you were asked.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>What took how long on this Front-End; null if it was not asked. As text, also in a CSV file, in seconds.</summary>
    public StepTimes? ElapsedBy { get; init; }

    /// <summary>When the removal ended on this Front-End, was refused or was not confirmed, UTC: the time at which its result was made.</summary>
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

    /// <summary>Skipped, by reason; as text, also in a CSV file, <c>ConferenceExists: 3, NotFound: 1</c>.</summary>
    public IReadOnlyDictionary<SkipReason, long> SkippedBy { get; init; } = new SkipCounts();
}

/// <summary>Why an entry that was asked for, or looked like an orphan at first, was left alone.</summary>
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
