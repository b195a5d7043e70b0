using System.Text.RegularExpressions;

namespace PsdPurge.Help;

/// <summary>A heading of a page with what stands below it, up to the next heading.</summary>
internal sealed partial class MarkdownSection
{
    private readonly List<string> _paragraphs = [];
    private readonly List<string> _code = [];

    private MarkdownSection(int level, string title, int line)
    {
        Level = level;
        Title = title;
        Line = line;
    }

    /// <summary>1 for the page's title.</summary>
    public int Level { get; }

    public string Title { get; }

    public int Line { get; }

    /// <summary>Its paragraphs as plain text; an item of a list is a paragraph.</summary>
    public IReadOnlyList<string> Paragraphs => _paragraphs;

    /// <summary>Its blocks of code.</summary>
    public IReadOnlyList<string> Code => _code;

    /// <summary>The links of its text.</summary>
    public List<HelpLink> Links { get; } = [];

    /// <summary>Reads the sections of a page.</summary>
    /// <exception cref="HelpPageException">A block of code has no end, or text stands before the title.</exception>
    public static IReadOnlyList<MarkdownSection> Read(string file)
    {
        var sections = new List<MarkdownSection>();
        var paragraph = new List<string>();
        List<string>? code = null;
        var number = 0;
        foreach (var line in File.ReadAllLines(file))
        {
            number++;
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                EndParagraph();
                if (code is null)
                {
                    code = [];
                }
                else
                {
                    Last()._code.Add(string.Join('\n', code));
                    code = null;
                }
            }
            else if (code is not null)
            {
                code.Add(line);
            }
            else if (Heading().Match(line) is { Success: true } heading)
            {
                EndParagraph();
                sections.Add(new MarkdownSection(heading.Groups[1].Length, Plain(heading.Groups[2].Value), number));
            }
            else if (line.Trim().Length == 0)
            {
                EndParagraph();
            }
            else
            {
                if (line.StartsWith("- ", StringComparison.Ordinal))
                {
                    EndParagraph();
                }

                paragraph.Add(line.Trim());
            }
        }

        EndParagraph();
        return code is null ? sections : throw new HelpPageException(file, number, "A block of code has no end.");

        MarkdownSection Last() => sections.LastOrDefault() ?? throw new HelpPageException(file, number, "Text stands before the title.");

        void EndParagraph()
        {
            if (paragraph.Count > 0)
            {
                var text = string.Join(' ', paragraph);
                Last().Links.AddRange(Link().Matches(text).Select(link => new HelpLink(Plain(link.Groups[1].Value), link.Groups[2].Value)));
                Last()._paragraphs.Add(Plain(text));
                paragraph.Clear();
            }
        }
    }

    // Help is read in a console: names without backticks, links as their text.
    private static string Plain(string text) => Emphasis().Replace(Link().Replace(text, "$1"), "$1").Replace("`", "", StringComparison.Ordinal).Trim();

    [GeneratedRegex("^(#{1,3}) (.+)$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"\[([^\]]+)\]\(([^)]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\*{1,2}([^*\s][^*]*)\*{1,2}")]
    private static partial Regex Emphasis();
}
