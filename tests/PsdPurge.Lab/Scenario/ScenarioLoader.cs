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
        target.Run("rtc", scenario.Indexes.Script);
        foreach (var extra in scenario.ExtraColumns)
        {
            target.Run("rtc", extra.Script);
        }

        target.Run("rtcdyn", scenario.Schema.RtcDynScript);
        foreach (var rows in SharedTables.Rtc(scenario, data))
        {
            target.Load("rtc", rows);
        }

        foreach (var rows in scenario.Schema.FurtherRows(data))
        {
            target.Load("rtc", rows);
        }

        target.Load("rtc", VariantRows.Documents(scenario, data));
        target.Load("rtc", VariantRows.Entries(scenario, data));
        target.Run("rtc", scenario.Schema.KeysScript);
        foreach (var rows in SharedTables.RtcDyn(data))
        {
            target.Load("rtcdyn", rows);
        }
    }
}
