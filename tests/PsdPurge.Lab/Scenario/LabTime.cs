namespace PsdPurge.Lab.Scenarios;

/// <summary>Times in the lab's rows. They are a function of an id, so that the same seed makes the same rows.</summary>
internal static class LabTime
{
    private static readonly DateTime Start = new(2026, 1, 5, 6, 0, 0, DateTimeKind.Unspecified);

    /// <summary>Some working minute of the year.</summary>
    public static DateTime Of(int id) => Start.AddMinutes(id * 7L % 300_000);
}
