using System.Text.RegularExpressions;

namespace PsdPurge.Tests.Docs;

/// <summary>Text that is read in one go, and the line of its file where it begins.</summary>
internal sealed partial record Paragraph(int Line, string Text)
{
    /// <summary>The paragraphs, list items, headings and table cells of a Markdown page. Code and HTML comments have none.</summary>
    public static IEnumerable<Paragraph> OfPage(string page) => Gather(
        NoText().Replace(page, code => new string('\n', code.Value.Count(character => character == '\n'))).Split('\n'),
        line => line.Trim(),
        line => Item().IsMatch(line),
        line => Alone().IsMatch(line)).SelectMany(found => found.Text.StartsWith('|') ? found.Parts(Cell()) : [found]);

    /// <summary>The comments of a C# file. An XML tag for a part of the comment ends a paragraph.</summary>
    public static IEnumerable<Paragraph> OfSource(string source) => OfComments(source, SourceComment());

    /// <summary>The comments of a script: PowerShell's or the shell's.</summary>
    public static IEnumerable<Paragraph> OfScript(string script) => OfComments(script, ScriptComment());

    private static IEnumerable<Paragraph> OfComments(string text, Regex comment) => Gather(
        text.Split('\n'),
        line => comment.Match(line).Groups["text"].Value.Trim(),
        line => comment.Match(line).Groups["text"].Value.StartsWith('<'),
        line => comment.Match(line).Groups["code"].Length > 0).SelectMany(found => found.Parts(Tag()));

    /// <summary>
    /// A line without text ends a paragraph. A line that begins an item ends the one before. A line that stands alone is a paragraph of its own.
    /// </summary>
    private static IEnumerable<Paragraph> Gather(string[] lines, Func<string, string> text, Func<string, bool> begins, Func<string, bool> alone)
    {
        List<string> gathered = [];
        for (var i = 0; i <= lines.Length; i++)
        {
            var line = i < lines.Length ? lines[i] : "";
            var here = text(line);
            if (gathered.Count > 0 && (here.Length == 0 || begins(line) || alone(line)))
            {
                yield return new Paragraph(i - gathered.Count + 1, string.Join(' ', gathered));
                gathered.Clear();
            }

            if (alone(line))
            {
                yield return new Paragraph(i + 1, here);
            }
            else if (here.Length > 0)
            {
                gathered.Add(here);
            }
        }
    }

    private IEnumerable<Paragraph> Parts(Regex end) => end.Split(Text)
        .Select(part => this with { Text = Reference().Replace(part, "$1").Trim() })
        .Where(part => part.Text.Length > 0);

    [GeneratedRegex("```.*?```|<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex NoText();

    [GeneratedRegex(@"^\s*([-*]|\d+\.)\s")]
    private static partial Regex Item();

    [GeneratedRegex(@"^\s*(#|\|)")]
    private static partial Regex Alone();

    [GeneratedRegex(@"\|")]
    private static partial Regex Cell();

    /// <summary>A comment after code is not part of the comment above it.</summary>
    [GeneratedRegex(@"^\s*///?\s?(?<text>.*)$|^(?<code>.*[;{},)]) *//\s(?<text>.*)$")]
    private static partial Regex SourceComment();

    [GeneratedRegex(@"^\s*#(?!!)\s?(?<text>.*)$|^(?<code>.*\S)\s+#\s(?<text>.*)$")]
    private static partial Regex ScriptComment();

    [GeneratedRegex(@"</?(?:summary|remarks|para|returns|param|exception|typeparam|list|item|term|description|value)\b[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("""<(?:see|seealso|paramref|typeparamref) \w+="(?:[\w.]+\.)?([^"]*)" ?/>""")]
    private static partial Regex Reference();
}
