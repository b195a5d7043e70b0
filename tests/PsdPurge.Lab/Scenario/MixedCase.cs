namespace PsdPurge.Lab.Scenarios;

/// <summary>Texts in another case.</summary>
internal static class MixedCase
{
    /// <summary>Some letters in upper case, the others in lower case.</summary>
    public static string Of(string text) => string.Concat(text.Select((c, i) => i % 3 == 0 ? char.ToUpperInvariant(c) : char.ToLowerInvariant(c)));
}
