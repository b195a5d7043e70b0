namespace PsdPurge;

/// <summary>
/// How a PersistedServiceData row names its organizer and its conference. That is not published, so every profile is an assumption until the server's own
/// data gives evidence for it; see docs/schema.md.
/// </summary>
/// <param name="Name">Its name, for -SchemaProfile.</param>
/// <param name="Organizer">The link to rtc.dbo.Resource.</param>
/// <param name="Conference">The link to rtc.dbo.Conference.</param>
public sealed record SchemaProfile(string Name, SchemaLink Organizer, SchemaLink Conference)
{
    /// <summary>
    /// Document.OwnerId names the organizer, Document.ExternalConfId the conference. Assumed: in this product's tables OwnerId usually points to
    /// Resource.ResourceId.
    /// </summary>
    public static SchemaProfile OwnerColumn { get; } = new(
        "owner-column",
        new SchemaLink(LinkTable.Document, "OwnerId", LinkTarget.ResourceId),
        new SchemaLink(LinkTable.Document, "ExternalConfId", LinkTarget.ExternalConfId));

    /// <summary>The document's name contains both. Assumed: exported user data names its documents urn:lcd:user@host and urn:hcd:user@host.</summary>
    public static SchemaProfile DocumentUrn { get; } = FromDocumentName(UrnPattern.Parse("urn:conf:{UserAtHost}:{ExternalConfId}"));

    /// <summary>The profiles that come with the module.</summary>
    public static IReadOnlyList<SchemaProfile> BuiltIn { get; } = [OwnerColumn, DocumentUrn];

    /// <summary>Its name, with its links if the module has no profile of that name.</summary>
    public string Label => BuiltIn.Contains(this) ? Name : $"{Name} ({Organizer}; {Conference})";

    /// <summary>Whether it reads rows in the same way as another one, whatever their names.</summary>
    public bool HasLinksOf(SchemaProfile other) => Organizer == other.Organizer && Conference == other.Conference;

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static SchemaProfile FromDocumentName(UrnPattern pattern) => new(
        "document-urn",
        new SchemaLink(LinkTable.Document, "Name", LinkTarget.UserAtHost, pattern),
        new SchemaLink(LinkTable.Document, "Name", LinkTarget.ExternalConfId, pattern));
}
