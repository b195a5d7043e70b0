namespace PsdPurge.Arguments;

/// <summary>The value of -SchemaProfile: Auto, the name of a profile of the module, or the path of a <c>.psd1</c> file.</summary>
internal static class ProfileArgument
{
    /// <summary>The profile that the pool's own data proves.</summary>
    public const string Auto = "Auto";

    /// <summary>The profile, or null for <see cref="Auto"/>.</summary>
    /// <exception cref="PsdPurgeException"><c>SchemaProfileNotFound</c>, <c>SchemaProfileInvalid</c></exception>
    public static SchemaProfile? Parse(string text, PSCmdlet cmdlet)
    {
        if (string.Equals(text, Auto, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var builtIn = SchemaProfile.BuiltIn.FirstOrDefault(profile => string.Equals(profile.Name, text, StringComparison.OrdinalIgnoreCase));
        if (builtIn is not null)
        {
            return builtIn;
        }

        var path = cmdlet.GetUnresolvedProviderPathFromPSPath(text);
        return File.Exists(path)
            ? ProfileFile.Read(path)
            : throw new PsdPurgeException(
                ErrorIds.SchemaProfileNotFound,
                ErrorKind.InvalidArgument,
                $"There is no schema profile '{text}', and no file {path}. Give one of these: {Auto}, {string.Join(", ", SchemaProfile.BuiltIn)}; "
                    + "or a file that Resolve-PsdSchemaProfile -Path wrote.",
                text);
    }
}
