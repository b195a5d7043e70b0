using System.Text;
using SQLitePCL;

namespace PsdPurge.Lab.Engine;

/// <summary>
/// The string functions that a query over a million rows calls most, on SQLite's own bytes: where a text is ASCII, a byte is a character and nothing
/// needs to be decoded or copied. Everything else is left to <see cref="StringRuntime"/>.
/// </summary>
internal static class FastStrings
{
    /// <summary>LEN.</summary>
    public static bool Length(sqlite3_context context, sqlite3_value[] a)
    {
        if (!TryText(a[0], out ReadOnlySpan<byte> text))
        {
            return false;
        }

        raw.sqlite3_result_int64(context, text.TrimEnd((byte)' ').Length);
        return true;
    }

    /// <summary>LEFT.</summary>
    public static bool Left(sqlite3_context context, sqlite3_value[] a) =>
        TryText(a[0], out ReadOnlySpan<byte> text) && TryNumber(a[1], out long length) && length >= 0
        && Return(context, text[..(int)Math.Min(text.Length, length)]);

    /// <summary>RIGHT.</summary>
    public static bool Right(sqlite3_context context, sqlite3_value[] a) =>
        TryText(a[0], out ReadOnlySpan<byte> text) && TryNumber(a[1], out long length) && length >= 0
        && Return(context, text[(int)Math.Max(0, text.Length - length)..]);

    /// <summary>SUBSTRING.</summary>
    public static bool Substring(sqlite3_context context, sqlite3_value[] a)
    {
        if (!TryText(a[0], out ReadOnlySpan<byte> text) || !TryNumber(a[1], out long start) || !TryNumber(a[2], out long length)
            || length < 0)
        {
            return false;
        }

        long end = Math.Min(text.Length, start - 1 + length);
        start = Math.Max(0, start - 1);
        return Return(context, end > start ? text[(int)start..(int)end] : default);
    }

    /// <summary>CHARINDEX of one character that has no case.</summary>
    public static bool CharIndex(sqlite3_context context, sqlite3_value[] a)
    {
        if (!TryText(a[0], out ReadOnlySpan<byte> what) || what.Length != 1 || char.IsLetter((char)what[0])
            || !TryText(a[1], out ReadOnlySpan<byte> text) || !TryNumber(a[2], out long start))
        {
            return false;
        }

        int from = (int)Math.Clamp(start - 1, 0, text.Length);
        int at = text[from..].IndexOf(what[0]);
        raw.sqlite3_result_int64(context, at < 0 ? 0 : from + at + 1);
        return true;
    }

    private static bool Return(sqlite3_context context, ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            raw.sqlite3_result_text(context, "");
        }
        else
        {
            raw.sqlite3_result_text(context, text);
        }

        return true;
    }

    private static bool TryText(sqlite3_value value, out ReadOnlySpan<byte> text)
    {
        text = default;
        if (raw.sqlite3_value_type(value) != raw.SQLITE_TEXT)
        {
            return false;
        }

        text = raw.sqlite3_value_blob(value);
        return Ascii.IsValid(text);
    }

    private static bool TryNumber(sqlite3_value value, out long number)
    {
        bool is64 = raw.sqlite3_value_type(value) == raw.SQLITE_INTEGER;
        number = is64 ? raw.sqlite3_value_int64(value) : 0;
        return is64;
    }
}
