using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;

namespace PsdPurge.Lab.Engine;

/// <summary>
/// The string functions that a query over a million rows calls most often, on SQLite's own bytes. In an ASCII text, each byte is a character, so nothing needs
/// to be decoded or copied. Everything else is left to <see cref="StringRuntime"/>.
/// </summary>
internal static class FastStrings
{
    private const int MostOnStack = 1024;

    /// <summary>LEN.</summary>
    public static bool Length(NativeCall call) => call.TryAscii(0, out ReadOnlySpan<byte> text) && call.Return(text.TrimEnd((byte)' ').Length);

    /// <summary>DATALENGTH of a text.</summary>
    public static bool DataLength(NativeCall call) =>
        call.TryAscii(0, out ReadOnlySpan<byte> text) && call.TryInteger(1, out long bytes) && call.Return(text.Length * bytes);

    /// <summary>LEFT.</summary>
    public static bool Left(NativeCall call) =>
        call.TryAscii(0, out ReadOnlySpan<byte> text) && call.TryInteger(1, out long length) && length >= 0
        && (length >= text.Length ? call.ReturnArgument(0) : call.ReturnText(text[..(int)length]));

    /// <summary>RIGHT.</summary>
    public static bool Right(NativeCall call) =>
        call.TryAscii(0, out ReadOnlySpan<byte> text) && call.TryInteger(1, out long length) && length >= 0
        && call.ReturnText(text[(int)Math.Max(0, text.Length - length)..]);

    /// <summary>SUBSTRING.</summary>
    public static bool Substring(NativeCall call)
    {
        bool isText = call.TryAscii(0, out ReadOnlySpan<byte> value);
        if (!(isText || call.TryBytes(0, out value)) || !call.TryInteger(1, out long start) || !call.TryInteger(2, out long length) || length < 0)
        {
            return false;
        }

        long end = Math.Min(value.Length, start - 1 + length);
        start = Math.Max(0, start - 1);
        if (start == 0 && end == value.Length)
        {
            return call.ReturnArgument(0);
        }

        ReadOnlySpan<byte> part = end > start ? value[(int)start..(int)end] : default;
        return isText ? call.ReturnText(part) : call.ReturnBytes(part);
    }

    /// <summary>CHARINDEX of one character that has no case.</summary>
    public static bool CharIndex(NativeCall call)
    {
        if (!IsCharacterWithoutCase(call, 0, out byte what) || !call.TryAscii(1, out ReadOnlySpan<byte> text) || !call.TryInteger(2, out long start))
        {
            return false;
        }

        int from = (int)Math.Clamp(start - 1, 0, text.Length);
        int at = text[from..].IndexOf(what);
        return call.Return(at < 0 ? 0 : from + at + 1);
    }

    /// <summary>REPLACE of one character that has no case. In UTF-8, no other character contains its byte.</summary>
    [SkipLocalsInit]
    public static bool Replace(NativeCall call)
    {
        if (!call.TryText(0, out ReadOnlySpan<byte> text) || !IsCharacterWithoutCase(call, 1, out byte what) || !call.TryText(2, out ReadOnlySpan<byte> with))
        {
            return false;
        }

        if (!text.Contains(what))
        {
            return call.ReturnArgument(0);
        }

        if (with.Length > 0 || text.Length > MostOnStack)
        {
            return false;
        }

        Span<byte> rest = stackalloc byte[MostOnStack];
        int length = 0;
        foreach (byte one in text)
        {
            rest[length] = one;
            length += one == what ? 0 : 1;
        }

        return call.ReturnText(rest[..length]);
    }

    /// <summary>CONVERT of bytes to a text with two bytes per character, or with one.</summary>
    [SkipLocalsInit]
    public static bool Convert(NativeCall call)
    {
        if (!call.TryBytes(0, out ReadOnlySpan<byte> bytes) || bytes.Length > MostOnStack || !call.TryInteger(1, out long id)
            || ConversionTable.Get(id) is not { ReadsBytesAsText: true } how)
        {
            return false;
        }

        Span<char> characters = stackalloc char[MostOnStack];
        int length = TextValues.FromBytes(bytes, how.To.IsUnicode(), characters);
        length = how.To.Length == SqlType.Max ? length : Math.Min(length, how.To.Length);
        Span<byte> text = stackalloc byte[3 * MostOnStack];
        Utf8.FromUtf16(characters[..length], text, out _, out int written);
        return call.ReturnText(text[..written]);
    }

    private static bool IsCharacterWithoutCase(NativeCall call, int argument, out byte character)
    {
        bool isOne = call.TryAscii(argument, out ReadOnlySpan<byte> text) && text.Length == 1 && !char.IsLetter((char)text[0]);
        character = isOne ? text[0] : (byte)0;
        return isOne;
    }
}
