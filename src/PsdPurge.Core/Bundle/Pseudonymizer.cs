using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;

namespace PsdPurge.Bundle;

/// <summary>
/// Replaces a server's data with pseudonyms. The same text always has the same pseudonym. Undoing it needs the key, which exists only as long as this object.
/// The shape stays: lengths, separators, digits and the case of letters.
/// </summary>
internal sealed class Pseudonymizer : IDisposable
{
    /// <summary>A shorter id may be part of a longer word by accident.</summary>
    private const int ShortestId = 8;

    private const int KeySize = 32;

    /// <summary>Largest values of SQL Server's integer types. A pseudonym fits in the type of its value.</summary>
    private static readonly ulong[] Bounds = [byte.MaxValue, (ulong)short.MaxValue, int.MaxValue, long.MaxValue];

    private readonly ConcurrentDictionary<string, string> _words = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ids = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<int> _lengths = [];
    private readonly KeyedPermutation _permutation;

    public Pseudonymizer()
        : this(NewKey())
    {
    }

    internal Pseudonymizer(byte[] key) => _permutation = new KeyedPermutation(key);

    /// <summary>Learns ids, so that they are also found within longer words.</summary>
    public void Learn(IEnumerable<string?> ids)
    {
        foreach (var id in ids.OfType<string>().Where(id => id.Length >= ShortestId && id.All(char.IsLetterOrDigit)))
        {
            _ids.Add(id);
            _lengths.Add(id.Length);
        }

        _words.Clear();
    }

    /// <summary>A value of a column.</summary>
    public object? Value(object? value) => value switch
    {
        null or DBNull => null,
        string text => Text(text),
        byte[] bytes => BytePseudonyms.Of(bytes, this),
        Guid guid => Guid(guid),
        bool => value,
        decimal number => decimal.Parse(Number(number.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture),
        byte or short or int or long => long.Parse(Number(Convert.ToString(value, CultureInfo.InvariantCulture)!), CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"There is no pseudonym for a {value.GetType().Name}.", nameof(value)),
    };

    /// <summary>A text of the server's tables. Words of the grammar of addresses and URNs stay.</summary>
    public string Text(string text) => DataText.Replace(text, this);

    /// <summary>A GUID.</summary>
    public Guid Guid(Guid guid) => new(Bytes(guid.ToByteArray(), _ => (0, 256), "guid"));

    /// <summary>A GUID as text, in the form of the original.</summary>
    public string Guid(string text)
    {
        var form = text.Length == 32 ? "N" : "D";
        var pseudonym = Guid(System.Guid.ParseExact(text, form)).ToString(form);
        return text.Any(c => c is >= 'A' and <= 'F') ? pseudonym.ToUpperInvariant() : pseudonym;
    }

    /// <summary>An IPv4 address.</summary>
    public string IPv4(string text) =>
        string.Join(".", Bytes([.. text.Split('.').Select(part => byte.Parse(part, CultureInfo.InvariantCulture))], _ => (0, 256), "ip"));

    /// <summary>A whole number. A single digit stays: it identifies nobody, and is often a type or a flag.</summary>
    public string Number(string text)
    {
        var digits = text.TrimStart('-').TrimStart('0');
        if (digits.Length < 2 || IsLeast(digits))
        {
            return text;
        }

        Alphabet[] alphabets = [Alphabet.LeadingDigits, .. Enumerable.Repeat(Alphabet.Digits, digits.Length - 1)];
        var image = digits;
        do
        {
            image = Permute(image, alphabets, "number");
        }
        while (Bucket(image) != Bucket(digits));
        return $"{text.Substring(0, text.Length - digits.Length)}{image}";
    }

    /// <summary>A word: letters and digits.</summary>
    /// <param name="word">The word.</param>
    /// <param name="stays">Decides whether a part beside an id stays.</param>
    public string Word(string word, Func<string, bool> stays)
    {
        foreach (var length in _lengths.Where(l => l < word.Length))
        {
            for (var at = 0; at + length <= word.Length; at++)
            {
                if (_ids.Contains(word.Substring(at, length)))
                {
                    return Part(word.Substring(0, at), stays) + Plain(word.Substring(at, length)) + Part(word.Substring(at + length), stays);
                }
            }
        }

        return Plain(word);
    }

    /// <summary>Bytes that are not text. Each stays within its range of values.</summary>
    public byte[] Bytes(byte[] bytes, Func<byte, (int First, int Size)> range, string kind)
    {
        (int First, int Size)[] ranges = [.. bytes.Select(range)];
        int[] numbers = [.. bytes.Select((b, i) => b - ranges[i].First)];
        int[] bounds = [.. ranges.Select(r => r.Size)];
        _permutation.Permute(numbers, bounds, kind + string.Join(",", bounds));
        return [.. numbers.Select((n, i) => (byte)(n + ranges[i].First))];
    }

    public void Dispose() => _permutation.Dispose();

    private static byte[] NewKey()
    {
        var key = new byte[KeySize];
        using RandomNumberGenerator random = RandomNumberGenerator.Create();
        random.GetBytes(key);
        return key;
    }

    /// <summary>
    /// How many bounds a number exceeds. A number that exceeds a bound by one has a bucket of its own, because with a minus sign it still fits.
    /// </summary>
    private static int Bucket(string digits) => IsLeast(digits) ? -2
        : ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Bounds.Count(b => number > b) : -1;

    private static bool IsLeast(string digits) => digits is "32768" or "2147483648" or "9223372036854775808";

    private string Part(string part, Func<string, bool> stays) => part.Length == 0 || stays(part) ? part : Plain(part);

    private string Plain(string word) => _words.GetOrAdd(word, one =>
    {
        if (one.All(c => c is >= '0' and <= '9'))
        {
            return Number(one);
        }

        var isHexadecimal = one.Length >= 6 && one.All(Alphabet.IsHexadecimal) && one.Any(char.IsDigit);
        Alphabet[] alphabets =
        [
            .. one.Select(c => isHexadecimal && char.IsLetter(c) ? Alphabet.HexadecimalLetters : char.IsHighSurrogate(c) ? new Alphabet(c) : Alphabet.Of(c)),
        ];
        return Permute(one, alphabets, isHexadecimal ? "hex" : "word");
    });

    private string Permute(string text, Alphabet[] alphabets, string kind)
    {
        int[] numbers = [.. text.Select((c, i) => alphabets[i].IndexOf(c))];
        int[] bounds = [.. alphabets.Select(a => a.Size)];
        _permutation.Permute(numbers, bounds, $"{kind} {string.Join(",", bounds)}");
        return string.Concat(numbers.Select((n, i) => alphabets[i].At(n, text[i])));
    }
}
