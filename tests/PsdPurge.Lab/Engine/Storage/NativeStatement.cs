using System.Text;
using SQLitePCL;

namespace PsdPurge.Lab.Engine;

/// <summary>A prepared SQLite statement. Between steps, it is the current row.</summary>
internal sealed class NativeStatement(NativeConnection connection, sqlite3_stmt handle, string sql) : IRow, IDisposable
{
    /// <summary>The same as <see cref="Handle"/>, which keeps it valid.</summary>
    private readonly nint _statement = handle.DangerousGetHandle();

    public string Sql { get; } = sql;

    /// <summary>Whether SQLite may make transient indexes for it.</summary>
    public bool MayIndex { get; init; }

    public bool InUse { get; set; }

    public sqlite3_stmt Handle { get; } = handle;

    public int ParameterCount => raw.sqlite3_bind_parameter_count(Handle);

    public int ColumnCount => raw.sqlite3_column_count(Handle);

    /// <summary>Goes to the next row. False at the end.</summary>
    /// <param name="cancel">Stops a read. A write must not be stopped, because SQLite would roll back the whole transaction.</param>
    public bool Step(CancellationToken cancel = default)
    {
        connection.Cancel = cancel;
        int code = raw.sqlite3_step(Handle);
        return code == raw.SQLITE_ROW || (code == raw.SQLITE_DONE ? false : throw connection.Failure(code, Sql));
    }

    public void Bind(int index, object? value)
    {
        int code = value switch
        {
            null => raw.sqlite3_bind_null(Handle, index),
            long number => QuickCalls.BindInt64(_statement, index, number),
            double number => raw.sqlite3_bind_double(Handle, index, number),
            string text => raw.sqlite3_bind_text(Handle, index, text),
            byte[] { Length: 0 } => raw.sqlite3_bind_zeroblob(Handle, index, 0),
            byte[] bytes => raw.sqlite3_bind_blob(Handle, index, bytes),
            _ => throw new ArgumentException($"A value of type {value.GetType()} has no T-SQL representation."),
        };
        if (code != raw.SQLITE_OK)
        {
            throw connection.Failure(code, Sql);
        }
    }

    /// <summary>Binds a column of another statement's row, without a detour through objects.</summary>
    public void BindColumn(int index, NativeStatement source, int ordinal)
    {
        int code = QuickCalls.BindValue(_statement, index, QuickCalls.ColumnValue(source._statement, ordinal));
        if (code != raw.SQLITE_OK)
        {
            throw connection.Failure(code, Sql);
        }
    }

    public bool IsNull(int ordinal) => QuickCalls.ColumnType(_statement, ordinal) == raw.SQLITE_NULL;

    public long GetInt64(int ordinal) => QuickCalls.ColumnInt64(_statement, ordinal);

    public double GetDouble(int ordinal) => QuickCalls.ColumnDouble(_statement, ordinal);

    public ReadOnlySpan<byte> GetUtf8(int ordinal) => QuickCalls.ColumnBytes(_statement, ordinal);

    public ReadOnlySpan<byte> GetBytes(int ordinal) => QuickCalls.ColumnBytes(_statement, ordinal);

    /// <summary>The value boxed, as a parameter would hold it.</summary>
    public object? GetValue(int ordinal) => QuickCalls.ColumnType(_statement, ordinal) switch
    {
        raw.SQLITE_INTEGER => GetInt64(ordinal),
        raw.SQLITE_FLOAT => GetDouble(ordinal),
        raw.SQLITE_TEXT => Encoding.UTF8.GetString(GetUtf8(ordinal)),
        raw.SQLITE_BLOB => GetBytes(ordinal).ToArray(),
        _ => null,
    };

    /// <summary>Makes the statement ready to run again. It also ends a read that is in progress.</summary>
    public void Reset()
    {
        raw.sqlite3_reset(Handle);
        raw.sqlite3_clear_bindings(Handle);
    }

    public void Rewind() => raw.sqlite3_reset(Handle);

    public void Dispose() => connection.Release(this);
}
