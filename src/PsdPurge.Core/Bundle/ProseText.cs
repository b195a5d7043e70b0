using System.Text.RegularExpressions;

namespace PsdPurge.Bundle;

/// <summary>
/// Decides what is replaced in a sentence of a check, an error or the search for a profile. Words of this module's own messages, names of tables and columns,
/// and counts stay, because they identify nobody. Everything else is replaced.
/// </summary>
internal sealed class ProseText
{
    /// <summary>A number with more digits and without separators is an id or a port.</summary>
    private const int LongestCount = 4;

    private const string Version = @"\d+(?:\.\d+)+(?![\p{L}\p{Nd}.@-])";
    private const string Count = @"\d{1,3}(?:,\d{3})+(?![\p{L}\p{Nd}])|(?<=-SampleSize )\d+";

    /// <summary>A name with a backslash (an account, an instance, a path), or a path from the root.</summary>
    private const string APath = @"[^\s""'()<>,;]*\\[^\s""'()<>,;]*|(?<![\p{L}\p{Nd}.])/[^\s""'()<>,;]+";

    private const string Dotted = @"[\p{L}\p{Nd}_-]+(?:\.[\p{L}\p{Nd}_-]+)+";

    private const string Tokens = $"{APath}|{DataText.AnAddress}|(?<version>{Version})|(?<count>{Count})|(?<dotted>{Dotted})|(?<word>{DataText.Words})";

    private static readonly Regex Word = new(DataText.Words);
    private static readonly Regex IdAhead = new(@"(?:DocId|ConfId|ResourceId|OrganizerId|(?<!living )(?:document|conference|organizer))\s+['""]?$");

    private readonly Pseudonymizer _pseudonyms;
    private readonly HashSet<string> _words;
    private readonly HashSet<string> _schema;
    private readonly HashSet<string> _hidden = new(StringComparer.OrdinalIgnoreCase);
    private Regex _tokens = new(Tokens);

    /// <param name="pseudonyms">The pseudonyms.</param>
    /// <param name="words">Words that are not replaced.</param>
    /// <param name="schema">Names of databases, schemas, tables, columns and the like.</param>
    public ProseText(Pseudonymizer pseudonyms, IEnumerable<string> words, IEnumerable<string> schema)
    {
        _pseudonyms = pseudonyms;
        _words = new(words, StringComparer.OrdinalIgnoreCase);

        // The page to which messages refer: docs/schema.md.
        _schema = new(schema.Concat(["schema", "md"]), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Names that are always replaced, even if they are words of the module's messages.</summary>
    public void Hide(params IEnumerable<string?> names)
    {
        foreach (var name in names.OfType<string>().Where(name => name.Length > 2))
        {
            _hidden.Add(name);
        }

        var all = string.Join("|", _hidden.OrderByDescending(name => name.Length).Select(Regex.Escape));
        _tokens = _hidden.Count == 0 ? _tokens : new($@"(?<![\p{{L}}\p{{Nd}}])(?<hidden>{all})(?![\p{{L}}\p{{Nd}}])|{Tokens}", RegexOptions.IgnoreCase);
    }

    /// <summary>A name by itself: of a pool or a server.</summary>
    public string Name(string name) => DataText.IsIPv4(name) ? _pseudonyms.IPv4(name) : All(name);

    /// <summary>The sentence with pseudonyms.</summary>
    public string Replace(string text) => _tokens.Replace(text, match =>
        match.Groups["hidden"].Success ? Name(match.Value)
        : match.Groups["version"].Success ? DataText.IsIPv4(match.Value) ? _pseudonyms.IPv4(match.Value) : match.Value
        : match.Groups["count"].Success ? match.Value
        : match.Groups["dotted"].Success ? match.Value.Split('.').All(_schema.Contains) ? match.Value : All(match.Value)
        : match.Groups["word"].Success ? Stays(match.Value, text, match.Index) ? match.Value : All(match.Value)
        : All(match.Value));

    private bool Stays(string word, string text, int at) => word.All(c => c is >= '0' and <= '9')
        ? word.Length <= LongestCount && (word.Length < 2 || !IdAhead.Match(text, 0, at).Success)
        : _words.Contains(word) || _schema.Contains(word);

    private string All(string text) =>
        Word.Replace(text, match => DataText.IsGuid(match.Value) ? _pseudonyms.Guid(match.Value) : _pseudonyms.Word(match.Value, _ => false));
}
