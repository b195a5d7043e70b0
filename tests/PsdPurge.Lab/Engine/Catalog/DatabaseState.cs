namespace PsdPurge.Lab.Engine;

/// <summary>
/// A database's state in the catalog, apart from its tables. Pages have 8 KB. The greatest number of log pages is SQL Server's maximum if the log has no limit.
/// </summary>
public sealed record DatabaseState(
    bool IsReadOnly = false,
    int CompatibilityLevel = 110,
    string State = "ONLINE",
    string LogWaits = "NOTHING",
    long DataPages = 131_072,
    long LogPages = 65_536,
    long LogUsedPages = 640,
    long LogMaxPages = 268_435_456);
