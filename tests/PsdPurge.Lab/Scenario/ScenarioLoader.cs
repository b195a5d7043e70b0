namespace PsdPurge.Lab.Scenarios;

/// <summary>Creates the schema and the data of one Front-End.</summary>
public static class ScenarioLoader
{
    /// <summary>Creates the databases rtc and rtcdyn on <paramref name="target"/> and fills them.</summary>
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
        Load("rtc", SharedTables.Rtc(scenario, data).Concat(scenario.Schema.FurtherRows(data)));
        Load("rtc", [VariantRows.Documents(scenario, data), VariantRows.Entries(scenario, data)]);
        target.Run("rtc", scenario.Schema.KeysScript);
        Load("rtcdyn", SharedTables.RtcDyn(data));

        void Load(string database, IEnumerable<TableRows> tables)
        {
            foreach (var rows in tables.Select(rows => scenario.Schema.Fit(database, rows)).OfType<TableRows>())
            {
                target.Load(database, rows);
            }
        }
    }
}
