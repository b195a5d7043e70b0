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
    public virtual string EntriesQuery => "SELECT DocId, ServiceId, Version, Data, LastUpdateTime FROM dbo.PersistedServiceData";

    /// <summary>DATALENGTH of a PersistedServiceData row's columns without its data.</summary>
    public abstract int FixedBytes { get; }

    /// <summary>Conference.ConferenceKey.</summary>
    public virtual SqlColumn ConferenceKeyColumn => Column.Text("ConferenceKey", 64);

    /// <summary>A conference's value of <see cref="ConferenceKeyColumn"/>.</summary>
    public virtual object? ConferenceKey(ConferencePlan plan) => plan.ConferenceId;

    /// <summary>The rows of rtc.dbo.Document.</summary>
    public abstract TableRows Documents(FrontEndData frontEnd);

    /// <summary>The rows of rtc.dbo.PersistedServiceData.</summary>
    public virtual TableRows Entries(FrontEndData frontEnd, EntryPayload payload) => new(
        "dbo.PersistedServiceData",
        [Column.Int("DocId"), Column.Int("ServiceId"), Column.Int("Version"), Column.Bytes("Data"), Column.Time("LastUpdateTime")],
        EntryRows(frontEnd, payload));

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static IEnumerable<object?[]> EntryRows(FrontEndData frontEnd, EntryPayload payload)
    {
        foreach (var document in frontEnd.Documents)
        {
            for (var serviceId = 1; serviceId <= document.Entries; serviceId++)
            {
                yield return
                [
                    document.DocId,
                    serviceId,
                    1 + (document.DocId % 5),
                    payload.Data(document.DocId, serviceId),
                    LabTime.Of(document.DocId),
                ];
            }
        }
    }

    private protected static string ReadScript(string file)
    {
        var assembly = Assembly.GetExecutingAssembly();
        using var stream = assembly.GetManifestResourceStream("PsdPurge.Lab.Schema." + file)
            ?? throw new InvalidOperationException($"The lab has no schema script {file}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
