namespace PsdPurge.Diagnosis;

/// <summary>The names of all checks. They are stable, because scripts use them. docs/cmdlets/Test-PsdPool.md describes each check.</summary>
public static class CheckNames
{
#pragma warning disable CS1591 // The page describes each of them.
    public const string NameResolution = "Name resolution";
    public const string Browser = "SQL Browser";
    public const string TcpPort = "TCP port";
    public const string Certificate = "Certificate";
    public const string Login = "Encryption, login";
    public const string Clock = "Clock";
    public const string Version = "SQL Server";
    public const string DatabaseState = "Database state";
    public const string CompatibilityLevel = "Compatibility level";
    public const string Rights = "Rights";
    public const string TempTables = "Temporary tables";
    public const string DatabaseSize = "Database size";
    public const string Log = "Transaction log";
    public const string DiskSpace = "Disk space";
    public const string SideEffects = "Triggers and keys";
    public const string Indexes = "Indexes";
    public const string Rows = "Rows";
    public const string SchemaEvidence = "Schema evidence";

    public const string Rest = "All other checks";

    public const string Pool = "Pool";
    public const string Members = "Pool members";
    public const string Endpoints = "Endpoints";
    public const string Readiness = "Readiness";

    public const string Session = "PowerShell";
    public const string CsCommands = "Skype commands";
    public const string BackupFolder = "Backup folder";
    public const string History = "History file";
    public const string Bundle = "Bundle";
#pragma warning restore CS1591

    /// <summary>
    /// The checks of a single server that need a login, in the order of the list. The schema evidence is of the whole pool, so it is not one of them.
    /// </summary>
    public static IReadOnlyList<string> BehindLogin { get; } =
    [
        Clock, Version, DatabaseState, CompatibilityLevel, Rights, TempTables, DatabaseSize, Log, DiskSpace, SideEffects, Indexes, Rows, Members,
    ];
}
