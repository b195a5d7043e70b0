using System.Runtime.InteropServices;

namespace PsdPurge.Lab.Engine;

/// <summary>
/// SQLite's functions that are called for each value of each row, declared to be called without ceremony: they neither wait nor call back, and a call through
/// SQLitePCLRaw costs several times what they do.
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

    /// <summary>Registers how texts compare; SQLite calls <paramref name="compare"/> with the lengths and bytes of two texts in UTF-8.</summary>
    [LibraryImport(Library, EntryPoint = "sqlite3_create_collation", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int CreateCollation(
        nint connection, string name, int encoding, nint argument, delegate* unmanaged<nint, int, byte*, int, byte*, int> compare);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_blob")]
    [SuppressGCTransition]
    private static partial byte* ColumnBlob(nint statement, int ordinal);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_bytes")]
    [SuppressGCTransition]
    private static partial int ColumnLength(nint statement, int ordinal);
}
