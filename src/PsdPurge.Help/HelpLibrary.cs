using System.Text.RegularExpressions;

namespace PsdPurge.Help;

/// <summary>The pages of docs/cmdlets.</summary>
internal sealed partial class HelpLibrary
{
    // Parameters that several cmdlets have are described once.
    private const string SharedPage = "connection-parameters";

    private readonly Dictionary<string, HelpPage> _pages = new(StringComparer.OrdinalIgnoreCase);
    private HelpPage _shared = new();

    /// <summary>Reads all pages of a folder.</summary>
    /// <exception cref="HelpPageException">A page does not have the form that is read.</exception>
    public static HelpLibrary Read(string folder)
    {
        var library = new HelpLibrary();
        foreach (var file in Directory.GetFiles(folder, "*.md"))
        {
            var page = ReadPage(file);
            if (Path.GetFileNameWithoutExtension(file) == SharedPage)
            {
                library._shared = page;
            }
            else
            {
                library._pages.Add(page.Name, page);
            }
        }

        return library;
    }

    /// <summary>The cmdlet's page with the shared parameters; an empty one if there is none (the tests say so).</summary>
    public HelpPage For(string command)
    {
        var page = _pages.GetValueOrDefault(command) ?? new HelpPage { Name = command };
        var parameters = new Dictionary<string, HelpParameter>(_shared.Parameters, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, parameter) in page.Parameters)
        {
            parameters[name] = parameter;
        }

        return page with { Parameters = parameters };
    }

    private static HelpPage ReadPage(string file)
    {
        var sections = MarkdownSection.Read(file);
        if (sections is not [{ Level: 1 } title, ..])
        {
            throw new HelpPageException(file, 1, "The page has no title.");
        }

        return new HelpPage
        {
            Name = title.Title,
            Synopsis = title.Paragraphs is [var synopsis, ..]
                ? synopsis
                : throw new HelpPageException(file, title.Line, "Below the title belongs one sentence that says what the cmdlet does."),
            Description = Named("Description")?.Paragraphs ?? [],
            Examples = [.. Below("Examples").Select(Example)],
            Parameters = Below("Parameters").ToDictionary(section => section.Title.TrimStart('-'), Parameter, StringComparer.OrdinalIgnoreCase),
            Inputs = [.. Below("Inputs").Select(section => new HelpType(section.Title, section.Paragraphs))],
            Outputs = [.. Below("Outputs").Select(section => new HelpType(section.Title, section.Paragraphs))],
            Notes = Named("Notes")?.Paragraphs ?? [],
            Links = [.. (Named("Related links")?.Links ?? []).Select(
                link => link.Uri.StartsWith("http", StringComparison.Ordinal) ? link : link with { Uri = "" })],
        };

        MarkdownSection? Named(string name) => sections.FirstOrDefault(section => section.Level == 2 && section.Title == name);

        IEnumerable<MarkdownSection> Below(string name) =>
            sections.SkipWhile(section => section.Level != 2 || section.Title != name).Skip(1).TakeWhile(section => section.Level == 3);

        HelpExample Example(MarkdownSection section) => section.Code is [var code]
            ? new HelpExample(Number().Replace(section.Title, ""), code, section.Paragraphs)
            : throw new HelpPageException(file, section.Line, "An example has exactly one block of code.");
    }

    private static HelpParameter Parameter(MarkdownSection section)
    {
        var stated = section.Paragraphs.FirstOrDefault(paragraph => paragraph.StartsWith("Default: ", StringComparison.Ordinal));
        return new HelpParameter([.. section.Paragraphs.Where(paragraph => paragraph != stated)], stated?["Default: ".Length..].TrimEnd('.'));
    }

    [GeneratedRegex(@"^\d+\. ")]
    private static partial Regex Number();
}
