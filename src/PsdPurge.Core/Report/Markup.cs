using System.Globalization;
using System.Text;

namespace PsdPurge.Report;

/// <summary>
/// Writes HTML with SVG in it. All text and attributes pass through methods that encode them. So nothing from a server, a file or a user can become markup.
/// </summary>
internal sealed class Markup
{
    private readonly StringBuilder _text = new();
    private readonly Stack<string> _open = new();

    /// <summary>Opens an element. Disposing the result closes it.</summary>
    public Scope Open(string tag, params (string Name, object? Value)[] attributes)
    {
        Start(tag, attributes).Append('>');
        _open.Push(tag);
        return new Scope(this);
    }

    /// <summary>An element that holds text.</summary>
    public void Element(string tag, string text, params (string Name, object? Value)[] attributes)
    {
        Start(tag, attributes).Append('>');
        Encode(_text, text);
        _text.Append("</").Append(tag).Append(">\n");
    }

    /// <summary>An element without an end tag (HTML), or an empty one (SVG).</summary>
    public void Empty(string tag, params (string Name, object? Value)[] attributes) =>
        Start(tag, attributes).Append(_open.Contains("svg") ? "/>" : ">").Append('\n');

    /// <summary>Text.</summary>
    public void Text(string text) => Encode(_text, text);

    /// <summary>Writes a constant of this program without encoding it: the style sheet, the document type.</summary>
    public void Constant(string markup) => _text.Append(markup);

    public override string ToString() => _text.ToString();

    internal static void Encode(StringBuilder to, string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) && (char.ConvertToUtf32(c, text[i + 1]) & 0xFFFE) != 0xFFFE)
            {
                to.Append(c).Append(text[++i]);
                continue;
            }

            to.Append(c switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\'' => "&#39;",
                _ => IsHarmless(c) ? c.ToString() : "\uFFFD",
            });
        }
    }

    // Leaves out characters that HTML forbids, and characters that change the reading direction, with which one name could look like another.
    private static bool IsHarmless(char c) => !char.IsSurrogate(c)
        && (!char.IsControl(c) || c is '\n' or '\t')
        && c is not (>= '\uFDD0' and <= '\uFDEF') and not (>= '\uFFFE' and <= '\uFFFF')
            and not (>= '\u202A' and <= '\u202E') and not (>= '\u2066' and <= '\u2069');

    private StringBuilder Start(string tag, (string Name, object? Value)[] attributes)
    {
        _text.Append('<').Append(tag);
        foreach (var (name, value) in attributes)
        {
            if (value is null)
            {
                continue;
            }

            _text.Append(' ').Append(name).Append("=\"");
            Encode(_text, value is double number ? Number(number) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
            _text.Append('"');
        }

        return _text;
    }

    /// <summary>A coordinate. A tenth of a unit is finer than a screen can show.</summary>
    public static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private void Close() => _text.Append("</").Append(_open.Pop()).Append(">\n");

    internal readonly struct Scope(Markup markup) : IDisposable
    {
        public void Dispose() => markup.Close();
    }
}
