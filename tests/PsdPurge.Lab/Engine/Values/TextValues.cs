using System.Text;

namespace PsdPurge.Lab.Engine;

/// <summary>Strings as SQL Server stores them.</summary>
internal static class TextValues
{
    private static readonly Encoding CodePage = MakeCodePage();

    private static Encoding MakeCodePage()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding(1252);
    }

    /// <summary>A text as a varchar holds it. Characters that code page 1252 lacks become question marks.</summary>
    public static string ToCodePage(string text) => Ascii.IsValid(text) ? text : CodePage.GetString(CodePage.GetBytes(text));

    public static byte[] Bytes(string text, bool unicode) => unicode ? Encoding.Unicode.GetBytes(text) : CodePage.GetBytes(text);

    public static string FromBytes(ReadOnlySpan<byte> bytes, bool unicode) =>
        unicode ? Encoding.Unicode.GetString(bytes) : CodePage.GetString(bytes);

    /// <summary>The same, into existing memory. Returns the number of characters.</summary>
    public static int FromBytes(ReadOnlySpan<byte> bytes, bool unicode, Span<char> characters) =>
        (unicode ? Encoding.Unicode : CodePage).GetChars(bytes, characters);

    /// <summary>Fits a text into a character type.</summary>
    /// <param name="text">The text.</param>
    /// <param name="type">The type.</param>
    /// <param name="assigning">Whether the text is stored in a column, where cutting off more than spaces is error 8152.</param>
    public static string Fit(string text, SqlType type, bool assigning)
    {
        if (!type.IsUnicode())
        {
            text = ToCodePage(text);
        }

        if (type.Length == SqlType.Max || type.IsOldLob())
        {
            return text;
        }

        if (text.Length > type.Length)
        {
            if (assigning && text.AsSpan(type.Length).ContainsAnyExcept(' '))
            {
                throw Errors.Truncated();
            }

            text = text[..type.Length];
        }

        return type.Kind is SqlTypeKind.Char or SqlTypeKind.NChar ? text.PadRight(type.Length) : text;
    }
}
