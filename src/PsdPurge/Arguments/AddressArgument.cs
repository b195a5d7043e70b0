namespace PsdPurge.Arguments;

/// <summary>The values of -SipAddress.</summary>
internal static class AddressArgument
{
    /// <summary>The addresses in the form of the databases, or null if none were given.</summary>
    /// <exception cref="PsdPurgeException"><c>InvalidSipAddress</c></exception>
    public static IReadOnlyList<string>? Parse(string[]? addresses) => addresses is null ? null : [.. addresses.Select(SipAddress.Parse)];
}
