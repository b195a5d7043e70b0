namespace PsdPurge.Lab.Scenarios;

/// <summary>The organizers whose orphans a purge has to delete.</summary>
public sealed class PurgeScope
{
    private readonly string _name;
    private readonly Func<Organizer, string, bool> _covers;

    private PurgeScope(string name, Func<Organizer, string, bool> covers)
    {
        _name = name;
        _covers = covers;
    }

    /// <summary>Endpoints homed on the pool. This is the default of the KB's script.</summary>
    public static PurgeScope PoolEndpoints { get; } = new("endpoints of the pool", (organizer, pool) => SameName(organizer.HomePool, pool));

    /// <summary>Endpoints homed on any pool.</summary>
    public static PurgeScope AllPoolEndpoints { get; } = new("endpoints of all pools", (_, _) => true);

    /// <summary>These endpoints, wherever they are homed.</summary>
    public static PurgeScope Endpoints(params string[] addresses)
    {
        var set = addresses.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new(string.Join(", ", addresses), (organizer, _) => set.Contains(organizer.Address));
    }

    /// <summary>Whether a purge of <paramref name="pool"/> covers this organizer. It never covers ordinary users.</summary>
    public bool Covers(Organizer organizer, string pool) => organizer.IsEndpoint && _covers(organizer, pool);

    /// <inheritdoc/>
    public override string ToString() => _name;

    private static bool SameName(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
