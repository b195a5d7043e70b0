using System.Collections;
using System.Globalization;
using System.Text;

namespace PsdPurge.Bundle;

/// <summary>A JSON object: names and values, in order.</summary>
internal sealed class JsonObject : List<KeyValuePair<string, object?>>
{
    /// <summary>Adds a value.</summary>
    public void Add(string name, object? value) => Add(new KeyValuePair<string, object?>(name, value));
}

/// <summary>
/// Writes JSON (RFC 8259): texts, numbers, booleans, null, lists, and <see cref="JsonObject"/>. .NET Framework has no writer without a third-party DLL.
/// </summary>
internal static class Json
{
    private const int Indent = 2;

    /// <summary>The JSON text, with one value on each line. A list of plain values is on one line.</summary>
    public static string Write(object? value)
    {
        StringBuilder text = new();
        Append(text, value, 0);
        return text.Append('\n').ToString();
    }

    private static void Append(StringBuilder text, object? value, int depth)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case bool flag:
                text.Append(flag ? "true" : "false");
                break;
            case string one:
                AppendText(text, one);
                break;
            case int or long or short or byte or decimal:
                text.Append(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
            case JsonObject members:
                AppendAll(text, '{', members, '}', depth, isFlat: false, member =>
                {
                    AppendText(text, member.Key);
                    text.Append(": ");
                    Append(text, member.Value, depth + 1);
                });
                break;
            case IEnumerable list:
                var all = list.Cast<object?>().ToList();
                var isFlat = all.All(item => item is null or not IEnumerable or string);
                AppendAll(text, '[', all, ']', depth, isFlat, item => Append(text, item, depth + 1));
                break;
            default:
                throw new ArgumentException($"JSON has no {value.GetType().Name}.", nameof(value));
        }
    }

    private static void AppendAll<T>(StringBuilder text, char open, IReadOnlyList<T> items, char close, int depth, bool isFlat, Action<T> append)
    {
        text.Append(open);
        for (var i = 0; i < items.Count; i++)
        {
            text.Append(i == 0 ? "" : isFlat ? ", " : ",");
            NewLine(depth + 1);
            append(items[i]);
        }

        if (items.Count > 0)
        {
            NewLine(depth);
        }

        text.Append(close);

        void NewLine(int level)
        {
            if (!isFlat)
            {
                text.Append('\n').Append(' ', level * Indent);
            }
        }
    }

    /// <summary>All other characters than ASCII are escaped. So the file is right in whatever encoding a program opens it.</summary>
    private static void AppendText(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            switch (c)
            {
                case '"' or '\\':
                    text.Append('\\').Append(c);
                    break;
                case '\n':
                    text.Append("\\n");
                    break;
                case '\r':
                    text.Append("\\r");
                    break;
                case '\t':
                    text.Append("\\t");
                    break;
                default:
                    text.Append(c is >= ' ' and < '\u007F' ? c.ToString() : string.Format(CultureInfo.InvariantCulture, "\\u{0:x4}", (int)c));
                    break;
            }
        }

        text.Append('"');
    }
}
