using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using PsdPurge.Report;

namespace PsdPurge.Core.Tests.Report;

/// <summary>The report in a real browser. Without Chromium (Debian: chromium), these tests are reported as skipped.</summary>
public sealed class BrowserTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("psdpurge-browser-");

    public void Dispose() => _folder.Delete(recursive: true);

    [ChromiumTheory]
    [InlineData(false, 1280)]
    [InlineData(true, 1280)]
    [InlineData(false, 390)]
    [InlineData(true, 390)]
    public void The_page_follows_the_theme(bool dark, int width)
    {
        var picture = Path.Combine(_folder.FullName, "page.png");
        Chromium(
            [
                $"--screenshot={picture}",
                $"--window-size={width},{(width < 500 ? 9000 : 5200)}",
                "--blink-settings=preferredColorScheme=" + (dark ? "0" : "1"),
                ReportFile(),
            ]);

        Keep(picture, $"report-{(dark ? "dark" : "light")}-{width}.png");
        var paper = ReportPalette.Colors.Single(color => color.Name == "paper");
        Assert.Equal(dark ? paper.Dark : paper.Light, FirstPixel(picture));
    }

    [ChromiumTheory]
    [InlineData(320)]
    [InlineData(390)]
    [InlineData(768)]
    [InlineData(1280)]
    public void Nothing_is_cut_off_or_scrolls_sideways(int width)
    {
        // The report cannot run a script, so a page around it measures.
        var page = Path.Combine(_folder.FullName, "frame.html");
        File.WriteAllText(page, $$"""
            <!DOCTYPE html><meta charset="utf-8"><title>-</title>
            <iframe id="f" style="width:{{width}}px;height:4000px;border:0" srcdoc="{{WebUtility.HtmlEncode(File.ReadAllText(ReportFile()))}}"></iframe>
            <script>
            addEventListener('load', () => {
              const root = document.getElementById('f').contentDocument.documentElement;
              const wide = [...root.querySelectorAll('h1,h2,h3,p,td,tbody th,dd,figcaption,figure>svg')]
                  .filter(e => e.getBoundingClientRect().right > {{width}} + 1);
              document.title = 'measured ' + root.scrollWidth + ' ' + wide.map(e => e.tagName + ' ' + e.textContent).join('; ');
            });
            </script>
            """);
        var dom = Chromium(["--dump-dom", $"--window-size={Math.Max(width, 800)},1000", new Uri(page).AbsoluteUri]);

        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"measured {width} "), Regex.Match(dom, "<title>([^<]*)").Groups[1].Value);
    }

    [ChromiumFact]
    public void The_page_prints()
    {
        var paper = Path.Combine(_folder.FullName, "report.pdf");
        Chromium([$"--print-to-pdf={paper}", "--no-pdf-header-footer", "--blink-settings=preferredColorScheme=0", ReportFile()]);

        Keep(paper, "report.pdf");
        Assert.Equal("%PDF-", File.ReadAllText(paper)[..5]);
    }

    private string ReportFile()
    {
        var path = Path.Combine(_folder.FullName, "report.html");
        PsdReport.Save(path, PsdReport.Create(ReportScenario.Rows, ReportScenario.Options));
        Keep(path, "report.html");
        return path;
    }

    // The picture is for a person to look at.
    private static void Keep(string path, string name)
    {
        if (Environment.GetEnvironmentVariable("PSDPURGE_KEEP_REPORT") is { Length: > 0 } folder)
        {
            File.Copy(path, Path.Combine(Directory.CreateDirectory(folder).FullName, name), overwrite: true);
        }
    }

    private string Chromium(string[] arguments)
    {
        var start = new ProcessStartInfo(ChromiumFactAttribute.Program!) { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] quiet =
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--no-first-run", "--hide-scrollbars", "--user-data-dir=" + Path.Combine(_folder.FullName, "profile"),
        ];
        foreach (var argument in quiet.Concat(arguments))
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.Result);
        return text;
    }

    // A PNG's first pixel. The first row may be filtered, but its first pixel has no neighbour, so it is stored unchanged.
    private static string FirstPixel(string path)
    {
        var png = File.ReadAllBytes(path);
        using var data = new MemoryStream();
        for (var at = 8; at < png.Length;)
        {
            var length = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            if (png.AsSpan(at + 4, 4).SequenceEqual("IDAT"u8))
            {
                data.Write(png, at + 8, length);
            }

            at += length + 12;
        }

        data.Position = 0;
        using var pixels = new ZLibStream(data, CompressionMode.Decompress);
        var first = new byte[4];
        pixels.ReadExactly(first);
        return $"#{first[1]:x2}{first[2]:x2}{first[3]:x2}";
    }
}

/// <summary>A test that needs Chromium (Debian: chromium), and is skipped with a message if that is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute() => Skip = Missing;

    /// <summary>The path of Chromium, or null.</summary>
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .SelectMany(folder => new[] { "chromium", "chromium-browser", "google-chrome" }.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);

    /// <summary>Why the test is skipped. Null if it can run.</summary>
    internal static string? Missing => Program is null ? "Chromium is not installed (Debian: chromium)." : null;
}

/// <summary>The same attribute for a test with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ChromiumTheoryAttribute : TheoryAttribute
{
    public ChromiumTheoryAttribute() => Skip = ChromiumFactAttribute.Missing;
}
