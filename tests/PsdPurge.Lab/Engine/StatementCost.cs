namespace PsdPurge.Lab.Engine;

/// <summary>What one statement cost the engine.</summary>
/// <param name="SessionId">The session that ran it.</param>
/// <param name="Text">The statement, as it was sent.</param>
/// <param name="Elapsed">How long it ran. Rows that are returned go out meanwhile.</param>
/// <param name="Processor">Processor time of the whole process meanwhile: what other processes need of the machine is not in it.</param>
/// <param name="Scanned">Rows that were read one after the other, because no index led to those that were wanted.</param>
/// <param name="Indexed">Rows that went into transient indexes: what a join of two sets reads if no index fits.</param>
/// <param name="Steps">Instructions of SQLite's machine: all that was done, lookups too.</param>
public sealed record StatementCost(int SessionId, string Text, TimeSpan Elapsed, TimeSpan Processor, long Scanned, long Indexed, long Steps)
{
    /// <summary>Rows that were read without an index.</summary>
    public long Read => Scanned + Indexed;
}

/// <summary>Adds up what SQLite says of the statements that it ran.</summary>
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
