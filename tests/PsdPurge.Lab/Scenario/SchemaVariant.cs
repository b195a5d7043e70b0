using System.Collections;
using System.Globalization;
using System.Reflection;
using PsdPurge.Lab.Engine;

namespace PsdPurge.Lab.Scenarios;

/// <summary>How this pool's documents name organizers and conferences. Microsoft has not published this, so the lab has several variants.</summary>
public abstract class SchemaVariant
{
    /// <summary>Columns Document.OwnerId and Document.ExternalConfId.</summary>
    public static SchemaVariant OwnerColumn { get; } = new OwnerColumnVariant();

    /// <summary>Document.Name = <c>urn:conf:{UserAtHost}:{ExternalConfId}</c>.</summary>
    public static SchemaVariant DocumentUrn { get; } = new DocumentUrnVariant();

    /// <summary>The variants that stand for the module's built-in profiles.</summary>
    public static IReadOnlyList<SchemaVariant> BuiltIn { get; } = [OwnerColumn, DocumentUrn];

    /// <summary>Variants for which the module has no profile. Some name organizer and conference, some do not.</summary>
    public static IReadOnlyList<SchemaVariant> Strangers => [.. KnownStrangers.All, .. UnsolvableStrangers.All];

    /// <summary>Every variant that has a name.</summary>
    public static IReadOnlyList<SchemaVariant> All => [.. BuiltIn, .. Strangers];

    /// <summary>Its name. A built-in variant has the name of the module's profile.</summary>
    public abstract string Name { get; }

    /// <summary>A description in a few words.</summary>
    public virtual string Summary => "";

    /// <summary>
    /// How rows name their organizer and their conference, in the notation of a profile's file. Null if no profile can describe it. Whatever a purge deleted
    /// there would be deleted by luck. The lab still knows which entries are orphans.
    /// </summary>
    public abstract IDictionary? Profile { get; }

    /// <summary>Whether the rows name organizer and conference.</summary>
    public bool IsSolvable => Profile is not null;

    /// <summary>
    /// Whether rows name conferences by an id that is valid only in their own database. If so, a conference that lives on another Front-End protects all
    /// entries of its organizer, because nobody knows which of them belong to it.
    /// </summary>
    public bool NamesLocalIds => Profile?["Conference"] is IDictionary conference && conference["PointsTo"] is not "ExternalConfId";

    /// <summary>T-SQL that makes the tables of database rtc.</summary>
    public virtual string RtcScript => ReadScript("rtc.sql") + "\nGO\n" + ReadScript($"rtc.{Name}.sql");

    /// <summary>T-SQL that makes foreign keys in database rtc, once all rows exist. Empty if there are none.</summary>
    public virtual string KeysScript => "";

    /// <summary>T-SQL that makes the tables of database rtcdyn.</summary>
    public virtual string RtcDynScript => ReadScript("rtcdyn.sql");

    /// <summary>Reads all of PersistedServiceData, key columns DocId and ServiceId first.</summary>
    public virtual string EntriesQuery => "SELECT * FROM dbo.PersistedServiceData";

    /// <summary>DATALENGTH of the columns that each PersistedServiceData row has, without its data: DocId, ServiceId, Version, LastUpdateTime.</summary>
    public virtual int FixedBytes => 4 + 4 + 4 + 8;

    /// <summary>Conference.ConferenceKey.</summary>
    public virtual SqlColumn ConferenceKeyColumn => Column.Text("ConferenceKey", 64);

    /// <summary>The columns of rtc.dbo.Document.</summary>
    public abstract IReadOnlyList<SqlColumn> DocumentColumns { get; }

    /// <summary>The columns of rtc.dbo.PersistedServiceData except DocId, ServiceId, Version, Data and LastUpdateTime.</summary>
    public virtual IReadOnlyList<SqlColumn> EntryColumns => [];

    /// <summary>A conference's value of <see cref="ConferenceKeyColumn"/>.</summary>
    public virtual object? ConferenceKey(ConferencePlan plan) => ConferenceNames.KeyOf(plan.Organizer, plan.ConferenceId!).ToString();

    /// <summary>The name of a conference if only its documents are known.</summary>
    public string NameOf(ConferenceNames names) => ((Profile?["Conference"] as IDictionary)?["PointsTo"] as string) switch
    {
        "ConfId" => names.ConfId.ToString(CultureInfo.InvariantCulture),
        "ConferenceKey" => $"{names.Key}",
        _ => names.ConferenceId!,
    };

    /// <summary>A conference's public id in the spelling of table Conference.</summary>
    public virtual string ExternalConfId(ConferencePlan plan) => plan.ConferenceId!;

    /// <summary>The rows of tables that only this variant has. They come before the documents.</summary>
    public virtual IEnumerable<TableRows> FurtherRows(FrontEndData frontEnd) => [];

    /// <summary>The rows of any table in the form of this variant's table. Null if the variant has no such table.</summary>
    /// <param name="database">rtc or rtcdyn.</param>
    /// <param name="rows">The rows.</param>
    public virtual TableRows? Fit(string database, TableRows rows) => rows;

    /// <summary>The variant that a bundle of Test-PsdPool describes.</summary>
    /// <param name="bundle">The zip file.</param>
    /// <exception cref="InvalidDataException">The file is not a bundle, or it contains too little.</exception>
    public static SchemaVariant Like(string bundle) => new LikeVariant(LikeBundle.Read(bundle));

    /// <summary>A row of rtc.dbo.Document, values in the order of <see cref="DocumentColumns"/>.</summary>
    public abstract object?[] DocumentRow(FrontEndData frontEnd, in LabDocument document);

    /// <summary>The values of <see cref="EntryColumns"/> in a document's rows in PersistedServiceData.</summary>
    public virtual object?[] EntryValues(FrontEndData frontEnd, in LabDocument document) => [];

    /// <inheritdoc/>
    public override string ToString() => Name;

    private protected static string ReadScript(string file)
    {
        var assembly = Assembly.GetExecutingAssembly();
        using var stream = assembly.GetManifestResourceStream("PsdPurge.Lab.Schema." + file)
            ?? throw new InvalidOperationException($"The lab has no schema script {file}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
