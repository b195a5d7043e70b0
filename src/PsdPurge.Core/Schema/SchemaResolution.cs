namespace PsdPurge;

/// <summary>The result of a search for a schema profile.</summary>
/// <param name="Pool">FQDN of the pool, or null if Front-Ends were named directly.</param>
/// <param name="Profile">The profile that fits.</param>
/// <param name="Conferences">Different living conferences of the samples that it names with their organizer.</param>
/// <param name="Organizers">Different organizers of those.</param>
/// <param name="RunnerUp">The links in second place, or null if no others were possible.</param>
/// <param name="WhyRunnerUpLost">Why they were not chosen.</param>
/// <param name="Evidence">Each Front-End's evidence for the profile, as before a removal.</param>
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

    /// <summary>The file with the profile, or null.</summary>
    public string? Path { get; init; }
}
