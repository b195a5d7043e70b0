using System.Reflection;

namespace PsdPurge.Tests.Hosting;

/// <summary>The sources and pages that tests read.</summary>
internal static class Repository
{
    public static string Root { get; } =
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(data => data.Key == "RepositoryRoot").Value!;

    public static string PathOf(string name) => Path.Combine(Root, name);

    /// <summary>A file's path from the root, with slashes on every system.</summary>
    public static string Name(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    /// <summary>A file's text, with the same line ends on every system.</summary>
    public static string Text(string name) => File.ReadAllText(PathOf(name)).ReplaceLineEndings("\n");

    /// <summary>The C# files of a folder and those below it.</summary>
    public static IEnumerable<string> Sources(string folder) => Files(folder, "*.cs");

    /// <summary>The files of a folder and those below it, without the output of builds.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(PathOf(folder), pattern, SearchOption.AllDirectories)
            .Where(file => !Name(file).Split('/').Any(part => part is "bin" or "obj" or "out" or ".git"));
}
