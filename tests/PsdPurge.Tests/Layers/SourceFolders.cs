using System.Text.RegularExpressions;

namespace PsdPurge.Tests.Layers;

/// <summary>
/// In which folder of a project each type is written. The namespace cannot say it of public types: scripts see those, so all of them stand in PsdPurge.
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

    /// <summary>The folder, with full stops between its names, and only one for the project's own; null if the type is not written by hand.</summary>
    public string? Of(string type) => _rooms.GetValueOrDefault(type);

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(
        @"^(?:(?:public|internal|file|static|sealed|abstract|partial|readonly|ref|unsafe) )+"
            + @"(?:class|interface|enum|struct|record struct|record|delegate \S+) (\w+)(?:<([^>]+)>)?",
        RegexOptions.Multiline)]
    private static partial Regex Type();
}
