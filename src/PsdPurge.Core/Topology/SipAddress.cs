namespace PsdPurge;

/// <summary>SIP addresses in the form of the databases: <c>user@host</c>, without a scheme.</summary>
public static class SipAddress
{
    /// <summary>The length of the longest address that the module accepts, in characters. It is the longest key of a temp table.</summary>
    public const int MaxLength = ServerLimits.KeyCharacters;

    private const string Scheme = "sip:";

    /// <summary>Two addresses that differ only in case name the same endpoint.</summary>
    public static StringComparer Comparer => StringComparer.OrdinalIgnoreCase;

    /// <summary>Removes white space and a <c>sip:</c> prefix.</summary>
    /// <exception cref="PsdPurgeException"><c>InvalidSipAddress</c>: the text is not of the form user@host, or too long.</exception>
    public static string Parse(string text) => TryParse(text) ?? throw new PsdPurgeException(
        ErrorIds.InvalidSipAddress,
        ErrorKind.InvalidArgument,
        $"'{text}' is not a SIP address. Give it as user@host or sip:user@host, at most {MaxLength} characters long.",
        text);

    /// <summary>The same, but null if the text is not such an address.</summary>
    public static string? TryParse(string? text)
    {
        var address = (text ?? "").Trim();
        if (address.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            address = address.Substring(Scheme.Length);
        }

        var at = address.IndexOf('@');
        return at <= 0 || at == address.Length - 1 || address.Length > MaxLength || address.Any(char.IsControl) ? null : address;
    }
}
