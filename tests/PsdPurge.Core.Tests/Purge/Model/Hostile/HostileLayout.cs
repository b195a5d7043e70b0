using System.Globalization;
using PsdPurge.Lab.Engine;
using PsdPurge.Lab.Scenarios;

namespace PsdPurge.Core.Tests.Purge.Model.Hostile;

/// <summary>A column that no profile uses, on every server of the model.</summary>
internal sealed record HostileColumn(string Table, string Name, SqlType Type)
{
    public static IReadOnlyList<HostileColumn> All { get; } =
    [
        new("Document", "Ref", new(SqlTypeKind.NVarChar, 450)),
        new("Document", "Bytes", new(SqlTypeKind.VarBinary, 900)),
        new("Document", "Number", new(SqlTypeKind.Int)),
        new("Document", "Guid", new(SqlTypeKind.UniqueIdentifier)),
        new("PersistedServiceData", "Note", new(SqlTypeKind.VarChar, 300)),
        new("PersistedServiceData", "Data", new(SqlTypeKind.VarBinary, SqlType.Max)),
        new("PersistedServiceData", "Count", new(SqlTypeKind.BigInt)),
    ];

    public bool IsOfEntry => Table == "PersistedServiceData";

    public bool IsNumber => Type.Kind is SqlTypeKind.Int or SqlTypeKind.BigInt;

    public bool IsGuid => Type.Kind == SqlTypeKind.UniqueIdentifier;

    public bool IsBytes => Type.Kind == SqlTypeKind.VarBinary;

    /// <summary>The column Data exists on every server.</summary>
    public ExtraColumn? Extra => Name == "Data" ? null : new(Table, new(Name, Type), (_, _) => null);
}

/// <summary>The form of Conference.ConferenceKey.</summary>
internal enum KeyForm
{
    Dashes,
    NoDashes,
    Braces,
    None,
}

/// <summary>How a server's rows name organizer and conference, and the profile that reads them.</summary>
/// <param name="Variant">The tables.</param>
/// <param name="Profile">A built-in profile, or null if the product has to find one.</param>
/// <param name="Organizer">The column that names the organizer.</param>
/// <param name="Conference">The column that names the conference.</param>
internal sealed record HostileLayout(SchemaVariant Variant, SchemaProfile? Profile, GeneratedLink Organizer, GeneratedLink Conference)
{
    private static readonly SqlType Int = new(SqlTypeKind.Int);
    private static readonly SqlType Text = new(SqlTypeKind.NVarChar, 450);
    private static readonly SqlType Bytes = new(SqlTypeKind.VarBinary, 900);
    private const string Urn = "urn:conf:{UserAtHost}:{ExternalConfId}";
    private const string Gruu = "sip:{UserAtHost};gruu;opaque=app:conf:focus:id:{ExternalConfId}";

    public static IReadOnlyList<HostileLayout> All { get; } =
    [
        new(
            SchemaVariant.OwnerColumn,
            SchemaProfile.OwnerColumn,
            new("Document", "OwnerId", "ResourceId", Int),
            new("Document", "ExternalConfId", "ExternalConfId", Text)),
        new(
            SchemaVariant.DocumentUrn,
            SchemaProfile.DocumentUrn,
            new("Document", "Name", "UserAtHost", Text, Urn),
            new("Document", "Name", "ExternalConfId", Text, Urn)),
        Found(
            new("Document", "Besitzer", "UserAtHost", Text),
            new("PersistedServiceData", "Treffen", "ExternalConfId", Bytes, "conf:{ExternalConfId}", "Utf16")),
        Found(new("Document", "Owner", "ResourceId", Int), new("Document", "Meeting", "ConfId", Int)),
        Found(new("PersistedServiceData", "Owner", "ResourceId", Int), new("Document", "Meeting", "ConferenceKey", new(SqlTypeKind.UniqueIdentifier))),
        Found(new("Document", "Uri", "UserAtHost", Text, Gruu), new("Document", "Uri", "ExternalConfId", Text, Gruu)),
        Found(new("Document", "Who", "UserAtHost", Bytes, null, "SingleByte"), new("Document", "What", "ConfId", Text, "conf;{ConfId};v2")),
        Found(new("Document", "Owner", "ResourceId", new(SqlTypeKind.BigInt)), new("Document", "What", "ConferenceKey", Text, "key={ConferenceKey}")),
    ];

    /// <summary>The layout of a pool. Slow layouts are used less often.</summary>
    public static HostileLayout Of(int pool)
    {
        const int Round = 24;
        HostileLayout[] quick = [.. All.Where(l => !l.IsSlow)];
        HostileLayout[] slow = [.. All.Where(l => l.IsSlow)];
        var turn = pool % Round;
        return turn < Round - slow.Length ? quick[turn % quick.Length] : slow[turn - (Round - slow.Length)];
    }

    /// <summary>Numbers and keys inside texts take much longer on the lab's engine.</summary>
    public bool IsSlow => Conference is { Pattern: not null, PointsTo: not "ExternalConfId" };

    /// <summary>Whether Conference.ConferenceKey is a text, so that it may have several forms.</summary>
    public bool KeyIsText => Profile is not null;

    /// <summary>Whether rows name conferences by an id that is local to a database.</summary>
    public bool NamesLocalIds => Conference.PointsTo != "ExternalConfId";

    /// <summary>The values of the columns that name organizer and conference.</summary>
    public IEnumerable<(GeneratedLink Link, object? Value)> Values(HostileRow row)
    {
        yield return (Organizer, Value(Organizer, row));
        if (Conference.Column != Organizer.Column)
        {
            yield return (Conference, Value(Conference, row));
        }
    }

    public override string ToString() =>
        Profile?.Name ?? $"{Organizer.Table}.{Organizer.Column} and {Conference.Table}.{Conference.Column} -> {Conference.PointsTo}";

    private static HostileLayout Found(GeneratedLink organizer, GeneratedLink conference) =>
        new(new GeneratedVariant(organizer, conference), null, organizer, conference);

    private static object? Value(GeneratedLink link, HostileRow row)
    {
        (Person owner, TrueConference conference) = (row.WrittenOwner, row.Written);
        if (link.Pattern is null)
        {
            return link.Store(link.PointsTo switch
            {
                "ResourceId" => owner.ResourceId(row.FrontEnd),
                "UserAtHost" => InCase(owner.Address, row),
                "ConfId" => conference.ConfIds[row.FrontEnd],
                "ConferenceKey" => conference.Key,
                _ => Braced(InCase(conference.PublicId, row), row),
            });
        }

        return link.Store(link.Pattern
            .Replace("{UserAtHost}", InCase(owner.Address, row), StringComparison.Ordinal)
            .Replace("{ExternalConfId}", Braced(InCase(conference.PublicId, row), row), StringComparison.Ordinal)
            .Replace("{ConferenceKey}", Braced(InCase(conference.Key.ToString(), row), row), StringComparison.Ordinal)
            .Replace("{ConfId}", conference.ConfIds[row.FrontEnd].ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
    }

    private static string Braced(string id, HostileRow row) => row.InBraces ? "{" + id + "}" : id;

    private static string InCase(string text, HostileRow row) => row.OtherCase ? OtherCase(text) : text;

    private static string OtherCase(string text) => string.Concat(text.Select((c, i) => i % 2 == 0 ? char.ToLowerInvariant(c) : char.ToUpperInvariant(c)));
}
