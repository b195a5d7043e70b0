using System.Collections;

namespace PsdPurge.Lab.Scenarios;

/// <summary>True profiles of strangers, in the notation of a profile's file.</summary>
internal static class StrangerLinks
{
    /// <summary>A profile.</summary>
    public static IDictionary Profile(string name, IDictionary organizer, IDictionary conference) =>
        new Hashtable { ["Name"] = name, ["Organizer"] = organizer, ["Conference"] = conference };

    /// <summary>A profile whose links are in one text. The pattern names the part that each link points to.</summary>
    public static IDictionary OneText(string name, string table, string column, string pattern, string? encoding = null, IDictionary? through = null) =>
        Profile(
        name,
        Link(table, column, "UserAtHost", pattern, encoding, through),
        Link(table, column, "ExternalConfId", pattern, encoding, through));

    /// <summary>A link.</summary>
    public static IDictionary Link(string table, string column, string pointsTo, string? pattern = null, string? encoding = null, IDictionary? through = null)
    {
        var link = new Hashtable { ["Table"] = table, ["Column"] = column, ["PointsTo"] = pointsTo };
        foreach (var (key, value) in new (string, object?)[] { ("Pattern", pattern), ("Encoding", encoding), ("Through", through) })
        {
            if (value is not null)
            {
                link[key] = value;
            }
        }

        return link;
    }

    /// <summary>The table that a link goes through.</summary>
    public static IDictionary Through(string table, string key, string value) => new Hashtable { ["Table"] = table, ["Key"] = key, ["Value"] = value };
}
