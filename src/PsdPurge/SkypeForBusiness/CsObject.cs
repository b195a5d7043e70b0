using System.Collections;

namespace PsdPurge.SkypeForBusiness;

/// <summary>
/// Reads the Cs cmdlets' objects by property name and never by type. Through remoting and in PowerShell 7, they are deserialized copies. Some properties are
/// texts in one version and objects in another.
/// </summary>
internal static class CsObject
{
    /// <summary>The property's values. There are none if it is missing or null, and several if it is a collection.</summary>
    public static IEnumerable<PSObject> Values(this PSObject source, string property)
    {
        var value = source.Properties[property]?.Value;
        var values = LanguagePrimitives.GetEnumerable(value) ?? (value is null ? Array.Empty<object>() : new[] { value });
        return values.Cast<object?>().Where(item => item is not null).Select(item => PSObject.AsPSObject(item));
    }

    /// <summary>The property's text, or null.</summary>
    public static string? Text(this PSObject source, string property) =>
        source.Values(property).Select(value => value.ToString()?.Trim()).FirstOrDefault(text => !string.IsNullOrEmpty(text));

    /// <summary>Whether the object came from another session. In that case it is a copy, one level deep.</summary>
    public static bool IsCopy(this PSObject source) => source.TypeNames.Any(type => type.StartsWith("Deserialized.", StringComparison.OrdinalIgnoreCase));

    /// <summary>All names of an object: its string form, and the properties that contain a name.</summary>
    public static IEnumerable<string> Names(this PSObject source) =>
        new[] { source.Text("Fqdn"), source.Text("FriendlyName"), source.ToString()?.Trim() }.OfType<string>().Where(name => name.Length > 0);
}
