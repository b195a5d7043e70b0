namespace PsdPurge.Lab.Engine;

/// <summary>Adds many rows in one transaction with one prepared statement, then lets SQLite look at them, so that joins start well.</summary>
internal sealed class BulkSeeder(SqliteSession session)
{
    public long Insert(string table, IReadOnlyList<string> columns, IEnumerable<object?[]> rows)
    {
        TableInfo info = session.Names.Find(table) ?? throw Errors.InvalidObject(table);
        IReadOnlyList<ColumnInfo> targets = [.. columns.Select(c => info.Find(c) ?? throw Errors.InvalidColumn(c))];
        long count = 0;
        using (TransactionManager.StatementScope scope = session.Transactions.BeginStatement(durable: true, CancellationToken.None))
        {
            // Values come in the columns' own types; only their width needs a look.
            using (TableWriter writer = new(session, info, targets, [.. targets.Select(c => c.Type)]))
            {
                foreach (object?[] row in rows)
                {
                    writer.Write(row);
                    count++;
                }
            }

            scope.Complete();
        }

        session.Connection.Execute($"ANALYZE {info.Sqlite}");
        return count;
    }
}
