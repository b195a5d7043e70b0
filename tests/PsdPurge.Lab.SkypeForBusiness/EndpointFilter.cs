using System.Text.RegularExpressions;

namespace PsdPurge.Lab.SkypeForBusiness;

/// <summary>A filter with one comparison.</summary>
internal sealed class EndpointFilter
{
    private static readonly Regex Comparison = new(
        @"^\s*\{?\s*(?<property>\w+)\s+-(?<operator>eq|ne|like)\s+(?:""(?<value>[^""]*)""|'(?<value>(?:[^']|'')*)'|(?<value>\S+))\s*\}?\s*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private readonly string _property;
    private readonly string _operator;
    private readonly string _value;

    private EndpointFilter(string property, string @operator, string value)
    {
        _property = property;
        _operator = @operator;
        _value = value;
    }

    /// <summary>Reads a filter. Null if the text is something else.</summary>
    public static EndpointFilter? Parse(string text)
    {
        var match = Comparison.Match(text);
        return match.Success
            ? new(match.Groups["property"].Value, match.Groups["operator"].Value.ToUpperInvariant(), match.Groups["value"].Value.Replace("''", "'"))
            : null;
    }

    /// <summary>Whether an endpoint matches the filter.</summary>
    public bool Fits(CsTrustedApplicationEndpoint endpoint)
    {
        var actual = PSObject.AsPSObject(endpoint).Properties[_property]?.Value?.ToString() ?? "";
        var equal = string.Equals(actual, _value, StringComparison.OrdinalIgnoreCase);
        return _operator switch
        {
            "EQ" => equal,
            "NE" => !equal,
            _ => new WildcardPattern(_value, WildcardOptions.IgnoreCase).IsMatch(actual),
        };
    }
}
