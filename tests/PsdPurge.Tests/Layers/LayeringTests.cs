using Mono.Cecil;
using PsdPurge.Tests.Hosting;

namespace PsdPurge.Tests.Layers;

/// <summary>Layers look down only. A room is a folder of a project. It may know itself and the rooms below it. The tests read the staged assemblies.</summary>
public class LayeringTests
{
    /// <summary>The rooms, from the bottom. A folder that is not named belongs to its parent folder. A full stop is the project's own folder.</summary>
    private static readonly Dictionary<string, string[]> Rooms = new()
    {
        ["PsdPurge.Core"] =
        [
            ".", "Topology", "Sql", "Schema", "Schema.Resolver", "Schema.Finding", "Purge", "History", "Diagnosis", "Growth", "Report", "Bundle",
        ],
        ["PsdPurge"] = [".", "Running", "SkypeForBusiness", "Arguments", "Completion", "Commands", "Loading"],
    };

    /// <summary>Rooms beside the others. They know only the project's own folder, and none of the other rooms knows them.</summary>
    private static readonly Dictionary<string, string[]> Beside = new() { ["PsdPurge.Core"] = ["Replication"], ["PsdPurge"] = [] };

    private static readonly string Sources = Repository.PathOf("src");

    public static TheoryData<string, string> Assemblies => new()
    {
        { "PsdPurge.Core", "net8.0" },
        { "PsdPurge.Core", "net472" },
        { "PsdPurge", "net8.0" },
        { "PsdPurge", "net472" },
    };

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void No_room_looks_up(string project, string framework)
    {
        var wrong = LooksUp(project, framework, Rooms[project]);

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [Fact]
    public void A_look_up_is_found_and_named_with_both_types()
    {
        var upsideDown = LooksUp("PsdPurge.Core", "net8.0", [.. Rooms["PsdPurge.Core"].Reverse()]);

        Assert.Contains("Sql: PsdPurge.Sql.FrontEndConnection looks at Topology: PsdPurge.FrontEnd", upsideDown);
    }

    /// <summary>
    /// Types that scripts can see are in namespace PsdPurge, where scripts look for them. All other types are in the namespace of their folder.
    /// </summary>
    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Namespaces_follow_folders(string project, string framework)
    {
        SourceFolders folders = new(Path.Combine(Sources, project));
        using var assembly = Read(project, framework);

        var wrong = assembly.MainModule.Types
            .Where(type => folders.Of(type.FullName) is { } folder && type.Namespace != (folder == "." ? "PsdPurge" : "PsdPurge." + folder))
            .Where(type => !type.IsPublic || type.Namespace != "PsdPurge")
            .Select(type => $"{type.FullName} is in {folders.Of(type.FullName)}");

        Assert.Empty(wrong);
    }

    private static IReadOnlyList<string> LooksUp(string project, string framework, string[] rooms)
    {
        SourceFolders folders = new(Path.Combine(Sources, project));
        using var assembly = Read(project, framework);

        return [.. TypeReferences.Of(assembly)
            .Select(pair => (pair.From, pair.To, Here: Room(pair.From), There: Room(pair.To)))
            .Where(pair => pair.Here is not null && pair.There is not null && !MayLook(pair.Here, pair.There))
            .Select(pair => $"{pair.Here}: {pair.From} looks at {pair.There}: {pair.To}")
            .Order(StringComparer.Ordinal)];

        bool MayLook(string here, string there) => here == there
            || (Beside[project].Contains(here) || Beside[project].Contains(there) ? there == "." : Array.IndexOf(rooms, there) <= Array.IndexOf(rooms, here));

        string? Room(string type)
        {
            var folder = folders.Of(type);
            while (folder is not null && !rooms.Contains(folder) && !Beside[project].Contains(folder))
            {
                var end = folder.LastIndexOf('.');
                folder = end < 0
                    ? throw new InvalidOperationException($"{type} is in {folder}, which is no room: give it its place among the others.")
                    : folder[..end];
            }

            return folder;
        }
    }

    private static AssemblyDefinition Read(string project, string framework)
    {
        // The values of attributes cannot be read without their types. These are PowerShell's and the framework's types, which are beside the tests.
        var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(Path.GetDirectoryName(typeof(PSObject).Assembly.Location));
        var staged = Path.Combine(Path.GetDirectoryName(ModuleHost.ModulePath)!, framework);
        var file = Directory.EnumerateFiles(staged, project + ".dll", SearchOption.AllDirectories).Single();
        return AssemblyDefinition.ReadAssembly(file, new ReaderParameters { AssemblyResolver = resolver });
    }
}
