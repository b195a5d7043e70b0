using SQLitePCL;

namespace PsdPurge.Lab.Engine;

/// <summary>
/// Keeps a lookup without an index as slow as it is. If no index fits, SQLite makes a transient one. For a join of two sets, that is right: SQL Server would
/// read both once and hash them. For a correlated subquery, a transient index would hide a plan that reads the whole table for each row, so SQLite may not make
/// one there.
/// </summary>
internal sealed class LookupPlans(sqlite3 handle)
{
    private const string Explaining = "EXPLAIN QUERY PLAN ";

    private bool _allowed = true;

    /// <summary>Whether a statement may have transient indexes. It may if it has no correlated subquery that would use one.</summary>
    public bool MayIndex(string sql)
    {
        if (!sql.Contains("(SELECT", StringComparison.Ordinal))
        {
            return true;
        }

        Allow(true);
        string explain = sql.StartsWith(Explaining, StringComparison.Ordinal) ? sql : Explaining + sql;
        if (raw.sqlite3_prepare_v3(handle, explain, 0, out sqlite3_stmt plan) != raw.SQLITE_OK)
        {
            return true;
        }

        using (plan)
        {
            HashSet<int> correlated = [];
            while (raw.sqlite3_step(plan) == raw.SQLITE_ROW)
            {
                string step = raw.sqlite3_column_text(plan, 3).utf8_to_string();
                if (step.StartsWith("CORRELATED", StringComparison.Ordinal) || correlated.Contains(raw.sqlite3_column_int(plan, 1)))
                {
                    correlated.Add(raw.sqlite3_column_int(plan, 0));
                    if (step.Contains("AUTOMATIC", StringComparison.Ordinal))
                    {
                        return false;
                    }
                }
            }
        }

        return true;
    }

    /// <summary>
    /// Allows or forbids transient indexes for statements that are prepared from now on, including those that SQLite prepares again by itself.
    /// </summary>
    public void Allow(bool allowed)
    {
        if (_allowed == allowed)
        {
            return;
        }

        // The flag changes when the pragma is compiled. Running the pragma would make SQLite compile every statement again.
        raw.sqlite3_prepare_v2(handle, $"PRAGMA automatic_index = {(allowed ? "ON" : "OFF")}", out sqlite3_stmt pragma);
        pragma.Dispose();
        _allowed = allowed;
    }
}
