using System.IO.Compression;
using System.Text;

namespace PsdPurge.Core.Tests.Lab;

/// <summary>A bundle, written with .NET Framework alone.</summary>
public sealed class BundleTests(LabServer lab) : IClassFixture<LabServer>
{
    [Fact]
    public async Task A_bundle_is_complete_and_names_nobody()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".zip");
        try
        {
            DiagnosticBundle bundle = new(path, replace: false);
            PoolRun run = new(lab.FrontEnds, lab.Settings, 2, new PsdPurge.Bundle.SearchLog());
            await bundle.AddPoolAsync(run, [], CancellationToken.None);
            bundle.Write([new("PsdPurge", "1.2.3")], [], DateTimeOffset.Now);

            using ZipArchive zip = new(File.OpenRead(path));
            Assert.Equal(["index.html", "bundle.json", "checks.json", "pool1/search.json"], zip.Entries.Take(4).Select(entry => entry.FullName));
            Assert.Equal(4 + (2 * lab.FrontEnds.Count), zip.Entries.Count);
            foreach (ZipArchiveEntry entry in zip.Entries)
            {
                using StreamReader reader = new(entry.Open(), Encoding.UTF8);
                var text = reader.ReadToEnd();
                Assert.DoesNotContain("contoso", text, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("help_desk", text, StringComparison.OrdinalIgnoreCase);
                Assert.True(entry.Name != "search.json" || text.Contains("\"name\": \"owner-column\""), text);
            }
        }
        finally
        {
            File.Delete(path);
        }
    }
}
