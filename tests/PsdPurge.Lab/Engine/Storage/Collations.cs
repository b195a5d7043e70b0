using System.Runtime.InteropServices;
using System.Text;
using SQLitePCL;

namespace PsdPurge.Lab.Engine;

/// <summary>How texts compare. SQL Server pads the shorter text with spaces whatever the collation.</summary>
/// <remarks>The order is by upper-case code point, not by dictionary. Equality is exact, but ORDER BY of punctuation may differ from a real server.</remarks>
internal static unsafe class Collations
{
    /// <summary>SQLite's name for case-insensitive, accent-sensitive collations.</summary>
    public const string IgnoreCase = "tsql_ci";

    /// <summary>SQLite's name for binary and case-sensitive collations.</summary>
    public const string Exact = "tsql_bin";

    /// <summary>SQLite's name for the order of decimals, which are stored as text.</summary>
    public const string Number = "tsql_dec";

    private static readonly byte[] Upper = MakeUpper();

    public static void Register(sqlite3 handle)
    {
        nint connection = handle.DangerousGetHandle();
        QuickCalls.CreateCollation(connection, IgnoreCase, raw.SQLITE_UTF8, 0, &IgnoringCase);
        QuickCalls.CreateCollation(connection, Exact, raw.SQLITE_UTF8, 0, &Exactly);
        QuickCalls.CreateCollation(connection, Number, raw.SQLITE_UTF8, 0, &AsNumbers);
    }

    /// <summary>SQLite's collation for a T-SQL collation name.</summary>
    public static string ToSqlite(string collation)
    {
        if (Contains("_BIN") || Contains("_CS_AS"))
        {
            return Exact;
        }

        return Contains("_CI_AS") ? IgnoreCase : throw new TSqlException(448, $"Invalid collation '{collation}'.");

        bool Contains(string part) => collation.Contains(part, StringComparison.OrdinalIgnoreCase);
    }

    public static bool AreEqual(string? a, string? b) =>
        a is null || b is null ? a == b : CompareIgnoringCase(Encoding.UTF8.GetBytes(a), Encoding.UTF8.GetBytes(b)) == 0;

    public static int CompareIgnoringCase(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        int common = Math.Min(a.Length, b.Length);
        byte[] upper = Upper;
        for (int i = 0; i < common; i++)
        {
            byte x = a[i];
            byte y = b[i];
            if ((x | y) >= 0x80)
            {
                return CompareRunes(a[i..], b[i..]);
            }

            if (x != y && upper[x] != upper[y])
            {
                return upper[x] - upper[y];
            }
        }

        return CompareTail(a[common..], b[common..]);
    }

    [UnmanagedCallersOnly]
    private static int IgnoringCase(nint argument, int aLength, byte* a, int bLength, byte* b) =>
        CompareIgnoringCase(new ReadOnlySpan<byte>(a, aLength), new ReadOnlySpan<byte>(b, bLength));

    [UnmanagedCallersOnly]
    private static int Exactly(nint argument, int aLength, byte* a, int bLength, byte* b) =>
        CompareExactly(new ReadOnlySpan<byte>(a, aLength), new ReadOnlySpan<byte>(b, bLength));

    [UnmanagedCallersOnly]
    private static int AsNumbers(nint argument, int aLength, byte* a, int bLength, byte* b) =>
        DecimalValues.Parse(Encoding.UTF8.GetString(a, aLength)).CompareTo(DecimalValues.Parse(Encoding.UTF8.GetString(b, bLength)));

    private static int CompareExactly(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        int common = Math.Min(a.Length, b.Length);
        int order = a[..common].SequenceCompareTo(b[..common]);
        return order != 0 ? order : CompareTail(a[common..], b[common..]);
    }

    private static int CompareTail(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        int rest = a.IndexOfAnyExcept((byte)' ');
        if (rest >= 0)
        {
            return a[rest] - ' ';
        }

        rest = b.IndexOfAnyExcept((byte)' ');
        return rest >= 0 ? ' ' - b[rest] : 0;
    }

    private static int CompareRunes(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        while (!a.IsEmpty && !b.IsEmpty)
        {
            Rune.DecodeFromUtf8(a, out Rune x, out int usedA);
            Rune.DecodeFromUtf8(b, out Rune y, out int usedB);
            int order = x == y ? 0 : Rune.ToUpperInvariant(x).CompareTo(Rune.ToUpperInvariant(y));
            if (order != 0)
            {
                return order;
            }

            a = a[usedA..];
            b = b[usedB..];
        }

        return CompareTail(a, b);
    }

    private static byte[] MakeUpper()
    {
        byte[] table = new byte[128];
        for (int i = 0; i < table.Length; i++)
        {
            table[i] = (byte)char.ToUpperInvariant((char)i);
        }

        return table;
    }
}
