namespace PsdPurge.Purge;

/// <summary>What a run does on a Front-End, one after the other.</summary>
internal enum RunStep
{
    /// <summary>Opening the connection, reading the catalog.</summary>
    Connecting,

    /// <summary>Rights, what lives there, and what the data says of the profile.</summary>
    Evidence,

    /// <summary>Finding and counting.</summary>
    Candidates,

    /// <summary>Deleting, without what the backup takes.</summary>
    Deleting,

    /// <summary>Writing deleted rows, and waiting for the disk.</summary>
    Backup,
}
