namespace PsdPurge.Lab.Engine;

/// <summary>
/// Adds many rows in one transaction with one prepared statement. Then it lets SQLite analyze them, so that joins have good plans from the start.
/// </summary>
internal sealed class BulkSeeder(SqliteSession session)
{
    public long Insert(string table, IReadOnlyList<string> columns, IEnumerable<object?[]> rows)
    {
        TableInfo info = session.Names.Find(table) ?? throw Errors.InvalidObject(table);
        List<ColumnInfo> targets = [.. columns.Select(c => info.Find(c) ?? throw Errors.InvalidColumn(c))];
        List<ColumnInfo> defaults = [.. info.Columns.Where(c => c.Default is not null && !targets.Contains(c))];
        QueryRunner queries = new(new Run(session, new Frame(), new ThrowingSink(), CancellationToken.None));
        object?[] defaultValues = [.. defaults.Select(c => queries.Evaluate(c.Default!, c.Type).Value)];
        targets.AddRange(defaults);
        long count = 0;
        using (TransactionManager.StatementScope scope = session.Transactions.BeginStatement(info, CancellationToken.None))
        {
            // Values already have the columns' types. Only their width needs a check.
            using (TableWriter writer = new(session, info, targets, [.. targets.Select(c => c.Type)]))
            {
                foreach (object?[] row in rows)
                {
                    writer.Write(defaults.Count == 0 ? row : [.. row, .. defaultValues]);
                    count++;
                }
            }

            session.Connection.Execute($"ANALYZE {info.Sqlite}");
            scope.Complete();
        }

        return count;
    }
}
