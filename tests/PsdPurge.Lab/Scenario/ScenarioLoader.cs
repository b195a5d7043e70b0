namespace PsdPurge.Lab.Scenarios;

/// <summary>Lays schema and data of one Front-End.</summary>
public static class ScenarioLoader
{
    /// <summary>Makes databases rtc and rtcdyn on <paramref name="target"/> and fills them.</summary>
    public static void Lay(Scenario scenario, int frontEnd, ISqlTarget target)
    {
        var data = scenario.FrontEnds[frontEnd];
        target.CreateDatabase("rtc");
        target.CreateDatabase("rtcdyn");
        target.Run("rtc", scenario.Schema.RtcScript);
        target.Run("rtcdyn", scenario.Schema.RtcDynScript);
        foreach (var rows in SharedTables.Rtc(scenario, data))
        {
            target.Load("rtc", rows);
        }

        target.Load("rtc", scenario.Schema.Documents(data));
        target.Load("rtc", scenario.Schema.Entries(data, scenario.Payload));
        foreach (var rows in SharedTables.RtcDyn(data))
        {
            target.Load("rtcdyn", rows);
        }
    }
}
