using System.Diagnostics;
using System.Globalization;

namespace PsdPurge.Tests.Spreadsheets;

/// <summary>A real spreadsheet program, LibreOffice Calc. It opens a CSV file and saves it without a window.</summary>
public sealed class Soffice : IDisposable
{
    private const string Filter = "Text - txt - csv (StarCalc)";
    private const string Utf8 = "76";

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "psdpurge-soffice-" + Guid.NewGuid().ToString("N"));

    /// <summary>Its path, or null.</summary>
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, "soffice"))
        .FirstOrDefault(File.Exists);

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    /// <summary>Opens and saves a comma-separated file in UTF-8.</summary>
    /// <param name="path">The file.</param>
    /// <param name="culture">The region of the program.</param>
    /// <param name="separator">The separator in the copy.</param>
    /// <returns>The path of the copy.</returns>
    public string OpenAndSave(string path, string culture, char separator)
    {
        var profile = Path.Combine(_folder, "profile-" + culture);
        if (!Directory.Exists(profile))
        {
            Directory.CreateDirectory(Path.Combine(profile, "user"));
            File.WriteAllText(Path.Combine(profile, "user", "registrymodifications.xcu"), $"""
                <?xml version="1.0" encoding="UTF-8"?>
                <oor:items xmlns:oor="http://openoffice.org/2001/registry">
                <item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>{culture}</value></prop></item>
                </oor:items>
                """);
        }

        // Separator, quote, encoding, first line, column formats and language. Numbers are also recognized in quotes, and so are special numbers (dates).
        var language = CultureInfo.GetCultureInfo(culture).LCID.ToString(CultureInfo.InvariantCulture);
        var copies = Path.Combine(_folder, Guid.NewGuid().ToString("N"));
        var start = new ProcessStartInfo(Program!)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Arguments = string.Join(
                " ",
                $"\"-env:UserInstallation={new Uri(profile).AbsoluteUri}\"",
                "--headless --norestore",
                $"\"--infilter={Filter}:44,34,{Utf8},1,,{language},false,true\"",
                $"--convert-to \"csv:{Filter}:{(int)separator},34,{Utf8},1,,{language},false,true\"",
                $"--outdir \"{copies}\" \"{path}\""),
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var copy = Path.Combine(copies, Path.GetFileName(path));
        return File.Exists(copy) ? copy : throw new InvalidOperationException($"soffice saved nothing: {output} {errors.Result}");
    }
}

/// <summary>A test with data that needs LibreOffice Calc (Debian: libreoffice-calc), and is skipped with a message if that is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SofficeTheoryAttribute : TheoryAttribute
{
    public SofficeTheoryAttribute() => Skip = Soffice.Program is null ? "LibreOffice Calc is not installed (Debian: libreoffice-calc)." : null;
}
