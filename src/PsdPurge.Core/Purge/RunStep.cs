namespace PsdPurge.Purge;

/// <summary>The steps of a run on a Front-End, in order.</summary>
internal enum RunStep
{
    /// <summary>Opening the connection, reading the catalog.</summary>
    Connecting,

    /// <summary>Reading rights, living conferences and the evidence for the profile.</summary>
    Evidence,

    /// <summary>Finding and counting candidates.</summary>
    Candidates,

    /// <summary>Deleting, without the backup.</summary>
    Deleting,

    /// <summary>Writing the deleted rows, and waiting for the disk.</summary>
    Backup,
}
