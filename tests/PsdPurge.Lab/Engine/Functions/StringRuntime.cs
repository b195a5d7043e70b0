using System.Runtime.CompilerServices;
using System.Text;

namespace PsdPurge.Lab.Engine;

/// <summary>The implementation of string functions.</summary>
internal static class StringRuntime
{
    public static void Register(FunctionRegistry functions)
    {
        LikeCache patterns = new();
        functions.Pure("t_like", 4, a => a[0] is string text && a[1] is string pattern
            ? patterns.Get(pattern, (a[2] as string) is { Length: > 0 } escape ? escape[0] : null, (long)a[3]! == 0).Matches(text) : null, patterns.Matches);
        functions.Strict("t_len", 1, a => ((string)a[0]!).TrimEnd(' ').Length, FastStrings.Length);
        functions.Strict("t_datalength", 2, a => ((string)a[0]!).Length * (long)a[1]!, FastStrings.DataLength);
        functions.Strict("t_left", 2, a => a[1] is long n ? Part((string)a[0]!, 1, Length(n, "left")) : null, FastStrings.Left);
        functions.Strict("t_right", 2, a =>
            a[1] is long n ? Part((string)a[0]!, ((string)a[0]!).Length - Math.Min(Length(n, "right"), ((string)a[0]!).Length) + 1, n)
                : null, FastStrings.Right);
        functions.Strict("t_substring", 3, a => a[1] is long start && a[2] is long length
            ? a[0] is byte[] bytes
                ? Part(bytes, start, Length(length, "substring"))
                : Part((string)a[0]!, start, Length(length, "substring")) : null, FastStrings.Substring);
        functions.Strict("t_charindex", 4, a =>
            a[1] is string text ? IndexOf(text, (string)a[0]!, a[2] is long s ? s : 1, (long)a[3]! == 0) + 1 : null, FastStrings.CharIndex);
        functions.Strict("t_patindex", 3, a => a[1] is string text ? PatIndex(patterns, (string)a[0]!, text, (long)a[2]! == 0) : null);
        functions.Strict("t_reverse", 1, a => new string([.. ((string)a[0]!).Reverse()]));
        functions.Strict("t_upper", 1, a => ((string)a[0]!).ToUpperInvariant());
        functions.Strict("t_lower", 1, a => ((string)a[0]!).ToLowerInvariant());
        functions.Strict("t_replace", 4, a => a[1] is string what && a[2] is string with
            ? what.Length == 0 ? a[0]
                : ((string)a[0]!).Replace(what, with, (long)a[3]! == 0 ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal)
                : null, FastStrings.Replace);
        functions.Strict("t_stuff", 4, a => Stuff((string)a[0]!, a[1] as long?, a[2] as long?, a[3] as string ?? ""));
        functions.Strict("t_replicate", 3, a => a[1] is long n and >= 0 ? Replicate((string)a[0]!, n, (long)a[2]!) : null);
        functions.Strict("t_char", 1, a =>
            (long)a[0]! is >= 0 and <= 255 ? TextValues.FromBytes([(byte)(long)a[0]!], unicode: false) : null);
        functions.Strict("t_nchar", 1, a => (long)a[0]! is >= 0 and <= 0xFFFF ? ((char)(long)a[0]!).ToString() : null);
        functions.Strict("t_unicode", 1, a => a[0] is string { Length: > 0 } text ? (long)text[0] : null);
        functions.Strict("t_ascii", 1, a =>
            a[0] is string { Length: > 0 } text ? (long)TextValues.Bytes(text[..1], unicode: false)[0] : null);
        functions.Strict("t_quotename", 2, a => QuoteName((string)a[0]!, a[1] as string ?? "["));
        functions.Pure("t_bytes", 2, a => a[0] is byte[] x && a[1] is byte[] y ? (byte[])[.. x, .. y] : null);
    }

    private static long Length(long n, string function) => n >= 0
        ? n : throw new TSqlException(537, $"Invalid length parameter passed to the {function.ToUpperInvariant()} function.", 16, 2);

    private static string Part(string text, long start, long length)
    {
        long end = Math.Min(text.Length, start - 1 + length);
        start = Math.Max(0, start - 1);
        return end > start ? text[(int)start..(int)end] : "";
    }

