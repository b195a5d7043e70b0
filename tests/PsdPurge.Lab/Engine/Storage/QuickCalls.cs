using System.Runtime.InteropServices;

namespace PsdPurge.Lab.Engine;

/// <summary>
/// SQLite's functions that are called for each value of each row. They are declared for calls without overhead, because they neither wait nor call back. A call
/// through SQLitePCLRaw costs several times as much as the functions themselves.
/// </summary>
internal static unsafe partial class QuickCalls
{
    private const string Library = "e_sqlite3";

    [LibraryImport(Library, EntryPoint = "sqlite3_column_type")]
    [SuppressGCTransition]
    public static partial int ColumnType(nint statement, int ordinal);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_int64")]
    [SuppressGCTransition]
    public static partial long ColumnInt64(nint statement, int ordinal);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_double")]
    [SuppressGCTransition]
    public static partial double ColumnDouble(nint statement, int ordinal);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_value")]
    [SuppressGCTransition]
    public static partial nint ColumnValue(nint statement, int ordinal);

    /// <summary>The bytes of a text, in UTF-8, or of a binary value, until the next step.</summary>
    public static ReadOnlySpan<byte> ColumnBytes(nint statement, int ordinal)
    {
        byte* bytes = ColumnBlob(statement, ordinal);
        return new ReadOnlySpan<byte>(bytes, bytes is null ? 0 : ColumnLength(statement, ordinal));
    }

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_value")]
    [SuppressGCTransition]
    public static partial int BindValue(nint statement, int index, nint value);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_int64")]
    [SuppressGCTransition]
    public static partial int BindInt64(nint statement, int index, long value);

    /// <summary>Tells SQLite to copy a result.</summary>
    public const nint Copied = -1;

    [LibraryImport(Library, EntryPoint = "sqlite3_value_type")]
    [SuppressGCTransition]
    public static partial int ValueType(nint value);

    [LibraryImport(Library, EntryPoint = "sqlite3_value_int64")]
    [SuppressGCTransition]
    public static partial long ValueInt64(nint value);

    [LibraryImport(Library, EntryPoint = "sqlite3_value_double")]
    [SuppressGCTransition]
    public static partial double ValueDouble(nint value);

    /// <summary>The bytes of a text, in UTF-8, or of a binary value, until the function returns.</summary>
    public static ReadOnlySpan<byte> ValueBytes(nint value)
    {
        byte* bytes = ValueBlob(value);
        return new ReadOnlySpan<byte>(bytes, bytes is null ? 0 : ValueLength(value));
    }

    [LibraryImport(Library, EntryPoint = "sqlite3_result_null")]
    [SuppressGCTransition]
    public static partial void ResultNull(nint context);

    [LibraryImport(Library, EntryPoint = "sqlite3_result_int64")]
    [SuppressGCTransition]
    public static partial void ResultInt64(nint context, long number);

    [LibraryImport(Library, EntryPoint = "sqlite3_result_double")]
    [SuppressGCTransition]
    public static partial void ResultDouble(nint context, double number);

    [LibraryImport(Library, EntryPoint = "sqlite3_result_value")]
    [SuppressGCTransition]
    public static partial void ResultValue(nint context, nint value);

    [LibraryImport(Library, EntryPoint = "sqlite3_result_text")]
    [SuppressGCTransition]
    public static partial void ResultText(nint context, byte* text, int length, nint lifetime);

    [LibraryImport(Library, EntryPoint = "sqlite3_result_blob")]
    [SuppressGCTransition]
    public static partial void ResultBlob(nint context, byte* bytes, int length, nint lifetime);

    [LibraryImport(Library, EntryPoint = "sqlite3_result_error", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void ResultError(nint context, string text, int length);

    [LibraryImport(Library, EntryPoint = "sqlite3_user_data")]
    [SuppressGCTransition]
    public static partial nint UserData(nint context);

    /// <summary>Memory that belongs to a group of an aggregate function. It is zero at first. Null if the group has none and no byte is requested.</summary>
    [LibraryImport(Library, EntryPoint = "sqlite3_aggregate_context")]
    [SuppressGCTransition]
    public static partial nint* AggregateContext(nint context, int bytes);

    /// <summary>Registers a function. SQLite calls <paramref name="destroy"/> with <paramref name="argument"/> when it no longer needs the function.</summary>
    [LibraryImport(Library, EntryPoint = "sqlite3_create_function_v2", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int CreateFunction(nint connection, string name, int arguments, int flags, nint argument,
        delegate* unmanaged<nint, int, nint*, void> call,
        delegate* unmanaged<nint, int, nint*, void> step, delegate* unmanaged<nint, void> final, delegate* unmanaged<nint, void> destroy);

    /// <summary>Registers how texts compare. SQLite calls <paramref name="compare"/> with the lengths and bytes of two texts in UTF-8.</summary>
    [LibraryImport(Library, EntryPoint = "sqlite3_create_collation", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int CreateCollation(
        nint connection, string name, int encoding, nint argument, delegate* unmanaged<nint, int, byte*, int, byte*, int> compare);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_blob")]
    [SuppressGCTransition]
    private static partial byte* ColumnBlob(nint statement, int ordinal);

    [LibraryImport(Library, EntryPoint = "sqlite3_value_blob")]
    [SuppressGCTransition]
    private static partial byte* ValueBlob(nint value);

    [LibraryImport(Library, EntryPoint = "sqlite3_value_bytes")]
    [SuppressGCTransition]
    private static partial int ValueLength(nint value);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_bytes")]
    [SuppressGCTransition]
    private static partial int ColumnLength(nint statement, int ordinal);
}
