using PsdPurge.Lab;
using PsdPurge.Lab.Scenarios;

namespace PsdPurge.Core.Tests.Purge;

/// <summary>A pool in which some documents name their living conference by a former id.</summary>
internal static class StaleIds
{
    public const string LivesHere = "ExternalConfId IN (SELECT c.ExternalConfId FROM dbo.Conference AS c)";

    /// <summary>About one conference in ten, the same on every Front-End.</summary>
    public const string OneInTen = "RIGHT(ExternalConfId, 1) IN (N'3', N'C', N'P')";

    public static ScenarioBuilder Pool(int frontEnds = 3) => Scenario.Pool().FrontEnds(frontEnds)
        .Endpoint(TestPool.App).Orphans(60).LiveConferences(40)
        .Endpoint(TestPool.OtherApp).Orphans(30).LiveConferences(40)
        .User("ada@contoso.com").LiveConferences(20);

    /// <summary>Changes those documents so that they name their living conference by a former id.</summary>
    public static void Lay(TestPool pool)
    {
        foreach (LabFrontEnd frontEnd in pool.Lab.FrontEnds)
        {
            frontEnd.Sql.Execute($"UPDATE dbo.Document SET ExternalConfId = N'OLD' + SUBSTRING(ExternalConfId, 4, 9) WHERE {OneInTen} AND {LivesHere};");
        }
    }

    /// <summary>Runs a removal that must not delete anything.</summary>
    public static async Task<RemovalOutcome> RemoveNothingAsync(TestPool pool)
    {
        pool.Rebase();
        RemovalOutcome outcome = await pool.RemoveAsync();
        pool.AssertUntouched();
        return outcome;
    }
}
