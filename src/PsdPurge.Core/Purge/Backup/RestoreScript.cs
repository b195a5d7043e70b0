using System.Globalization;

namespace PsdPurge;

/// <summary>
/// Writes deleted rows as T-SQL that puts them back: an INSERT a row, each only where the row is not there, so that running the script twice does no harm.
/// </summary>
internal sealed class RestoreScript
{
    private const int RowsPerBatch = 200;
    private const string Table = "[dbo].[PersistedServiceData]";

    private readonly SqlLiteralWriter _literals = new();
    private readonly ServerSchema _schema;
    private readonly string _columnList;
    private readonly bool[] _isInserted;
    private readonly bool[] _isKey;
    private readonly string[] _values;
    private readonly IdenticalRows _identicalRows = new();
    private int _rowsInBatch;

    public RestoreScript(ServerSchema schema)
    {
        _schema = schema;
        IReadOnlyList<ColumnInfo> columns = schema.EntryColumns;
        _isInserted = [.. columns.Select(c => !c.IsComputed && c.TypeName is not ("timestamp" or "rowversion"))];
        ColumnInfo? unsupported = columns.Where((c, i) => _isInserted[i] && !SqlLiteralWriter.Supports(c)).FirstOrDefault();
        if (unsupported is not null)
        {
            throw new PsdPurgeException(
                "BackupUnsupportedType",
                ErrorKind.Write,
                $"rtc.dbo.PersistedServiceData.{unsupported.Name} is of type {unsupported.TypeName}, which the backup cannot write without loss; nothing was deleted. Make a backup of the database and use -NoBackup.",
                unsupported.Name);
        }

        _isKey = [.. columns.Select((c, i) => _isInserted[i] && (!HasKey || schema.UniqueKey.Contains(c.Name, StringComparer.OrdinalIgnoreCase)))];
        _columnList = string.Join(", ", columns.Where((_, i) => _isInserted[i]).Select(c => c.QuotedName));
        _values = new string[columns.Count];
    }

    /// <summary>Whether every column of the unique key is one that is put back; otherwise rows are told apart by all their columns.</summary>
    private bool HasKey => _schema.UniqueKey.Count > 0 && _schema.EntryColumns
        .Where((c, i) => _isInserted[i])
        .Select(c => c.Name)
        .Intersect(_schema.UniqueKey, StringComparer.OrdinalIgnoreCase)
        .Count() == _schema.UniqueKey.Count;

    /// <summary>What stands before the first row. IDENTITY_INSERT lasts for the session, so also across GO.</summary>
    public void WriteStart(TextWriter output)
    {
        output.WriteLine("USE [rtc];");
        output.WriteLine("SET NOCOUNT ON;");
        output.WriteLine("SET QUOTED_IDENTIFIER ON;");
        output.WriteLine("SET ANSI_NULLS ON;");
        if (_schema.EntryColumns.Any(c => c.IsIdentity))
        {
            output.WriteLine($"SET IDENTITY_INSERT {Table} ON;");
        }

        output.WriteLine("GO");
    }

    /// <summary>Writes the current row.</summary>
    public void WriteRow(TextWriter output, SqlDataReader row)
    {
        StringWriter value = new(CultureInfo.InvariantCulture);
        for (var i = 0; i < _values.Length; i++)
        {
            if (_isInserted[i])
            {
                value.GetStringBuilder().Clear();
                _literals.Write(value, row, i, _schema.EntryColumns[i]);
                _values[i] = value.ToString();
            }
        }

        output.Write(HasKey ? "IF NOT EXISTS (SELECT 1 FROM " : "IF (SELECT COUNT(*) FROM ");
        output.Write(Table);
        output.Write(" WHERE ");
        output.Write(string.Join(" AND ", Enumerable.Range(0, _values.Length).Where(i => _isKey[i]).Select(Condition)));
        output.WriteLine(HasKey ? ")" : ") < " + _identicalRows.Add(_values).ToString(CultureInfo.InvariantCulture));
        output.Write($"INSERT INTO {Table} ({_columnList}) VALUES (");
        output.Write(string.Join(", ", _values.Where((_, i) => _isInserted[i])));
        output.WriteLine(");");
        if (++_rowsInBatch == RowsPerBatch)
        {
            WriteGo(output);
        }
    }

    /// <summary>Ends a transaction's rows: what is torn behind this line by a crash was never deleted.</summary>
    public void WriteEnd(TextWriter output)
    {
        WriteGo(output);
    }

    /// <summary>The rows since the last time were deleted for good.</summary>
    public void Keep() => _identicalRows.Keep();

    /// <summary>The rows since the last time were not deleted, and are cut off the script.</summary>
    public void Discard()
    {
        _identicalRows.Discard();
        _rowsInBatch = 0;
    }

    private void WriteGo(TextWriter output)
    {
        if (_rowsInBatch > 0)
        {
            output.WriteLine("GO");
            _rowsInBatch = 0;
        }
    }

    private string Condition(int column)
    {
        var name = _schema.EntryColumns[column].QuotedName;
        return _values[column] == "NULL" ? $"{name} IS NULL"
            : HasKey ? $"{name} = {_values[column]}"
            : Identical(_schema.EntryColumns[column], name, _values[column]);
    }

    /// <summary>
    /// Without a key rows are told apart by all they hold, byte for byte: comparing texts ignores case and trailing spaces, comparing binary values trailing
    /// zeros, comparing moments their time zone.
    /// </summary>
    private static string Identical(ColumnInfo column, string name, string value) => column.TypeName switch
    {
        "char" or "varchar" or "text" or "nchar" or "nvarchar" or "ntext" =>
            $"CONVERT(varbinary(max), CONVERT(nvarchar(max), {name})) = CONVERT(varbinary(max), {value})",
        "xml" => $"CONVERT(varbinary(max), CONVERT(nvarchar(max), {name})) = CONVERT(varbinary(max), CONVERT(nvarchar(max), {value}))",
        "binary" or "varbinary" or "image" =>
            string.Format(CultureInfo.InvariantCulture, "CONVERT(varbinary(max), {0}) = {1} AND DATALENGTH({0}) = {2}", name, value, (value.Length - 2) / 2),
        "datetimeoffset" => $"CONVERT(nvarchar(40), {name}) = CONVERT(nvarchar(40), {value})",
        _ => $"{name} = {value}",
    };
}
