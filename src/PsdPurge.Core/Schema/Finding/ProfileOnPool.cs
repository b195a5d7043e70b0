namespace PsdPurge.Schema.Finding;

/// <summary>One Front-End's answer for a profile.</summary>
/// <param name="Evidence">The evidence.</param>
/// <param name="Named">ConfIds of the living conferences that documents name with their organizer.</param>
internal sealed record ProfileOnFrontEnd(SchemaEvidence Evidence, HashSet<string> Named);

/// <summary>The answers for a profile from the Front-Ends of a pool that have entries.</summary>
internal sealed class ProfileOnPool
{
    private readonly IReadOnlyDictionary<FrontEnd, ProfileOnFrontEnd> _answers;

    /// <param name="profile">The profile.</param>
    /// <param name="answers">The answer of each Front-End. One is missing if it cannot be read with this profile.</param>
    /// <param name="shortfall">Why it is not proven, or null if every Front-End proves it.</param>
    public ProfileOnPool(SchemaProfile profile, IReadOnlyDictionary<FrontEnd, ProfileOnFrontEnd> answers, string? shortfall)
    {
        Profile = profile;
        _answers = answers;
        Shortfall = shortfall;
    }

    public SchemaProfile Profile { get; }

    /// <summary>Why it is not proven, or null if every Front-End proves it.</summary>
    public string? Shortfall { get; }

    public bool IsProven => Shortfall is null;

    /// <summary>Whether documents name all living conferences, so that no other profile can name more.</summary>
    public bool NamesAll => _answers.Values.All(a => a.Evidence.NamedConferences == a.Evidence.LivingConferences);

    private long Living => _answers.Values.Sum(a => a.Evidence.LivingConferences);

    private long Named => _answers.Values.Sum(a => a.Evidence.NamedConferences);

    /// <summary>Whether it names every living conference that the other names, on each Front-End.</summary>
    public bool NamesAllOf(ProfileOnPool other) =>
        other._answers.All(a => _answers.TryGetValue(a.Key, out ProfileOnFrontEnd? mine) && mine.Named.IsSupersetOf(a.Value.Named));

    /// <summary>The profile, and how many conferences it names: <c>owner-column (names 120 of 120 (100%) living conferences)</c>.</summary>
    public override string ToString() => $"{Profile.Label} (names {NamedConferences.Share(Named, Living)} living conferences)";
}
