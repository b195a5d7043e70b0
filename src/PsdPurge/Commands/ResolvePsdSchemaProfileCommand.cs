using PsdPurge.Arguments;
using PsdPurge.SkypeForBusiness;

namespace PsdPurge.Commands;

/// <summary>
/// Finds out from a pool's own data how its entries name organizer and conference. It changes nothing on the servers, and can write the profile to a file.
/// </summary>
[Cmdlet(VerbsDiagnostic.Resolve, "PsdSchemaProfile", DefaultParameterSetName = PoolSet, SupportsShouldProcess = true)]
[OutputType(typeof(SchemaResolution))]
public sealed class ResolvePsdSchemaProfileCommand : FrontEndCmdlet
{
    private string? _file;

    /// <summary>How many entries to read at each end of the table.</summary>
    [Parameter]
    [ValidateRange(100, 100_000)]
    public int SampleSize { get; set; } = SchemaResolver.DefaultSampleSize;

    /// <summary>A new .psd1 file for the profile, for use with -SchemaProfile. Its folder is created if necessary.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    private protected override void Begin()
    {
        if (Path is not null)
        {
            // The search takes long, so all checks that do not need it come first.
            _file = PathArgument.Resolve(this, Path);
            ProfileFile.EnsureNew(_file);
        }
    }

    private protected override void WorkOn(Target target)
    {
        SchemaResolution? found = null;
        RunOver(target, async (run, _, token) => found = await SchemaResolver.ResolveAsync(run, SampleSize, token).ConfigureAwait(false));
        if (found is null)
        {
            return;
        }

        string? written;
        try
        {
            written = _file is null ? null : Write(found.Profile, _file);
        }
        catch (PsdPurgeException)
        {
            // The result is written even if the file cannot be.
            WriteObject(found);
            throw;
        }

        WriteObject(found with { Path = written });
    }

    private string? Write(SchemaProfile profile, string path)
    {
        if (!ShouldProcess(path, $"Write schema profile {profile.Organizer}, {profile.Conference}"))
        {
            return null;
        }

        // The profile of a file has its own name, so that a log tells it from those of the module.
        var name = System.IO.Path.GetFileNameWithoutExtension(path);
        var isTaken = name.Length == 0 || SchemaProfile.BuiltIn.Any(builtIn => string.Equals(builtIn.Name, name, StringComparison.OrdinalIgnoreCase));
        ProfileFile.Write(path, profile with { Name = isTaken ? name + "-file" : name });
        return path;
    }
}
