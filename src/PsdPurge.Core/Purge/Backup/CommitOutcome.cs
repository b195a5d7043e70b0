namespace PsdPurge.Purge.Backup;

/// <summary>The outcome of a commit whose answer was lost.</summary>
internal enum CommitOutcome
{
    /// <summary>The server cannot be reached.</summary>
    Unknown,

    /// <summary>The server could be reached later, and the probed row of the batch is gone.</summary>
    LaterFoundCommitted,

    /// <summary>The server could be reached later, and the probed row of the batch exists.</summary>
    LaterFoundNotCommitted,
}
