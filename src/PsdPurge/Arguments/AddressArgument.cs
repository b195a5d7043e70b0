namespace PsdPurge.Arguments;

/// <summary>What -SipAddress takes.</summary>
internal static class AddressArgument
{
    /// <summary>The addresses as the databases keep them, or null if none were given.</summary>
    /// <exception cref="PsdPurgeException"><c>InvalidSipAddress</c></exception>
    public static IReadOnlyList<string>? Parse(string[]? addresses) => addresses is null ? null : [.. addresses.Select(SipAddress.Parse)];
}
