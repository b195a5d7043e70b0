namespace PsdPurge.History;

/// <summary>Tells a time at which something can have been counted from one of a clock that was not set.</summary>
internal static class PossibleTime
{
    /// <summary>Before Lync Server 2013 there was no such table.</summary>
    private static readonly DateTime Earliest = new(2012, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Whether something can have been counted then; a day is left for clocks that differ.</summary>
    public static bool Is(DateTime time, DateTime now) => time >= Earliest && time <= now.AddDays(1);
}
