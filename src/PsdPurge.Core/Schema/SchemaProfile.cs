namespace PsdPurge;

/// <summary>The table whose column holds a link.</summary>
public enum LinkTable
{
    /// <summary>rtc.dbo.Document</summary>
    Document,

    /// <summary>rtc.dbo.PersistedServiceData</summary>
    PersistedServiceData,
}

/// <summary>The column that a link points to.</summary>
public enum LinkTarget
{
    /// <summary>rtc.dbo.Resource.ResourceId</summary>
    ResourceId,

    /// <summary>rtc.dbo.Resource.UserAtHost</summary>
    UserAtHost,

    /// <summary>rtc.dbo.Conference.ConfId</summary>
    ConfId,

    /// <summary>rtc.dbo.Conference.ExternalConfId</summary>
    ExternalConfId,

    /// <summary>rtc.dbo.Conference.ConferenceKey</summary>
    ConferenceKey,
}

/// <summary>How a row names something of another table: the part of <paramref name="Pattern"/> (or the whole value) in a column equals the target column.</summary>
/// <param name="Table">The table that holds the column.</param>
/// <param name="Column">The column's name.</param>
/// <param name="Target">The column that the value points to.</param>
/// <param name="Pattern">Null where the column's whole value is the link.</param>
public sealed record SchemaLink(LinkTable Table, string Column, LinkTarget Target, UrnPattern? Pattern = null);

/// <summary>
/// How a PersistedServiceData row names its organizer and its conference. That is not published, so every profile is an assumption until the server's own
/// data gives evidence for it; see docs/schema.md.
/// </summary>
/// <param name="Name">Its name, as -SchemaProfile takes it.</param>
/// <param name="Organizer">The link to rtc.dbo.Resource.</param>
/// <param name="Conference">The link to rtc.dbo.Conference.</param>
public sealed record SchemaProfile(string Name, SchemaLink Organizer, SchemaLink Conference)
{
    /// <summary>Document.OwnerId names the organizer, Document.ExternalConfId the conference. Assumed: in this product's tables OwnerId usually points to Resource.ResourceId.</summary>
    public static SchemaProfile OwnerColumn { get; } = new(
        "owner-column",
        new SchemaLink(LinkTable.Document, "OwnerId", LinkTarget.ResourceId),
        new SchemaLink(LinkTable.Document, "ExternalConfId", LinkTarget.ExternalConfId));

    /// <summary>The profiles that come with the module, by name.</summary>
    public static IReadOnlyList<SchemaProfile> BuiltIn { get; } = [OwnerColumn];

    /// <inheritdoc/>
    public override string ToString() => Name;
}
