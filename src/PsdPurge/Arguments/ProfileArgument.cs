namespace PsdPurge.Arguments;

/// <summary>What -SchemaProfile takes.</summary>
internal static class ProfileArgument
{
    public const string Default = "owner-column";

    /// <exception cref="PsdPurgeException"><c>SchemaProfileNotFound</c></exception>
    public static SchemaProfile Parse(string name) =>
        SchemaProfile.BuiltIn.FirstOrDefault(profile => string.Equals(profile.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new PsdPurgeException(
            "SchemaProfileNotFound",
            ErrorKind.InvalidArgument,
            $"There is no schema profile '{name}'. Give one of these: {string.Join(", ", SchemaProfile.BuiltIn)}.",
            name);
}
