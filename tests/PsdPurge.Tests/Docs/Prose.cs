using System.Text.RegularExpressions;

namespace PsdPurge.Tests.Docs;

/// <summary>Finds what makes prose hard to read: phrases that have a plain word, and sentences that have to be read twice.</summary>
internal static partial class Prose
{
    /// <summary>A sentence of more words is two.</summary>
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

    /// <summary>The unwanted phrases of a text, each with what to say.</summary>
    public static IEnumerable<string> Phrases(string text) => Unwanted
        .Where(unwanted => Regex.IsMatch(text, $@"\b{unwanted.Phrase}\b", RegexOptions.IgnoreCase))
        .Select(unwanted => $"'{unwanted.Phrase}': {unwanted.Plain}");

    /// <summary>The sentences of a Markdown page that are too long. Code, tables and headings have none.</summary>
    public static IEnumerable<string> LongSentences(string page) =>
        from paragraph in Paragraphs(Code().Replace(page, "\n\n"))
        from sentence in SentenceEnd().Split(paragraph)
        let words = sentence.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length
        where words > MostWords
        select $"{words} words: {sentence}";

    private static IEnumerable<string> Paragraphs(string text)
    {
        List<string> lines = [];
        foreach (var line in text.Split('\n').Append(""))
        {
            var isText = line.Trim().Length > 0 && !NoProse().IsMatch(line);
            if ((!isText || Item().IsMatch(line)) && lines.Count > 0)
            {
                yield return string.Join(' ', lines);
                lines.Clear();
            }

            if (isText)
            {
                lines.Add(line.Trim());
            }
        }
    }

    [GeneratedRegex("```.*?```|<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"^\s*(#|\||> *$)")]
    private static partial Regex NoProse();

    [GeneratedRegex(@"^\s*([-*]|\d+\.)\s")]
    private static partial Regex Item();

    [GeneratedRegex(@"(?<=[.!?:;][*)\""']*)\s+")]
    private static partial Regex SentenceEnd();
}
