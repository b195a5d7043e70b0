using System.Text.RegularExpressions;

namespace PsdPurge.Bundle;

/// <summary>Decides what is replaced in a text of a server's tables.</summary>
internal static class DataText
{
    /// <summary>A GUID, or a run of letters and digits.</summary>
    internal const string Words = @"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}|(?:[\p{L}\p{Nd}]|[\uD800-\uDBFF][\uDC00-\uDFFF])+";

    /// <summary>An IPv4 address.</summary>
    internal const string Numbers = @"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])";

    /// <summary>user@host. No word within it is part of a grammar.</summary>
    internal const string AnAddress = @"[^\s<>""=:;,|()\\/]+@[^\s<>""=:;,|()\\/@]+";

    private const string Beside = ":=<>/;|\"";

    private static readonly Regex Word = new($"(?<ip>{Numbers})|{Words}");
    private static readonly Regex Address = new(AnAddress);

    /// <summary>Words of the grammar of SIP addresses, URNs and XML, from RFCs and public descriptions of this product.</summary>
    private static readonly HashSet<string> Grammar = new(StringComparer.OrdinalIgnoreCase)
    {
        "sip", "sips", "tel", "urn", "uuid", "http", "https", "gruu", "opaque", "app", "conf", "focus", "id", "conference", "conferences", "meeting",
        "meetings", "lcd", "hcd", "presence",
        "user", "users", "organizer", "owner", "application", "service", "endpoint", "transport", "tls", "tcp", "maddr", "epid", "xml", "xmlns",
        "version", "encoding", "utf", "mode", "type",
        "name", "value", "key", "conferenceId", "externalConfId", "confId", "docId", "contactList", "contact", "contacts", "list", "item",
        "document", "rev", "data",
    };

    public static string Replace(string text, Pseudonymizer pseudonyms)
    {
        MatchCollection addresses = Address.Matches(text);
        return Word.Replace(text, match =>
        {
            if (match.Groups["ip"].Success)
            {
                return IsIPv4(match.Value) ? pseudonyms.IPv4(match.Value) : Regex.Replace(match.Value, @"\d+", number => pseudonyms.Number(number.Value));
            }

            if (IsGuid(match.Value))
            {
                return pseudonyms.Guid(match.Value);
            }

            var mayStay = IsBeside(text, match.Index - 1) || IsBeside(text, match.Index + match.Length);
            return mayStay && !addresses.Cast<Match>().Any(a => a.Index <= match.Index && match.Index < a.Index + a.Length)
                ? Grammar.Contains(match.Value) ? match.Value : pseudonyms.Word(match.Value, Grammar.Contains)
                : pseudonyms.Word(match.Value, _ => false);
        });
    }

    /// <summary>A pattern. Its literals are replaced in the same way as in the texts that it matches. Its placeholders stay.</summary>
    public static UrnPattern Replace(UrnPattern pattern, Pseudonymizer pseudonyms)
    {
        const char part = '\u0001';
        var literals = Replace(string.Join(part.ToString(), pattern.Literals), pseudonyms).Split(part);
        return UrnPattern.Parse(string.Concat(literals.Select((literal, i) => literal + (i < pattern.Parts.Count ? "{" + pattern.Parts[i] + "}" : ""))));
    }

    internal static bool IsGuid(string word) =>
        word.Length is 32 or 36 && word.All(c => c == '-' || Alphabet.IsHexadecimal(c)) && System.Guid.TryParse(word, out _);

    internal static bool IsIPv4(string text) => text.Split('.') is { Length: 4 } parts && parts.All(part => byte.TryParse(part, out _));

    private static bool IsBeside(string text, int at) => at >= 0 && at < text.Length && Beside.Contains(text[at]);
}
