using System.Reflection;
using PsdPurge.Lab.Engine;

namespace PsdPurge.Lab.Scenarios;

/// <summary>How this pool's documents name organizers and conferences: which is not published, so the lab has several answers.</summary>
public abstract class SchemaVariant
{
    /// <summary>Columns Document.OwnerId and Document.ExternalConfId.</summary>
    public static SchemaVariant OwnerColumn { get; } = new OwnerColumnVariant();

    /// <summary>Document.Name = <c>urn:conf:{UserAtHost}:{ExternalConfId}</c>.</summary>
    public static SchemaVariant DocumentUrn { get; } = new DocumentUrnVariant();

    /// <summary>The variants that stand for the module's built-in profiles.</summary>
    public static IReadOnlyList<SchemaVariant> BuiltIn { get; } = [OwnerColumn, DocumentUrn];

    /// <summary>The profile that fits.</summary>
    public abstract string Name { get; }

    /// <summary>T-SQL that makes the tables of database rtc.</summary>
    public virtual string RtcScript => ReadScript("rtc.sql") + "\nGO\n" + ReadScript($"rtc.{Name}.sql");

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

    /// <summary>The columns of rtc.dbo.PersistedServiceData beside DocId, ServiceId, Version, Data and LastUpdateTime.</summary>
    public virtual IReadOnlyList<SqlColumn> EntryColumns => [];

    /// <summary>A conference's value of <see cref="ConferenceKeyColumn"/>.</summary>
    public virtual object? ConferenceKey(ConferencePlan plan) => ConferenceNames.KeyOf(plan.Organizer, plan.ConferenceId!).ToString();

    /// <summary>A row of rtc.dbo.Document, values in the order of <see cref="DocumentColumns"/>.</summary>
    public abstract object?[] DocumentRow(FrontEndData frontEnd, in LabDocument document);

    /// <summary>What a document's rows in PersistedServiceData hold in <see cref="EntryColumns"/>.</summary>
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
