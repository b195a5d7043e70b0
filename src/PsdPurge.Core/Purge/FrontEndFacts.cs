namespace PsdPurge.Purge;

/// <summary>Facts of one Front-End that decide what may be deleted on the others.</summary>
/// <param name="Server">The server's identity, if it was read.</param>
/// <param name="Live">The endpoints' conferences that have a row there. Not read if there is no other Front-End.</param>
/// <param name="Ids">The ids of all conferences. Not read if there is no other Front-End.</param>
/// <param name="Named">Those that at least one document there names.</param>
/// <param name="Unnamed">Those that no document there names, though documents name their organizer.</param>
/// <param name="LiveCount">The number of conferences with a row there, without those whose organizer no document names.</param>
/// <param name="UnattributedActive">The number of its active conferences without a row in Conference. Their organizers are unknown.</param>
/// <param name="Members">The Front-Ends that it lists as members of its pool. None if that was not read or is not known.</param>
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
    /// <summary>Whether another answer protects the same entries.</summary>
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

/// <summary>The server's own name for itself. An administrator may know it by several names.</summary>
/// <param name="Name">The instance: <c>MACHINE\INSTANCE</c>. Empty if it is not known.</param>
/// <param name="Machine">The computer's NetBIOS name.</param>
internal readonly record struct ServerIdentity(string Name, string Machine);
