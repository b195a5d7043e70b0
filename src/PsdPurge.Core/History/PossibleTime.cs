namespace PsdPurge.History;

/// <summary>Tells whether entries can have been counted at a time. A clock that was never set gives other times.</summary>
internal static class PossibleTime
{
    /// <summary>The table does not exist before Lync Server 2013.</summary>
    private static readonly DateTime Earliest = new(2012, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Whether entries can have been counted then. Clocks may differ by a day.</summary>
    public static bool Is(DateTime time, DateTime now) => time >= Earliest && time <= now.AddDays(1);
}
