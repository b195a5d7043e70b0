using System.Globalization;
using System.Text;

namespace PsdPurge.Schema.Resolver;

/// <summary>
/// Reads the text in a binary column's values in one encoding. Bytes that are not text in this encoding name nobody. The same is true of control characters,
/// and of the bytes 80 to 9F, which differ between code pages.
/// </summary>
internal sealed class BytesAsText
{
    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly Encoding Utf16 = new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true);

    private readonly Encoding _encoding;
    private readonly bool _isPadded;

    /// <param name="column">The column.</param>
    /// <param name="encoding">The encoding.</param>
    public BytesAsText(ServerColumn column, BinaryText encoding)
    {
        _isPadded = column.TypeName == "binary";
        _encoding = encoding switch
        {
            BinaryText.Utf8 => Utf8,
            BinaryText.Utf16 => Utf16,
            _ => Encoding.GetEncoding("ISO-8859-1"),
        };
    }

    /// <summary>The text, or null.</summary>
    public string? Read(byte[] bytes)
    {
        string text;
        try
        {
            text = _encoding.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }

        // Zeros only fill a binary column up.
        var end = _isPadded ? text.IndexOf('\0') : -1;
        text = (end < 0 ? text : text.Substring(0, end)).TrimEnd(' ');
        return text.Any(IsNoText) ? null : text;
    }

    private static bool IsNoText(char c) => CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Control && c is not ('\t' or '\r' or '\n');
}
