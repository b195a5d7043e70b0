using System.Text.RegularExpressions;
using PsdPurge.Tests.Hosting;

namespace PsdPurge.Tests.Help;

/// <summary>The pages of docs/cmdlets, and the help that Get-Help makes from them.</summary>
internal static class HelpPages
{
    private const string Shared = "connection-parameters";

    private static readonly string Folder = Repository.PathOf("docs/cmdlets");

    /// <summary>The cmdlets that have a page.</summary>
    public static IEnumerable<string> Cmdlets =>
        Directory.GetFiles(Folder, "*.md").Select(Path.GetFileNameWithoutExtension).OfType<string>().Where(name => name != Shared);

    /// <summary>Headings of the third level.</summary>
    public static IEnumerable<string> Headings(string page) =>
        Regex.Matches(Read(page), "^### (.+)$", RegexOptions.Multiline).Select(match => match.Groups[1].Value);

    /// <summary>The block of code below the heading Syntax.</summary>
    public static string Syntax(string page) => Regex.Match(Read(page), "## Syntax\n\n```powershell\n(.*?)```", RegexOptions.Singleline).Groups[1].Value.Trim();

    /// <summary>The examples of a cmdlet's help.</summary>
    public static IReadOnlyList<HelpExample> Examples(PSObject help) =>
        [.. List(Get(help, "examples.example")).Select(example => new HelpExample(
            Get(example, "title")!.ToString()!.Trim('-', ' '),
            Get(example, "code")!.ToString()!,
            string.Join('\n', List(Get(example, "remarks")).Select(remark => Get(remark, "Text")))))];

    /// <summary>A property of a property.</summary>
    public static object? Get(object? source, string path) =>
        path.Split('.').Aggregate(source, (current, name) => current is null ? null : PSObject.AsPSObject(current).Properties[name]?.Value);

    /// <summary>The items of a value that is one object or several.</summary>
    public static IEnumerable<PSObject> List(object? value) => value switch
    {
        null => [],
        PSObject { BaseObject: object[] several } => several.Select(PSObject.AsPSObject),
        object[] several => several.Select(PSObject.AsPSObject),
        _ => [PSObject.AsPSObject(value)],
    };

    private static string Read(string page) => File.ReadAllText(Path.Combine(Folder, page + ".md")).ReplaceLineEndings("\n");
}

/// <summary>An example as Get-Help returns it.</summary>
internal sealed record HelpExample(string Title, string Code, string Remarks);
