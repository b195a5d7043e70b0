using System.Globalization;

namespace PsdPurge.Purge.Backup;

/// <summary>
/// Writes deleted rows as T-SQL that puts them back. Each row is an INSERT that does nothing if the row exists, so running the script twice does no harm.
/// </summary>
internal sealed class RestoreScript
{
    private const int RowsPerBatch = 200;

    // sqlcmd and the server keep a whole batch in memory, and large rows would make it large.
    private const int CharactersPerBatch = 4 << 20;
    private const string Table = "[dbo].[PersistedServiceData]";

    private readonly SqlLiteralWriter _literals = new();
    private readonly TextBuffer _row = new();
    private readonly Column[] _columns;
    private readonly bool _hasKey;
    private readonly bool _hasIdentity;
    private readonly string _condition;
    private readonly string _insert;
    private readonly IdenticalRows _identicalRows = new();
    private int _rowsInBatch;
    private long _charactersInBatch;

    public RestoreScript(ServerSchema schema)
    {
        List<ServerColumn> inserted = [.. schema.EntryColumns.Where(c => !c.IsComputed && c.TypeName is not ("timestamp" or "rowversion"))];
        ServerColumn? unsupported = inserted.FirstOrDefault(c => !SqlLiteralWriter.Supports(c));
        if (unsupported is not null)
        {
            throw new PsdPurgeException(
                ErrorIds.BackupUnsupportedType,
                ErrorKind.Write,
                $"rtc.dbo.PersistedServiceData.{unsupported.Name} is of type {unsupported.TypeName}, which the backup cannot write without loss; "
                    + "nothing was deleted. Make a backup of the database and use -NoBackup.",
                unsupported.Name);
        }

        // If the key is not one that is put back, rows are told apart by all their columns.
        List<ServerColumn> key = [.. inserted.Where(c => schema.UniqueKey.Contains(c.Name, StringComparer.OrdinalIgnoreCase))];
        _hasKey = key.Count > 0 && key.Count == schema.UniqueKey.Count;
        _hasIdentity = schema.EntryColumns.Any(c => c.IsIdentity);
        List<int> ordinals = [.. schema.EntryColumns.Select((c, i) => inserted.Contains(c) ? i : -1).Where(i => i >= 0)];
        _columns = [.. inserted.Select((c, i) => new Column(ordinals[i], c, !_hasKey || key.Contains(c), byteForByte: !_hasKey))];
        _condition = (_hasKey ? "IF NOT EXISTS (SELECT 1 FROM " : "IF (SELECT COUNT(*) FROM ") + Table + " WHERE ";
        _insert = $"INSERT INTO {Table} ({string.Join(", ", inserted.Select(c => c.QuotedName))}) VALUES (";
    }

    /// <summary>Writes the lines before the first row. IDENTITY_INSERT lasts for the session, so also across GO.</summary>
    public void WriteStart(TextWriter output)
    {
        output.WriteLine("USE [rtc];");
        output.WriteLine("SET NOCOUNT ON;");
        output.WriteLine("SET QUOTED_IDENTIFIER ON;");
        output.WriteLine("SET ANSI_NULLS ON;");
        if (_hasIdentity)
        {
            output.WriteLine($"SET IDENTITY_INSERT {Table} ON;");
        }

        output.WriteLine("GO");
    }

    /// <summary>Writes the current row. Each value is formatted once and written twice: in the condition and in the INSERT.</summary>
    public void WriteRow(TextWriter output, SqlDataReader row)
    {
        _row.Clear();
        foreach (Column column in _columns)
        {
            column.Start = _row.Length;
            column.IsNull = row.IsDBNull(column.Ordinal);
            _literals.Write(_row, row, column.Ordinal, column.Declared);
            column.Length = _row.Length - column.Start;
        }

        // A key's values are written twice. A row without a key is written twice as a whole.
        var characters =
            _condition.Length + _insert.Length + (_hasKey ? _row.Length + _columns.Where(c => c.IsKey).Sum(c => (long)c.Length) : 2L * _row.Length);
        if (_charactersInBatch + characters > CharactersPerBatch)
        {
            WriteGo(output);
        }

        _charactersInBatch += characters;
        output.Write(_condition);
        WriteCondition(output);
        if (_hasKey)
        {
            output.WriteLine(')');
        }
        else
        {
            output.Write(") < ");
            output.WriteLine(_identicalRows.Add(_columns.Select(c => _row.ToString(c.Start, c.Length))).ToString(CultureInfo.InvariantCulture));
        }

        output.Write(_insert);
        WriteValues(output);
        output.WriteLine(");");
        if (++_rowsInBatch == RowsPerBatch)
        {
            WriteGo(output);
        }
    }

    /// <summary>Ends a transaction's rows. If a crash cuts the file off after this line, the rows after it were never deleted.</summary>
    public void WriteEnd(TextWriter output)
    {
        WriteGo(output);
    }

    /// <summary>The rows since the last call were deleted for good.</summary>
    public void Keep() => _identicalRows.Keep();

    /// <summary>The rows since the last call were not deleted, and are cut off the script.</summary>
    public void Discard()
    {
        _identicalRows.Discard();
        (_rowsInBatch, _charactersInBatch) = (0, 0);
    }

    /// <summary>The comment after the rows of a commit whose answer was lost.</summary>
    public static string Comment(CommitOutcome outcome) => outcome switch
    {
        CommitOutcome.LaterFoundCommitted => "-- The answer to the commit of the rows above was lost. Found later: committed.",
        CommitOutcome.LaterFoundNotCommitted =>
            "-- The answer to the commit of the rows above was lost. Found later: not committed. They stay here in case that is wrong, "
                + "and are below again if they were deleted later.",
        _ => "-- The answer to the commit of the rows above was lost, and the server could not be reached again. They may still be in the table.",
    };

    private void WriteGo(TextWriter output)
    {
        if (_rowsInBatch > 0)
        {
            output.WriteLine("GO");
            (_rowsInBatch, _charactersInBatch) = (0, 0);
        }
    }

    private void WriteCondition(TextWriter output)
    {
        var separator = "";
        foreach (Column column in _columns)
        {
            if (column.IsKey)
            {
                output.Write(separator);
                if (column.IsNull)
                {
                    output.Write(column.Match.Null);
                }
                else
                {
                    output.Write(column.Match.Before);
                    _row.WriteTo(output, column.Start, column.Length);
                    output.Write(column.Match.After);
                }

                separator = " AND ";
            }
        }
    }

    private void WriteValues(TextWriter output)
    {
        for (var i = 0; i < _columns.Length; i++)
        {
            output.Write(i == 0 ? "" : ", ");
            _row.WriteTo(output, _columns[i].Start, _columns[i].Length);
        }
    }

    /// <summary>A column that is restored, and the position of the current row's value.</summary>
    private sealed class Column(int ordinal, ServerColumn declared, bool isKey, bool byteForByte)
    {
        public int Ordinal { get; } = ordinal;

        public ServerColumn Declared { get; } = declared;

        public bool IsKey { get; } = isKey;

        public ColumnMatch Match { get; } = byteForByte ? ColumnMatch.ByteForByte(declared) : ColumnMatch.AsTheServerCompares(declared);

        public bool IsNull { get; set; }

        public int Start { get; set; }

        public int Length { get; set; }
    }
}
