using System.Text.RegularExpressions;

namespace PsdPurge.Tests.Layers;

/// <summary>
/// The folder of a project in which each type is written. The namespace does not show it for public types. Scripts see those, so all of them are in PsdPurge.
/// </summary>
internal sealed partial class SourceFolders
{
    private readonly Dictionary<string, string> _rooms = [];

    public SourceFolders(string project)
    {
        foreach (var file in Directory.EnumerateFiles(project, "*.cs", SearchOption.AllDirectories))
        {
            var folder = Path.GetRelativePath(project, Path.GetDirectoryName(file)!).Replace(Path.DirectorySeparatorChar, '.');
            if (folder.Split('.')[0] is "obj" or "bin")
            {
                continue;
            }

            var text = File.ReadAllText(file);
            var space = Namespace().Match(text).Groups[1].Value;
            foreach (Match type in Type().Matches(text))
            {
                var arity = type.Groups[2].Success ? "`" + type.Groups[2].Value.Split(',').Length : "";
                _rooms[$"{space}.{type.Groups[1].Value}{arity}"] = folder == "" ? "." : folder;
            }
        }
    }

    /// <summary>
    /// The folder, with full stops between its names. The project's own folder is a single full stop. Null if the type is not written by hand.
    /// </summary>
    public string? Of(string type) => _rooms.GetValueOrDefault(type);

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(
        @"^(?:(?:public|internal|file|static|sealed|abstract|partial|readonly|ref|unsafe) )+"
            + @"(?:class|interface|enum|struct|record struct|record|delegate \S+) (\w+)(?:<([^>]+)>)?",
        RegexOptions.Multiline)]
    private static partial Regex Type();
}
