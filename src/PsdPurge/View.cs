namespace PsdPurge;

/// <summary>What the module's table and list views show in place of raw values. Here, because views cannot see types of another load context.</summary>
public static class View
{
    /// <summary>A size for people.</summary>
    public static string Size(long bytes) => ByteSize.Format(bytes);
}
