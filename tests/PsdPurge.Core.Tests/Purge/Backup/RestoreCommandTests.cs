using System.Reflection;
using System.Text.RegularExpressions;

namespace PsdPurge.Core.Tests.Purge.Backup;

/// <summary>The command that undoes a removal is in the backup's header and on a page. Both show the same one.</summary>
public partial class RestoreCommandTests
{
    private static readonly string Root =
        typeof(RestoreCommandTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(data => data.Key == "RepositoryRoot").Value!;

    [Fact]
    public void The_pages_say_what_the_header_says()
    {
        using StringWriter header = new();
        BackupHeader.Write(header, "<BackupFile>", new FrontEnd("fe01.contoso.com"), SchemaProfile.OwnerColumn, null, []);
        var command = Assert.Single(Command().Matches(header.ToString())).Value;

        string[] pages =
        [
            Path.Combine(Root, "README.md"),
            .. Directory.GetFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories),
            .. Directory.GetFiles(Path.Combine(Root, "src", "PsdPurge", "en-US"), "*.txt"),
            .. Directory.GetFiles(Path.Combine(Root, "src", "PsdPurge", "Scripts"), "*.ps1"),
        ];
        var commands = pages.SelectMany(page => Command().Matches(File.ReadAllText(page)).Select(match => (Page: Path.GetFileName(page), Text: match.Value)));

        Assert.Equal(
            [("about_PsdPurge.help.txt", command), ("restore.md", command)],
            commands.OrderBy(found => found.Page, StringComparer.Ordinal));
    }

    [GeneratedRegex(@"sqlcmd -[^\r\n`]+")]
    private static partial Regex Command();
}
