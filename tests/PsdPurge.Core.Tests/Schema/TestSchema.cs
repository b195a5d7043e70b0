namespace PsdPurge.Core.Tests.Schema;

/// <summary>Columns as a server might describe them.</summary>
internal static class TestSchema
{
    public static FrontEnd FrontEnd { get; } = new("fe01.contoso.com", Pool: "pool01.contoso.com");

    /// <summary>A schema with the columns of <paramref name="profile"/>.</summary>
    public static ServerSchema For(SchemaProfile profile, string docIdType = "int", string linkType = "nvarchar")
    {
        List<ServerColumn> columns =
        [
            Column("Document", "DocId", docIdType),
            Column("PersistedServiceData", "DocId", docIdType),
            Column("PersistedServiceData", "ServiceId", "int"),
            Column("PersistedServiceData", "Data", "varbinary", -1),
            Column("Resource", "ResourceId", "int"),
            Column("Resource", "UserAtHost", "nvarchar", 900, "Latin1_General_CI_AS"),
            Column("Conference", "ConfId", "int"),
            Column("Conference", "OrganizerId", "int"),
            Column("Conference", "ExternalConfId", "nvarchar", 128, "Latin1_General_CI_AS"),
            Column("Conference", "ConferenceKey", "uniqueidentifier"),
            Column("Names", "Id", "int"),
            Column("Names", "It's a ] name", linkType, 400, linkType.Contains("char", StringComparison.Ordinal) ? "Latin1_General_CI_AS" : null),
        ];
        IEnumerable<SchemaLink> links = profile.Organizer.Column == profile.Conference.Column ? [profile.Organizer] : [profile.Organizer, profile.Conference];
        foreach (SchemaLink link in links.Where(l => columns.TrueForAll(c => c.Name != l.Column || c.Table != l.Table.ToString())))
        {
            var type = link.Through is not null || link.Pattern is null && link.Target is LinkTarget.ResourceId or LinkTarget.ConfId ? "int"
                : link.Target == LinkTarget.ConferenceKey ? "uniqueidentifier"
                : linkType;
            columns.Add(Column(
                link.Table.ToString(),
                link.Column,
                type,
                type == "int" ? 4 : 400,
                type.Contains("char", StringComparison.Ordinal) ? "Latin1_General_CI_AS" : null));
        }

        return new ServerSchema(FrontEnd, columns, ["DocId", "ServiceId"], [("Names", "Id")]);
    }

    public static ServerColumn Column(string table, string name, string type, int length = 4, string? collation = null) =>
        new(table, name, type, length, 0, 0, collation, IsIdentity: false, IsComputed: false);
}
