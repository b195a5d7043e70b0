using System.Globalization;
using System.Text.RegularExpressions;

namespace PsdPurge.Lab.Engine;

/// <summary>The printf-like formatting of RAISERROR.</summary>
internal static partial class MessageFormat
{
    public static string Format(string format, IReadOnlyList<object?> arguments)
    {
        int next = 0;
        return Placeholder().Replace(format, match =>
        {
            char kind = match.Groups["kind"].Value[0];
            if (kind == '%')
            {
                return "%";
            }

            object? value = next < arguments.Count ? arguments[next++] : null;
            string text = value switch
            {
                null => "(null)",
                long number when kind is 'x' or 'X' => number.ToString(kind == 'x' ? "x" : "X", CultureInfo.InvariantCulture),
                _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
            };
            if (int.TryParse(match.Groups["precision"].Value, CultureInfo.InvariantCulture, out int most) && text.Length > most)
            {
                text = text[..most];
            }

            int width = int.TryParse(match.Groups["width"].Value, CultureInfo.InvariantCulture, out int w) ? w : 0;
            return match.Groups["flags"].Value.Contains('-', StringComparison.Ordinal) ? text.PadRight(width)
                : match.Groups["flags"].Value.Contains('0', StringComparison.Ordinal) ? text.PadLeft(width, '0') : text.PadLeft(width);
        });
    }

    [GeneratedRegex(@"%(?<flags>[-+0 #]*)(?<width>\d*)(\.(?<precision>\d+))?(I64|l|h)?(?<kind>[dioxXus%])")]
    private static partial Regex Placeholder();
}
