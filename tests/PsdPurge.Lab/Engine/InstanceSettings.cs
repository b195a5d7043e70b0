namespace PsdPurge.Lab.Engine;

/// <summary>What an instance says of itself, and what is wrong with it: a test changes it while the server runs.</summary>
public sealed class InstanceSettings
{
    /// <summary>SERVERPROPERTY('ProductVersion').</summary>
    public string Version { get; set; } = "11.0.7001.0";

    /// <summary>SERVERPROPERTY('ProductLevel').</summary>
    public string Level { get; set; } = "SP4";

    /// <summary>How far its clock is ahead of this computer's.</summary>
    public TimeSpan ClockAhead { get; set; }

    /// <summary>Room on its disk.</summary>
    public long FreeBytes { get; set; } = 60L << 30;

    internal DateTimeOffset Now => DateTimeOffset.UtcNow + ClockAhead;
}

/// <summary>The state of one database, as sys.databases and sys.database_files show it. What is read-only or offline refuses what SQL Server refuses then.</summary>
public sealed class DatabaseSettings
{
    /// <summary>sys.databases.compatibility_level. The lab's T-SQL is SQL Server 2012's, whatever it says.</summary>
    public int CompatibilityLevel { get; set; } = 110;

    /// <summary>Changes of its tables fail with 3906.</summary>
    public bool IsReadOnly { get; set; }

    /// <summary>ONLINE; with any other state whoever uses it gets 942.</summary>
    public string State { get; set; } = "ONLINE";

    /// <summary>MULTI_USER, RESTRICTED_USER or SINGLE_USER; shown only.</summary>
    public string Access { get; set; } = "MULTI_USER";

    /// <summary>What the log waits for before it can be used again; shown only.</summary>
    public string LogWaits { get; set; } = "NOTHING";

    /// <summary>Pages of the data file; shown only, as the others below.</summary>
    public long DataPages { get; set; } = 128 * 1024;

    /// <summary>Of those, how many are used; null: as many as the tables have.</summary>
    public long? UsedPages { get; set; }

    /// <summary>Pages of the log.</summary>
    public long LogPages { get; set; } = 16 * 1024;

    /// <summary>Of those, how many are used.</summary>
    public long LogUsedPages { get; set; } = 128;

    /// <summary>What the log may grow to; -1: without limit.</summary>
    public long LogMaxPages { get; set; } = 268_435_456;
}
