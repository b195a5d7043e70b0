namespace PsdPurge;

/// <summary>SIP addresses as the databases keep them: <c>user@host</c>, no scheme.</summary>
public static class SipAddress
{
    /// <summary>The longest address that the module takes, in characters: the longest by which a temp table can be looked up.</summary>
    public const int MaxLength = ServerLimits.KeyCharacters;

    private const string Scheme = "sip:";

    /// <summary>Two addresses that differ in case only name the same endpoint.</summary>
    public static StringComparer Comparer => StringComparer.OrdinalIgnoreCase;

    /// <summary>Strips white space and a <c>sip:</c> prefix.</summary>
    /// <exception cref="PsdPurgeException"><c>InvalidSipAddress</c>: not of the form user@host, or too long.</exception>
    public static string Parse(string text) => TryParse(text) ?? throw new PsdPurgeException(
        ErrorIds.InvalidSipAddress,
        ErrorKind.InvalidArgument,
        $"'{text}' is not a SIP address. Give it as user@host or sip:user@host, at most {MaxLength} characters long.",
        text);

    /// <summary>The same, or null if the text is no such address.</summary>
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
