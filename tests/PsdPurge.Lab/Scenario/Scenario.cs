namespace PsdPurge.Lab.Scenarios;

/// <summary>
/// A pool's databases before anything is purged, and the truth about them. <see cref="ScenarioBuilder"/> makes it. The same seed makes the same scenario.
/// </summary>
public sealed class Scenario
{
    internal Scenario(
        string poolFqdn,
        string otherPoolFqdn,
        SchemaVariant schema,
        IndexLayout indexes,
        EntryPayload payload,
        IReadOnlyList<Organizer> organizers,
        IReadOnlyList<FrontEndData> frontEnds,
        IReadOnlyList<ExtraColumn> extraColumns)
    {
        PoolFqdn = poolFqdn;
        OtherPoolFqdn = otherPoolFqdn;
        Schema = schema;
        Indexes = indexes;
        Payload = payload;
        Organizers = organizers;
        FrontEnds = frontEnds;
        ExtraColumns = extraColumns;
        Truth = new GroundTruth(this);
    }

    /// <summary>The pool to which these Front-Ends belong.</summary>
    public string PoolFqdn { get; }

    /// <summary>The pool to which some endpoints were moved.</summary>
    public string OtherPoolFqdn { get; }

    /// <summary>How documents name organizers and conferences.</summary>
    public SchemaVariant Schema { get; }

    /// <summary>The indexes that the tables have in addition to their keys.</summary>
    public IndexLayout Indexes { get; }

    /// <summary>The data of the entries.</summary>
    public EntryPayload Payload { get; }

    /// <summary>All organizers in the Resource tables.</summary>
    public IReadOnlyList<Organizer> Organizers { get; }

    /// <summary>The trusted application endpoints among them, of both pools.</summary>
    public IEnumerable<Organizer> Endpoints => Organizers.Where(organizer => organizer.IsEndpoint);

    /// <summary>Each Front-End's data.</summary>
    public IReadOnlyList<FrontEndData> FrontEnds { get; }

    /// <summary>Columns in addition to those of the schema variant.</summary>
    public IReadOnlyList<ExtraColumn> ExtraColumns { get; }

    /// <summary>Which entries are orphans, and why the others are not.</summary>
    public GroundTruth Truth { get; }

    /// <summary>The columns among <see cref="ExtraColumns"/> that belong to a table.</summary>
    internal IReadOnlyList<ExtraColumn> ExtrasOn(string table) => ExtraColumns.Count == 0 ? [] : [.. ExtraColumns.Where(extra => extra.Table == table)];

    /// <summary>Begins a scenario.</summary>
    public static ScenarioBuilder Pool(string poolFqdn = "pool01.contoso.com") => new(poolFqdn);
}
