namespace PsdPurge.Purge.Backup;

/// <summary>What is known of a commit whose answer was lost.</summary>
internal enum CommitOutcome
{
    /// <summary>The server cannot be reached.</summary>
    Unknown,

    /// <summary>The server was asked later: the batch's row that it was asked for is gone.</summary>
    LaterFoundCommitted,

    /// <summary>The server was asked later: the batch's row that it was asked for is there.</summary>
    LaterFoundNotCommitted,
}
