namespace PsdPurge.Purge;

/// <summary>
/// One batch. It deletes rows, writes every deleted row into the backup and onto the disk, and commits, in this order. So no row is ever only in memory.
/// </summary>
internal sealed class DeleteTransaction
{
    private readonly OrphanSession _session;
    private readonly RemoveStatements _statements;
    private readonly BackupFile? _backup;
    private readonly IReadOnlyList<ServerColumn> _columns;
    private readonly StepClock _clock;

    /// <param name="session">The session.</param>
    /// <param name="statements">Its statements.</param>
    /// <param name="backup">The backup, or null.</param>
    /// <param name="columns">The entries' columns, as a backup expects them.</param>
    /// <param name="clock">Counts what the backup takes.</param>
    public DeleteTransaction(OrphanSession session, RemoveStatements statements, BackupFile? backup, IReadOnlyList<ServerColumn> columns, StepClock clock)
    {
        _clock = clock;
        _columns = backup is null ? RowProbe.Columns(session.Schema) : columns;
        _session = session;
        _statements = statements;
        _backup = backup;
    }

    /// <summary>A row with which the module can find out later whether the commit took place. Null before a row was deleted.</summary>
    public RowProbe? Probe { get; private set; }

    /// <summary>Deletes a range without a commit. If this throws, nothing is deleted and the backup is unchanged.</summary>
    /// <returns>The number of rows that a commit deletes.</returns>
    public int Delete(BatchRange range, CancellationToken token)
    {
        try
        {
            _session.Connection.BeginTransaction(token);
            var rows = (int)_session.Connection.ForEach(
                _statements.DeleteBatch(_backup is null ? _columns : null),
                row =>
                {
                    if (Probe is null)
                    {
                        CheckColumns(row);
                        Probe = RowProbe.Capture(_session.Schema, _columns, row);
                    }

                    if (_backup is not null)
                    {
                        using StepClock.Measured step = _clock.Measure(RunStep.Backup);
                        _backup.Write(row);
                    }
                },
                token,
                new SqlParameter("@MaxRows", range.MaxRows),
                new SqlParameter("@After", range.After),
                new SqlParameter("@UpTo", range.UpTo));
            if (_session.Schema.UniqueKey.Count == 0)
            {
                Probe?.CountOthers(_session.Connection, token);
            }

            if (_backup is not null)
            {
                using StepClock.Measured step = _clock.Measure(RunStep.Backup);
                _backup.Flush();
            }

            return rows;
        }
        catch
        {
            _session.Connection.Rollback();
            _backup?.Discard();
            throw;
        }
    }

    /// <summary>Commits. If this throws, the outcome is unknown until the server has answered. After that, call <see cref="Settle"/>.</summary>
    public void Commit()
    {
        _session.Connection.Commit();
        _backup?.Keep();
    }

    /// <summary>Records the outcome of a commit that threw. The backup keeps the rows in any case.</summary>
    public void Settle(CommitOutcome outcome) => _backup?.KeepUncertain(outcome);

    /// <summary>A column that was added, dropped or changed meanwhile would make the backup wrong.</summary>
    private void CheckColumns(SqlDataReader row)
    {
        var same = row.FieldCount == _columns.Count && Enumerable.Range(0, _columns.Count).All(i =>
            string.Equals(row.GetName(i), _columns[i].Name, StringComparison.OrdinalIgnoreCase) && IsOfType(row.GetDataTypeName(i), _columns[i].TypeName));
        if (!same)
        {
            throw SchemaChanged(_session.FrontEnd);
        }
    }

    public static PsdPurgeException SchemaChanged(FrontEnd frontEnd) => new(
        ErrorIds.SchemaChanged,
        ErrorKind.InvalidData,
        $"{frontEnd.DataSource}: the columns of rtc.dbo.PersistedServiceData changed while the removal ran; the current batch was rolled back. "
            + "Find out who changes the schema, then run the command again.",
        frontEnd);

    /// <summary>The client has one name for types with two names, and full names for CLR types.</summary>
    private static bool IsOfType(string found, string expected) =>
        string.Equals(found.Substring(found.LastIndexOf('.') + 1), expected == "numeric" ? "decimal" : expected, StringComparison.OrdinalIgnoreCase);
}
