using System.Globalization;

namespace PsdPurge.Schema.Resolver;

/// <summary>A conference of a Front-End's Conference table, with all names as text.</summary>
internal sealed record LivingConference(string ConfId, string OrganizerId, string UserAtHost, string? ExternalConfId, string? ConferenceKey)
{
    /// <summary>The value of a link to <paramref name="target"/>.</summary>
    public string? Id(LinkTarget target) => target switch
    {
        LinkTarget.ResourceId => OrganizerId,
        LinkTarget.UserAtHost => UserAtHost,
        LinkTarget.ConfId => ConfId,
        LinkTarget.ExternalConfId => ExternalConfId,
        _ => ConferenceKey,
    };
}

/// <summary>Converts values to texts. Without regard to case, these are equal if the database takes the values for equal.</summary>
internal static class ValueText
{
    public static StringComparer Comparer => StringComparer.OrdinalIgnoreCase;

    /// <summary>A column's value.</summary>
    public static string? Of(object? value) => value switch
    {
        null or DBNull => null,
        string text => text.TrimEnd(' '),
        Guid guid => guid.ToString("D"),
        byte[] bytes => BitConverter.ToString(bytes),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    /// <summary>A text as a value of the kind that a link points to, or null if it is not such a value.</summary>
    public static string? As(ColumnKind kind, string? text) => kind switch
    {
        _ when text is null => null,
        ColumnKind.Integer => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number.ToString(CultureInfo.InvariantCulture)
            : null,
        ColumnKind.Guid => Guid.TryParseExact(text, "D", out Guid guid) || Guid.TryParseExact(text, "B", out guid) ? guid.ToString("D") : null,
        ColumnKind.Text => text!.TrimEnd(' '),
        _ => null,
    };
}
