using System.Globalization;
using System.Text;

namespace PsdPurge.Arguments;

/// <summary>
/// The profiles that were proven on this user's pools. Each pool has a readable <c>.psd1</c> file, which <c>-SchemaProfile</c> accepts, too. Remembering saves
/// the search but never the proof. The files are read as data. If one cannot be read, there is a warning and a new search.
/// </summary>
internal sealed class ProfileMemory
{
    /// <summary>The environment variable that names another folder.</summary>
    public const string Variable = "PSDPURGE_PROFILES";

    /// <summary>The value that means: remember nothing.</summary>
    public const string Nothing = "none";

    private readonly string? _folder;

    private ProfileMemory(string? folder) => _folder = folder;

    /// <summary>The memory in a folder: that of the parameter, of the environment variable, or of the user.</summary>
    /// <exception cref="PsdPurgeException"><c>InvalidPath</c></exception>
    public static ProfileMemory Open(PSCmdlet cmdlet, string? folder)
    {
        var told = folder ?? Environment.GetEnvironmentVariable(Variable);
        if (!string.IsNullOrWhiteSpace(told))
        {
            return new ProfileMemory(string.Equals(told, Nothing, StringComparison.OrdinalIgnoreCase) ? null : PathArgument.ResolveFolder(cmdlet, told!));
        }

        // It is empty for an account without a user profile, such as that of some services.
        var data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return new ProfileMemory(data.Length == 0 ? null : Path.Combine(data, "PsdPurge", "Profiles"));
    }

    /// <summary>The pool's file. If Front-Ends were named directly, their pool is unknown, so each has a file under the name that was typed.</summary>
    public IReadOnlyList<string> Files(PoolRun run) => _folder is null ? [] : [.. Keys(run).Select(key => Path.Combine(_folder, FileName(key)))];

    /// <summary>The remembered profiles, each once.</summary>
    /// <param name="run">The Front-Ends of one pool.</param>
    /// <param name="warn">Takes a warning for a file that cannot be read.</param>
    public IReadOnlyList<SchemaProfile> Read(PoolRun run, Action<string> warn)
    {
        List<SchemaProfile> profiles = [];
        foreach (var (key, file) in Keys(run).Zip(Files(run), (key, file) => (key, file)).Where(pair => File.Exists(pair.file)))
        {
            try
            {
                var profile = ProfileFile.Read(file);
                if (profile.Name != SchemaProfileNotation.NameFor(key))
                {
                    warn($"{file} is about '{profile.Name}' and not about '{key}', so it is not used. The profile is searched for again.");
                }
                else if (!profiles.Any(profile.HasLinksOf))
                {
                    profiles.Add(SchemaProfile.BuiltIn.FirstOrDefault(profile.HasLinksOf) ?? profile);
                }
            }
            catch (Exception exception)
                when (exception is PsdPurgeException or IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
            {
                warn($"The profile that is remembered for {key} cannot be read, and is searched for again. {exception.Message}");
            }
        }

        return profiles;
    }

    /// <summary>Remembers a profile in place of the former one.</summary>
    /// <param name="run">The Front-Ends of one pool.</param>
    /// <param name="profile">The profile.</param>
    /// <param name="reason">Why it is this one, for somebody who opens the file.</param>
    /// <param name="warn">Takes a warning if that fails. The next run searches again.</param>
    public void Write(PoolRun run, SchemaProfile profile, string reason, Action<string> warn)
    {
        foreach (var (key, file) in Keys(run).Zip(Files(run), (key, file) => (key, file)))
        {
            try
            {
                Directory.CreateDirectory(_folder!);
                var text =
                    $"# PsdPurge remembers the schema profile of {OneLine(key)} here, since {DateTime.UtcNow.ToString("s", CultureInfo.InvariantCulture)}Z.\r\n"
                    + $"# {OneLine(reason)}\r\n# Each run proves it anew. To forget it, delete this file.\r\n"
                    + SchemaProfileNotation.Write(profile with { Name = SchemaProfileNotation.NameFor(key) }).Replace("\n", "\r\n");

                // The file is written in one step, because another run may be reading it.
                var draft = $"{file}.{Guid.NewGuid():N}";
                File.WriteAllText(draft, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
                File.Delete(file);
                File.Move(draft, file);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
            {
                warn($"The profile cannot be remembered for {key}, so the next run searches for it again: {exception.Message}");
            }
        }
    }

    private static IEnumerable<string> Keys(PoolRun run) =>
        (run.FrontEnds[0].Pool is { } pool ? [pool] : run.FrontEnds.Select(frontEnd => frontEnd.DataSource)).Select(name => name.ToLowerInvariant());

    /// <summary>Only characters that every file system accepts. The key itself is in the file.</summary>
    private static string FileName(string key)
    {
        var name = string.Concat(key.Select(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '_'));
        return (name.Length > 128 ? name.Substring(0, 128) : name) + ".psd1";
    }

    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c));
}
