using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PsdPurge.Bundle;

/// <summary>
/// Pseudonyms of bytes. Text in any encoding gets the same pseudonym that it has as text. Other bytes become different bytes of the same kind.
/// </summary>
internal static class BytePseudonyms
{
    private const int GuidLength = 16;
    private const int SidHead = 8;
    private const int NumberLength = 4;

    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly Encoding Utf16 = new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true);

    /// <summary>An encoding in which each byte is the character with its value.</summary>
    private static readonly Encoding Latin1 = Encoding.GetEncoding("ISO-8859-1");

    /// <summary>Text among other bytes, in UTF-16 or in UTF-8.</summary>
    private static readonly Regex Runs = new(
        @"(?<wide>(?:[\x20-\x7E\xA0-\xFF]\x00){4,})|(?<narrow>(?:[\x20-\x7E]|[\xC2-\xDF][\x80-\xBF]"
        + @"|\xE0[\xA0-\xBF][\x80-\xBF]|[\xE1-\xEC\xEE\xEF][\x80-\xBF]{2}|\xED[\x80-\x9F][\x80-\xBF]){4,})");

    public static byte[] Of(byte[] bytes, Pseudonymizer pseudonyms)
    {
        if (IsSid(bytes))
        {
            return Sid(bytes, pseudonyms);
        }

        if (Read(bytes) is ({ } text, { } encoding))
        {
            return encoding.GetBytes(pseudonyms.Text(text));
        }

        return bytes.Length == GuidLength ? pseudonyms.Guid(new Guid(bytes)).ToByteArray() : Mixed(bytes, pseudonyms);
    }

    /// <summary>The text of a value, and its encoding. Both are null if the value is not text.</summary>
    public static (string? Text, Encoding? Encoding) Read(byte[] bytes)
    {
        foreach (Encoding encoding in new[] { Utf16, Utf8, Latin1 })
        {
            if (Text(bytes, encoding) is { } text)
            {
                return (text, encoding);
            }
        }

        return (null, null);
    }

    /// <summary>The text, or null if the bytes are not text in this encoding. Zeros may follow the text.</summary>
    private static string? Text(byte[] bytes, Encoding encoding)
    {
        try
        {
            var text = encoding.GetString(bytes);
            var said = text.TrimEnd('\0');
            var usual = encoding == Utf16
                ? said.Count(c => c < '\u0100') * 2 >= said.Length
                : encoding != Latin1 || said.Count(c => c < '\u0080') * 10 >= said.Length * 7;
            return said.Length > 0 && usual && bytes.Length == encoding.GetByteCount(text) && !said.Any(IsNoText) ? text : null;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static bool IsNoText(char c) => CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Control && c is not ('\t' or '\r' or '\n');

    /// <summary>A security identifier: revision, count, authority, then as many numbers as the count says.</summary>
    private static bool IsSid(byte[] bytes) => bytes.Length > SidHead && bytes[0] == 1 && bytes.Length == SidHead + (NumberLength * bytes[1]);

    private static byte[] Sid(byte[] bytes, Pseudonymizer pseudonyms)
    {
        var head = bytes[1] > 1 ? SidHead + NumberLength : SidHead;
        return [.. bytes.Take(head), .. pseudonyms.Bytes([.. bytes.Skip(head)], _ => (0, 256), "sid")];
    }

    private static byte[] Mixed(byte[] bytes, Pseudonymizer pseudonyms)
    {
        var all = Latin1.GetString(bytes);
        List<byte> result = [];
        foreach (Match run in Runs.Matches(all))
        {
            result.AddRange(Other(bytes, result.Count, run.Index, pseudonyms));
            byte[] text = [.. bytes.Skip(run.Index).Take(run.Length)];
            Encoding encoding = run.Groups["wide"].Success ? Utf16 : Utf8;
            result.AddRange(encoding.GetBytes(pseudonyms.Text(Encoding.GetEncoding(encoding.CodePage).GetString(text))));
        }

        result.AddRange(Other(bytes, result.Count, bytes.Length, pseudonyms));
        return [.. result];
    }

    private static byte[] Other(byte[] bytes, int begin, int end, Pseudonymizer pseudonyms) =>
        begin >= end ? [] : pseudonyms.Bytes([.. bytes.Skip(begin).Take(end - begin)], Kind, "bytes");

    /// <summary>Zero stays. A control character becomes another one, and so does a printable character, and any other byte.</summary>
    private static (int First, int Size) Kind(byte value) => value switch
    {
        0 => (0, 1),
        < 0x20 => (1, 0x1F),
        < 0x7F => (0x20, 0x5F),
        _ => (0x7F, 0x81),
    };
}
