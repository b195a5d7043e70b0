using System.Text.RegularExpressions;

namespace PsdPurge.Tests.Docs;

/// <summary>Finds what makes prose hard to read: phrases that have a plain word, and sentences that have to be read twice.</summary>
internal static partial class Prose
{
    /// <summary>A longer sentence should be two.</summary>
    public const int MostWords = 40;

    private static readonly (string Phrase, string Plain)[] Unwanted =
    [
        ("whoever", "name who does it"),
        ("for want of", "without"),
        ("there where", "where, or if"),
        ("that is why", "so"),
        ("cannot be asked", "cannot be reached"),
        ("could not be asked", "could not be reached"),
        ("null where", "null if"),
        ("also where", "even if"),
        ("of former days", "former"),
        ("as it stands", "leave it out"),
    ];

    /// <summary>The faults of a text: each unwanted phrase, with a better one, and each sentence that is too long.</summary>
    public static IEnumerable<string> Faults(string text) => Phrases(text).Concat(LongSentences(text));

    private static IEnumerable<string> Phrases(string text) => Unwanted
        .Where(unwanted => Regex.IsMatch(text, $@"\b{unwanted.Phrase}\b", RegexOptions.IgnoreCase))
        .Select(unwanted => $"'{unwanted.Phrase}': {unwanted.Plain}");

    private static IEnumerable<string> LongSentences(string text) =>
        from sentence in SentenceEnd().Split(text)
        let words = sentence.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length
        where words > MostWords
        select $"{words} words: {sentence}";

    [GeneratedRegex(@"(?<=[.!?:;][*)\""']*)\s+")]
    private static partial Regex SentenceEnd();
}
