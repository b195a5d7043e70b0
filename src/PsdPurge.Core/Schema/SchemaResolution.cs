namespace PsdPurge;

/// <summary>What a search for a schema profile came to.</summary>
/// <param name="Pool">FQDN of the pool, or null if Front-Ends were named directly.</param>
/// <param name="Profile">The profile that fits.</param>
/// <param name="Conferences">Different living conferences of the samples that it names with their organizer.</param>
/// <param name="Organizers">Different organizers of those.</param>
/// <param name="RunnerUp">The links that came next, or null if no others came into question.</param>
/// <param name="WhyRunnerUpLost">Why they were not taken.</param>
/// <param name="Evidence">What each Front-End's data says of the profile, as before a removal.</param>
public sealed record SchemaResolution(
    string? Pool,
    SchemaProfile Profile,
    int Conferences,
    int Organizers,
    string? RunnerUp,
    string? WhyRunnerUpLost,
    IReadOnlyList<SchemaEvidence> Evidence)
{
    /// <summary>The profile's name.</summary>
    public string Name => Profile.Name;

    /// <summary>How entries name their organizer.</summary>
    public string Organizer => Profile.Organizer.ToString();

    /// <summary>How entries name their conference.</summary>
    public string Conference => Profile.Conference.ToString();

    /// <summary>The file that the profile was written to, or null.</summary>
    public string? Path { get; init; }
}
