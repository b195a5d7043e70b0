using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using PsdPurge.Lab.Engine;

namespace PsdPurge.Lab.Tds;

/// <summary>Values of the character types: UTF-8 from the engine, UTF-16 or code page 1252 on the wire.</summary>
internal static class TextEncoders
{
    /// <summary>The largest number of UTF-8 bytes that is turned into UTF-16 in place. The result is at most twice as long.</summary>
    private const int InPlaceLimit = PacketWriter.MaxSpan / 2;

    public static void Unicode(PacketWriter writer, IRow row, int ordinal)
    {
        if (row.IsNull(ordinal))
        {
            writer.UInt16(BinaryEncoders.NullShort);
            return;
        }

        ReadOnlySpan<byte> text = row.GetUtf8(ordinal);
        writer.UInt16(Encoding.UTF8.GetCharCount(text) * 2);
        WriteUtf16(writer, text);
    }

    public static void MaxUnicode(PacketWriter writer, IRow row, int ordinal)
    {
        if (row.IsNull(ordinal))
        {
            writer.Int64(BinaryEncoders.NullPlp);
            return;
        }

        ReadOnlySpan<byte> text = row.GetUtf8(ordinal);
        BinaryEncoders.BeginPlp(writer, checked(Encoding.UTF8.GetCharCount(text) * 2));
        WriteUtf16(writer, text);
        BinaryEncoders.EndPlp(writer);
    }

    public static void LongUnicode(PacketWriter writer, IRow row, int ordinal)
    {
        if (BinaryEncoders.BeginLong(writer, row.IsNull(ordinal)))
        {
            ReadOnlySpan<byte> text = row.GetUtf8(ordinal);
            writer.Int32(checked(Encoding.UTF8.GetCharCount(text) * 2));
            WriteUtf16(writer, text);
        }
    }

    public static void CodePage(PacketWriter writer, IRow row, int ordinal)
    {
        if (row.IsNull(ordinal))
        {
            writer.UInt16(BinaryEncoders.NullShort);
            return;
        }

        ReadOnlySpan<byte> text = row.GetUtf8(ordinal);
        writer.UInt16(Encoding.UTF8.GetCharCount(text));
        WriteCodePage(writer, text);
    }

    public static void MaxCodePage(PacketWriter writer, IRow row, int ordinal)
    {
        if (row.IsNull(ordinal))
        {
            writer.Int64(BinaryEncoders.NullPlp);
            return;
        }

        ReadOnlySpan<byte> text = row.GetUtf8(ordinal);
        BinaryEncoders.BeginPlp(writer, Encoding.UTF8.GetCharCount(text));
        WriteCodePage(writer, text);
        BinaryEncoders.EndPlp(writer);
    }

    public static void LongCodePage(PacketWriter writer, IRow row, int ordinal)
    {
        if (BinaryEncoders.BeginLong(writer, row.IsNull(ordinal)))
        {
            ReadOnlySpan<byte> text = row.GetUtf8(ordinal);
            writer.Int32(Encoding.UTF8.GetCharCount(text));
            WriteCodePage(writer, text);
        }
    }

    private static void WriteUtf16(PacketWriter writer, ReadOnlySpan<byte> text)
    {
        if (text.Length <= InPlaceLimit)
        {
            Span<char> target = MemoryMarshal.Cast<byte, char>(writer.GetSpan(text.Length * 2));
            writer.Advance(Encoding.UTF8.GetChars(text, target) * 2);
            return;
        }

        char[] characters = ArrayPool<char>.Shared.Rent(text.Length);
        writer.Utf16(characters.AsSpan(0, Encoding.UTF8.GetChars(text, characters)));
        ArrayPool<char>.Shared.Return(characters);
    }

    private static void WriteCodePage(PacketWriter writer, ReadOnlySpan<byte> text)
    {
        if (Ascii.IsValid(text))
        {
            writer.Bytes(text);
            return;
        }

        // One byte for each UTF-16 unit. A unit that the code page has no character for becomes one question mark.
        char[] characters = ArrayPool<char>.Shared.Rent(text.Length);
        byte[] bytes = ArrayPool<byte>.Shared.Rent(text.Length);
        int count = Encoding.UTF8.GetChars(text, characters);
        for (int i = 0; i < count; i++)
        {
            if (char.IsSurrogate(characters[i]))
            {
                characters[i] = '?';
            }
        }

        writer.Bytes(bytes.AsSpan(0, Collation.CodePage.GetBytes(characters.AsSpan(0, count), bytes)));
        ArrayPool<char>.Shared.Return(characters);
        ArrayPool<byte>.Shared.Return(bytes);
    }
}
