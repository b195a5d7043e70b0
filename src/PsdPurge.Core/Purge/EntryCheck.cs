using System.Globalization;

namespace PsdPurge.Purge;

/// <summary>
/// The check text over an entry's values. It finds accidental changes to a file. It is not a signature: somebody who changes a row on purpose can compute it.
/// </summary>
/// <remarks>
/// FNV-1a with 64 bits over the UTF-16 characters, folded to 32 bits, four bits a letter. Eight consonants are not a number, date, truth value, formula or word
/// in any language, so no spreadsheet changes them. A changed row has the old letters with a chance of one in four billion.
/// </remarks>
internal static class EntryCheck
{
    private const string Letters = "bcdfghjkmnpqrstv";
    private const int Length = 8;

    /// <summary>Follows each value, so that "ab", "c" and "a", "bc" differ.</summary>
    private const char Separator = '\u001F';

    public static string Of(AppEndpointPsdEntry entry)
    {
        var hash = Hash(entry);
        return Letters32((uint)(hash ^ (hash >> 32)));
    }

    /// <summary>The number of which the check text is a short form.</summary>
    public static ulong Hash(AppEndpointPsdEntry entry)
    {
        var hash = Add(Fnv.Offset, entry.Pool ?? "");
        hash = Add(hash, entry.FrontEnd);
        hash = Add(hash, entry.SipAddress);
        hash = Add(hash, entry.ConferenceId);
        hash = Add(hash, entry.DocId);
        hash = Add(hash, entry.Entries.ToString(CultureInfo.InvariantCulture));
        return Add(hash, entry.Bytes.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>32 bits as eight letters.</summary>
    public static string Letters32(uint value)
    {
        var text = new char[Length];
        for (var i = 0; i < Length; i++, value >>= 4)
        {
            text[i] = Letters[(int)(value & 15)];
        }

        return new string(text);
    }

    private static ulong Add(ulong hash, string value)
    {
        foreach (var c in value)
        {
            hash = Add(hash, c);
        }

        return Add(hash, Separator);
    }

    private static ulong Add(ulong hash, char c) => unchecked((((hash ^ (byte)c) * Fnv.Prime) ^ (byte)(c >> 8)) * Fnv.Prime);
}
