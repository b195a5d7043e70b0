using System.Globalization;

namespace PsdPurge.Bundle;

/// <summary>
/// The characters that may replace a character. They have the same class and the same length in every encoding. Letters with two cases are replaced by letters
/// with two cases.
/// </summary>
internal sealed class Alphabet
{
    private const int BlockSize = 256;
    private const string Hexadecimal = "abcdef";

    private static readonly Dictionary<(int Block, bool HasCase, UnicodeCategory Category), Alphabet> Known = [];

    private readonly string _characters;

    private Alphabet(string characters) => _characters = characters;

    /// <summary>The alphabet of a character that is not replaced.</summary>
    public Alphabet(char only)
        : this(only.ToString())
    {
    }

    public static Alphabet Digits { get; } = new("0123456789");

    /// <summary>The first digit of a number with several digits.</summary>
    public static Alphabet LeadingDigits { get; } = new("123456789");

    public static Alphabet HexadecimalLetters { get; } = new(Hexadecimal);

    public static Alphabet Letters { get; } = new("abcdefghijklmnopqrstuvwxyz");

    /// <summary>The second half of a character beyond the first 65,536.</summary>
    public static Alphabet LowSurrogates { get; } = new(Range('\uDC00', '\uDFFF', _ => true));

    public int Size => _characters.Length;

    public static bool IsHexadecimal(char c) => char.ToLowerInvariant(c) is (>= '0' and <= '9') or (>= 'a' and <= 'f');

    /// <summary>The alphabet of a letter or digit.</summary>
    public static Alphabet Of(char c)
    {
        if (char.IsLowSurrogate(c))
        {
            return LowSurrogates;
        }

        var small = char.ToLowerInvariant(c);
        if (small < 128)
        {
            return small is >= '0' and <= '9' ? Digits : Letters;
        }

        var hasCase = HasCase(c);
        (int, bool, UnicodeCategory) key = (c / BlockSize, hasCase, hasCase ? UnicodeCategory.LowercaseLetter : CharUnicodeInfo.GetUnicodeCategory(c));
        lock (Known)
        {
            if (!Known.TryGetValue(key, out Alphabet? alphabet))
            {
                var first = (char)Math.Max(128, c / BlockSize * BlockSize);
                alphabet = new(Range(first, (char)((c / BlockSize * BlockSize) + BlockSize - 1), other =>
                    hasCase
                        ? HasCase(other) && char.ToLowerInvariant(other) == other
                        : !HasCase(other) && CharUnicodeInfo.GetUnicodeCategory(other) == key.Item3));
                Known.Add(key, alphabet);
            }

            return alphabet;
        }
    }

    /// <summary>The index of a character, without regard to case.</summary>
    public int IndexOf(char c) => _characters.IndexOf(_characters.Contains(c) ? c : char.ToLowerInvariant(c));

    /// <summary>The character at an index, in the case of another character.</summary>
    public char At(int index, char like)
    {
        var c = _characters[index];
        return !_characters.Contains(like) ? char.ToUpperInvariant(c) : c;
    }

    private static bool HasCase(char c)
    {
        var (small, large) = (char.ToLowerInvariant(c), char.ToUpperInvariant(c));
        return small >= 128 && small != large && small / BlockSize == large / BlockSize
            && char.ToUpperInvariant(small) == large && char.ToLowerInvariant(large) == small;
    }

    private static string Range(char first, char last, Func<char, bool> isIn) =>
        string.Concat(Enumerable.Range(first, last - first + 1).Select(code => (char)code).Where(isIn));
}
