namespace PsdPurge.Lab.Engine;

/// <summary>What one statement cost the engine.</summary>
/// <param name="SessionId">The session that ran it.</param>
/// <param name="Text">The statement, as it was sent.</param>
/// <param name="Elapsed">How long it ran. Returned rows are sent during this time.</param>
/// <param name="Processor">Processor time of the whole process during this time. It does not include what other processes use.</param>
/// <param name="Scanned">Rows that were read one after the other, because no index led to the wanted rows.</param>
/// <param name="Indexed">Rows that went into transient indexes. A join of two sets reads them this way if no index fits.</param>
/// <param name="Steps">Instructions of SQLite's virtual machine. They count all work, including lookups.</param>
public sealed record StatementCost(int SessionId, string Text, TimeSpan Elapsed, TimeSpan Processor, long Scanned, long Indexed, long Steps)
{
    /// <summary>Rows that were read without an index.</summary>
    public long Read => Scanned + Indexed;
}

/// <summary>Adds up SQLite's counters of the statements that it ran.</summary>
internal struct NativeWork
{
    public long Scanned;
    public long Indexed;
    public long Steps;

    public void Add(SQLitePCL.sqlite3_stmt statement)
    {
        Scanned += Take(statement, SQLitePCL.raw.SQLITE_STMTSTATUS_FULLSCAN_STEP);
        Indexed += Take(statement, SQLitePCL.raw.SQLITE_STMTSTATUS_AUTOINDEX);
        Steps += Take(statement, SQLitePCL.raw.SQLITE_STMTSTATUS_VM_STEP);
    }

    private static int Take(SQLitePCL.sqlite3_stmt statement, int counter) => SQLitePCL.raw.sqlite3_stmt_status(statement, counter, 1);
}
