namespace PsdPurge.Lab.Engine;

/// <summary>What the catalog says of a database beside its tables. Pages are of 8 KB; a log without a limit has the most pages that SQL Server knows.</summary>
public sealed record DatabaseState(
    bool IsReadOnly = false,
    int CompatibilityLevel = 110,
    string State = "ONLINE",
    string LogWaits = "NOTHING",
    long DataPages = 131_072,
    long LogPages = 65_536,
    long LogUsedPages = 640,
    long LogMaxPages = 268_435_456);
