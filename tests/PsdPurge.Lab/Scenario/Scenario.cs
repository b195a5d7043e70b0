namespace PsdPurge.Lab.Scenarios;

/// <summary>
/// A pool's databases before anything is purged, and what is true about them. Made by <see cref="ScenarioBuilder"/>; the same seed makes the same scenario.
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

    /// <summary>The pool whose Front-Ends these are.</summary>
    public string PoolFqdn { get; }

    /// <summary>The pool to which some endpoints were moved.</summary>
    public string OtherPoolFqdn { get; }

    /// <summary>How documents name organizers and conferences.</summary>
    public SchemaVariant Schema { get; }

    /// <summary>Which indexes the tables have beside their keys.</summary>
    public IndexLayout Indexes { get; }

    /// <summary>What the entries hold.</summary>
    public EntryPayload Payload { get; }

    /// <summary>Everyone whom the Resource tables know.</summary>
    public IReadOnlyList<Organizer> Organizers { get; }

    /// <summary>The trusted application endpoints among them, of both pools.</summary>
    public IEnumerable<Organizer> Endpoints => Organizers.Where(organizer => organizer.IsEndpoint);

    /// <summary>Each Front-End's data.</summary>
    public IReadOnlyList<FrontEndData> FrontEnds { get; }

    /// <summary>Columns beside those of the schema variant.</summary>
    public IReadOnlyList<ExtraColumn> ExtraColumns { get; }

    /// <summary>Which entries are orphans, and why the others are not.</summary>
    public GroundTruth Truth { get; }

    /// <summary>Those of <see cref="ExtraColumns"/> that a table has.</summary>
    internal IReadOnlyList<ExtraColumn> ExtrasOn(string table) => ExtraColumns.Count == 0 ? [] : [.. ExtraColumns.Where(extra => extra.Table == table)];

    /// <summary>Begins a scenario.</summary>
    public static ScenarioBuilder Pool(string poolFqdn = "pool01.contoso.com") => new(poolFqdn);
}
