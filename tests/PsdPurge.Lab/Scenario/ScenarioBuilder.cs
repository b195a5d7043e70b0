namespace PsdPurge.Lab.Scenarios;

/// <summary>
/// Describes a pool in a few words: <c>Scenario.Pool().FrontEnds(3).Endpoint("app@contoso.com").Orphans(20).LiveConferences(5).Build()</c>. Everything is on
/// every Front-End, unless a call names others. Whatever follows an organizer belongs to that organizer.
/// </summary>
public sealed partial class ScenarioBuilder
{
    private readonly string _poolFqdn;
    private readonly List<Organizer> _organizers = [];
    private readonly List<ConferencePlan> _plans = [];
    private readonly List<ExtraColumn> _extraColumns = [];
    private readonly List<StaleDocuments> _stale = [];
    private readonly HashSet<string> _addresses = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<(Organizer, string)> _conferences = [];
    private string _otherPoolFqdn = "pool02.contoso.com";
    private SchemaVariant _schema = SchemaVariant.OwnerColumn;
    private IndexLayout _indexes = IndexLayout.Default;
    private EntryPayload _payload = new(60, 400);
    private int _frontEnds = 3;
    private int _seed = 1;
    private bool _uneven;
    private long _nextConference;

    internal ScenarioBuilder(string poolFqdn) => _poolFqdn = poolFqdn;

    /// <summary>The number of Front-Ends in the pool. The default is 3.</summary>
    public ScenarioBuilder FrontEnds(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 64);
        if (_plans.Count > 0)
        {
            throw new InvalidOperationException("Say how many Front-Ends there are before saying what they hold.");
        }

        _frontEnds = count;
        return this;
    }

    /// <summary>The pool where moved endpoints live now.</summary>
    public ScenarioBuilder OtherPool(string fqdn) => With(() => _otherPoolFqdn = fqdn);

    /// <summary>Ids, order and sizes follow from this number.</summary>
    public ScenarioBuilder Seed(int seed) => With(() => _seed = seed);

    /// <summary>How documents name organizers and conferences. The default is owner-column.</summary>
    public ScenarioBuilder Schema(SchemaVariant variant) => With(() => _schema = variant);

    /// <summary>The indexes that the tables have in addition to their keys. The default is <see cref="IndexLayout.Default"/>.</summary>
    public ScenarioBuilder Indexes(IndexLayout layout) => With(() => _indexes = layout);

    /// <summary>The length of the entries' data.</summary>
    public ScenarioBuilder Payload(int minBytes, int maxBytes) => With(() => _payload = new(minBytes, maxBytes));

    /// <summary>Some documents have not reached every Front-End, or are gone from some, so that the counts differ.</summary>
    public ScenarioBuilder UnevenReplicas() => With(() => _uneven = true);

    /// <summary>A column in addition to those of the schema variant.</summary>
    public ScenarioBuilder Column(ExtraColumn column) => With(() => _extraColumns.Add(column));

    /// <summary>A column that copies what a row names. The copy is right even if the row's own links are stale.</summary>
    public ScenarioBuilder Column(CopyColumn copy) => Column(copy.ToColumn());

    /// <summary>
    /// Some of the living conferences, of all organizers, have former names in their documents. The truth does not change. Their entries must be left alone.
    /// </summary>
    /// <param name="percent">The percentage of living conferences. There is at least one.</param>
    /// <param name="parts">What is stale.</param>
    /// <param name="documents">How many documents of each such conference are stale. The default is all.</param>
    public ScenarioBuilder Stale(int percent, StaleParts parts = StaleParts.ConferenceId, int documents = int.MaxValue) =>
        With(() => _stale.Add(new(percent, parts, documents)));

    /// <summary>A trusted application endpoint homed on this pool.</summary>
    /// <param name="address"><c>user@host</c> in the spelling of the databases.</param>
    /// <param name="directory">The spelling of Active Directory, if that differs in case.</param>
    public ScenarioBuilder Endpoint(string address, string? directory = null) => Organized(address, directory, isEndpoint: true, _poolFqdn);

    /// <summary>A trusted application endpoint that was moved to the other pool.</summary>
    public ScenarioBuilder MovedEndpoint(string address, string? directory = null) => Organized(address, directory, isEndpoint: true, _otherPoolFqdn);

    /// <summary>An ordinary user. Nothing of theirs may ever be touched.</summary>
    public ScenarioBuilder User(string address) => Organized(address, null, isEndpoint: false, _poolFqdn);

    /// <summary>Builds the scenario.</summary>
    public Scenario Build()
    {
        var plans = _uneven ? UnevenPlans() : [.. _plans];
        var next = _nextConference;
        foreach (var stale in _stale)
        {
            stale.Apply(plans, _organizers, () => ConferenceId.Of(next++));
        }

        // A key or a number of one organizer belongs to no other.
        var livingIds =
            plans.Where(plan => !plan.ConferenceOn.IsEmpty && !_schema.NamesLocalIds).Select(plan => plan.ConferenceId!).ToHashSet(StringComparer.Ordinal);
        var frontEnds = new FrontEndData[_frontEnds];
        Parallel.For(0, _frontEnds, index =>
            frontEnds[index] = FrontEndLayout.Lay(index, FormattableString.Invariant($"fe{index + 1:00}.contoso.com"), _organizers, plans, livingIds, _seed));
        return new(_poolFqdn, _otherPoolFqdn, _schema, _indexes, _payload, [.. _organizers], frontEnds, [.. _extraColumns]);
    }

    private ScenarioBuilder With(Action change)
    {
        change();
        return this;
    }

    private ScenarioBuilder Organized(string address, string? directory, bool isEndpoint, string homePool)
    {
        if (!_addresses.Add(address))
        {
            throw new ArgumentException($"{address} is in this scenario already.", nameof(address));
        }

        _organizers.Add(new()
        {
            Index = _organizers.Count,
            Address = address,
            DirectoryAddress = directory ?? address,
            IsEndpoint = isEndpoint,
            HomePool = homePool,
        });
        return this;
    }

    /// <summary>
    /// Takes the plans without special properties off some Front-Ends. The first Front-End keeps nearly all, and each further one lacks a little more. An id
    /// that two organizers share stays everywhere. If only one of them had documents with it, those would contradict the profile.
    /// </summary>
    private List<ConferencePlan> UnevenPlans()
    {
        var random = new Random(_seed);
        var plans = new List<ConferencePlan>(_plans.Count);
        var shared = _plans.GroupBy(plan => plan.ConferenceId).Where(same => same.Key is not null && same.Skip(1).Any()).Select(same => same.Key).ToHashSet();
        foreach (var plan in _plans)
        {
            var stays = FrontEndSet.None;
            for (var index = 0; index < _frontEnds; index++)
            {
                var lacks = Math.Min(2 + (7 * index), 40);
                stays = random.Next(100) >= lacks ? new(stays.Mask | (1UL << index)) : stays;
            }

            var special = shared.Contains(plan.ConferenceId)
                || plan.DocumentOn != FrontEndSet.All
                || stays.IsEmpty
                || plan.FateOn(0) == EntryFate.ConferenceOnOtherFrontEnd;
            plans.Add(special ? plan : plan with { DocumentOn = stays });
        }

        return plans;
    }
}
