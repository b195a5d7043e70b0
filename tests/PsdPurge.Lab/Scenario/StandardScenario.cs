namespace PsdPurge.Lab.Scenarios;

/// <summary>The pool of the runbook, of <c>serve</c> and of <c>deploy</c>. It has all situations of a real pool at once, at any size.</summary>
public static class StandardScenario
{
    /// <summary>The smallest number of entries that has every situation.</summary>
    public const int MinEntries = 200;

    private const int ManyEntries = 100_000;

    /// <summary>Addresses that are data and must never become syntax: an apostrophe, LIKE's wildcards, upper case, letters beyond ASCII.</summary>
    private static readonly (string Address, string Directory)[] PoolEndpoints =
    [
        ("rtcapplication-6f1c2a34-5b7d-4e21-9c55-0a1d2e3f4b5c@contoso.com", "RtcApplication-6f1c2a34-5b7d-4e21-9c55-0a1d2e3f4b5c@contoso.com"),
        ("webinar.app@contoso.com", "Webinar.App@Contoso.com"),
        ("help_desk@contoso.com", "help_desk@contoso.com"),
        ("o'brien.bot@contoso.com", "o'brien.bot@contoso.com"),
        ("100%uptime@contoso.com", "100%uptime@contoso.com"),
        ("queue[1]@contoso.com", "queue[1]@contoso.com"),
        ("büro.zürich@contoso.com", "büro.zürich@contoso.com"),
    ];

    private static readonly string[] MovedEndpoints = ["moved.app@contoso.com", "rtcapplication-0c9d8e7f-1a2b-4c3d-8e4f-5a6b7c8d9e0f@contoso.com"];

    /// <summary>Ordinary users. A careless LIKE would take some of them for endpoints.</summary>
    private static readonly string[] Users =
        ["ada@contoso.com", "grace@contoso.com", "helpXdesk@contoso.com", "100days.uptime@contoso.com", "queue1@contoso.com"];

    /// <summary>A conference id that two organizers own. One's conference exists, the other's was deleted.</summary>
    private const string SharedConferenceId = "1W9J71SKSX2X";

    /// <summary>Describes the pool.</summary>
    /// <param name="entries">The approximate number of entries on the largest Front-End, from <see cref="MinEntries"/> to millions.</param>
    /// <param name="frontEnds">The number of Front-Ends, at least 2.</param>
    /// <param name="lagging">Whether endpoints have conferences that only the last Front-End knows.</param>
    public static ScenarioBuilder Describe(int entries, int frontEnds = 3, bool lagging = true)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(entries, MinEntries);
        var pool = Scenario.Pool().FrontEnds(frontEnds).UnevenReplicas();
        if (entries > ManyEntries)
        {
            // With a million rows on each of three Front-Ends, the number of rows matters, not the disk space.
            pool.Payload(16, 64);
        }

        foreach (var (address, directory) in PoolEndpoints)
        {
            pool.Endpoint(address, directory)
                .Orphans(Share(entries, 48, PoolEndpoints.Length))
                .Orphans(Share(entries, 4, PoolEndpoints.Length), entriesEach: 2)
                .LiveConferences(Share(entries, 12, PoolEndpoints.Length))
                .ConferencesOnOtherFrontEnd(lagging ? Share(entries, 2, PoolEndpoints.Length) : 0)
                .OtherDocuments(1)
                .BrokenLinks(1);
        }

        pool.ActiveConferences(Share(entries, 1, 1)).Orphan(SharedConferenceId);
        foreach (var address in MovedEndpoints)
        {
            pool.MovedEndpoint(address).Orphans(Share(entries, 10, MovedEndpoints.Length)).LiveConferences(Share(entries, 3, MovedEndpoints.Length));
        }

        pool.LiveConference(SharedConferenceId);
        foreach (var address in Users)
        {
            pool.User(address)
                .LiveConferences(Share(entries, 7, Users.Length))
                .Orphans(Share(entries, 5, Users.Length))
                .OtherDocuments(1);
        }

        return pool.UnknownOrganizers(Share(entries, 1, 1)).EntriesWithoutDocument(Share(entries, 1, 1));
    }

    private static int Share(int entries, int percent, int among) => (int)Math.Max(1, (long)entries * percent / 100 / among);
}
