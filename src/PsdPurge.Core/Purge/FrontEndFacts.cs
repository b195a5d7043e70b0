namespace PsdPurge.Purge;

/// <summary>What one Front-End knows that decides what may be deleted on the others.</summary>
/// <param name="Server">Which server it is, if that was asked.</param>
/// <param name="Live">The endpoints' conferences that have a row there; not asked for if there is no other Front-End.</param>
/// <param name="Ids">The ids of everybody's conferences; not asked for if there is no other Front-End.</param>
/// <param name="Named">Those that at least one document there names.</param>
/// <param name="Unnamed">Those that no document there names, though documents name their organizer.</param>
/// <param name="LiveCount">How many have a row there, but for those whose organizer no document names.</param>
/// <param name="UnattributedActive">Its active conferences without a row in Conference, so it is unknown whose they are.</param>
/// <param name="Members">The Front-Ends that it takes for its pool's; none if it was not asked or does not say.</param>
internal sealed record FrontEndFacts(
    ServerIdentity Server,
    IReadOnlyCollection<LiveConference> Live,
    LivingIds Ids,
    IReadOnlyCollection<LiveConference> Named,
    IReadOnlyCollection<LiveConference> Unnamed,
    long LiveCount,
    long UnattributedActive,
    IReadOnlyList<string> Members)
{
    /// <summary>Whether another answer would leave the same entries alone.</summary>
    public bool ProtectsTheSame(FrontEndFacts other) =>
        UnattributedActive > 0 == other.UnattributedActive > 0
            && new HashSet<LiveConference>(Live).SetEquals(other.Live)
            && Ids.AreThoseOf(other.Ids);
}

/// <summary>The ids under which conferences of any owner live on a Front-End.</summary>
internal sealed class LivingIds
{
    /// <summary>Public ids.</summary>
    public HashSet<string> Public { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Keys.</summary>
    public HashSet<string> Keys { get; } = new(StringComparer.OrdinalIgnoreCase);

    public bool AreThoseOf(LivingIds other) => Public.SetEquals(other.Public) && Keys.SetEquals(other.Keys);

    public void Add(SqlDataReader row)
    {
        if (!row.IsDBNull(0))
        {
            Public.Add(row.GetString(0));
        }

        if (!row.IsDBNull(1))
        {
            Keys.Add(row.GetString(1));
        }
    }
}

/// <summary>Which server answers, by its own account. An administrator may know it by several names.</summary>
/// <param name="Name">The instance: <c>MACHINE\INSTANCE</c>; empty if it does not say.</param>
/// <param name="Machine">The computer's NetBIOS name.</param>
internal readonly record struct ServerIdentity(string Name, string Machine);