    private static byte[] Part(byte[] bytes, long start, long length)
    {
        long end = Math.Min(bytes.Length, start - 1 + length);
        start = Math.Max(0, start - 1);
        return end > start ? bytes[(int)start..(int)end] : [];
    }

    private static long IndexOf(string text, string what, long start, bool ignoreCase)
    {
        int from = (int)Math.Clamp(start - 1, 0, text.Length);
        return what.Length == 0 ? -1 : text.IndexOf(what, from, ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
    }

    private static long PatIndex(LikeCache patterns, string pattern, string text, bool ignoreCase)
    {
        if (!pattern.StartsWith('%'))
        {
            return patterns.Get(pattern, null, ignoreCase).Matches(text) ? 1 : 0;
        }

        LikePattern rest = patterns.Get(pattern.TrimStart('%'), null, ignoreCase);
        for (int i = 0; i <= text.Length; i++)
        {
            if (rest.Matches(text.AsSpan(i)))
            {
                return Math.Min(i + 1, Math.Max(1, text.Length));
            }
        }

        return 0;
    }

    private static string? Stuff(string text, long? start, long? length, string with)
    {
        if (start is not { } from || length is not { } count || from < 1 || from > text.Length || count < 0)
        {
            return null;
        }

        int end = (int)Math.Min(text.Length, from - 1 + count);
        return string.Concat(text.AsSpan(0, (int)from - 1), with, text.AsSpan(end));
    }

    private static string Replicate(string text, long times, long limit)
    {
        times = text.Length == 0 ? 0 : Math.Min(times, (limit / text.Length) + 1);
        string all = new StringBuilder().Insert(0, text, (int)times).ToString();
        return all.Length > limit ? all[..(int)limit] : all;
    }

    private static string? QuoteName(string name, string quote)
    {
        if (name.Length > 128)
        {
            return null;
        }

        (string open, string close) = quote switch
        {
            "'" => ("'", "'"),
            "\"" => ("\"", "\""),
            "(" or ")" => ("(", ")"),
            "<" or ">" => ("<", ">"),
            "{" or "}" => ("{", "}"),
            _ => ("[", "]")
        };
        return open + name.Replace(close, close + close, StringComparison.Ordinal) + close;
    }
}

/// <summary>Keeps the patterns of a session, because a query uses the same pattern row after row.</summary>
internal sealed class LikeCache
{
    private const int MostOnStack = 1024;

    private readonly Dictionary<(string, char?, bool), LikePattern> _patterns = [];
    private byte[] _last = [];
    private bool _lastIgnoresCase;
    private LikePattern? _lastPattern;

    /// <summary>LIKE of an ASCII text, without an escape character.</summary>
    [SkipLocalsInit]
    public bool Matches(NativeCall call)
    {
        if (!call.TryAscii(0, out ReadOnlySpan<byte> text) || text.Length > MostOnStack || !call.TryText(1, out ReadOnlySpan<byte> pattern)
            || (call.TryText(2, out ReadOnlySpan<byte> escape) && escape.Length > 0) || !call.TryInteger(3, out long exact))
        {
            return false;
        }

        if (_lastPattern is null || _lastIgnoresCase != (exact == 0) || !pattern.SequenceEqual(_last))
        {
            (_last, _lastIgnoresCase) = (pattern.ToArray(), exact == 0);
            _lastPattern = Get(Encoding.UTF8.GetString(pattern), null, exact == 0);
        }

        Span<char> characters = stackalloc char[MostOnStack];
        characters = characters[..Encoding.ASCII.GetChars(text, characters)];
        return call.Return(_lastPattern.Matches(characters) ? 1L : 0L);
    }

    public LikePattern Get(string pattern, char? escape, bool ignoreCase)
    {
        if (!_patterns.TryGetValue((pattern, escape, ignoreCase), out LikePattern? known))
        {
            if (_patterns.Count > 100)
            {
                _patterns.Clear();
            }

            known = new LikePattern(pattern, escape, ignoreCase);
            _patterns[(pattern, escape, ignoreCase)] = known;
        }

        return known;
    }
}
