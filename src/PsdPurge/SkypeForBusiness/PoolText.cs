namespace PsdPurge.SkypeForBusiness;

/// <summary>A pool's name as people type it, or as it is in the objects of Get-CsService.</summary>
internal static class PoolText
{
    /// <summary>The name without blanks, without a dot at the end, and without the service before it (<c>UserServer:pool01.contoso.com</c>).</summary>
    public static string Clean(string text)
    {
        var name = text.Trim();
        var colon = name.IndexOf(':');
        var isService = colon > 0 && name.Substring(0, colon).All(char.IsLetterOrDigit) && name.IndexOf(':', colon + 1) < 0;
        return ServerName.Parse(isService ? name.Substring(colon + 1) : name).ToString();
    }
}
