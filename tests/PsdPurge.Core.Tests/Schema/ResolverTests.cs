using CsCheck;
using PsdPurge.Lab;
using PsdPurge.Lab.Scenarios;
using Xunit.Abstractions;

namespace PsdPurge.Core.Tests.Schema;

public sealed class ResolverTests(ITestOutputHelper output)
{
    private const int Pools = 40;

    [Fact]
    public void It_finds_the_right_links_or_refuses_and_what_is_removed_are_exactly_the_orphans()
    {
        var found = 0;
        GeneratedSchemas.Pool.Sample(
            scenario => Assert.True(CheckAsync(scenario).GetAwaiter().GetResult()), iter: Pools, threads: 1, print: s => $"{s.Schema}");
        output.WriteLine($"{found} of {Pools} found");

        // A resolver that always refuses would be safe, too, so the number of solved schemas counts.
        Assert.True(found > Pools / 5);

        async Task<bool> CheckAsync(Scenario scenario)
        {
            var variant = (GeneratedVariant)scenario.Schema;
            SchemaProfile truth = GeneratedSchemas.TrueProfile(variant);
            await using LabPool pool = await LabPool.StartAsync(scenario);
            PoolSnapshot before = pool.Snapshot();
            Run run = new(pool);
            SchemaProfile? resolved = await ResolveOrRefuseAsync(run);
            if (resolved is not null)
            {
                found++;
                Assert.Equal(
                    (truth.Organizer.Table, truth.Organizer.Column, truth.Organizer.Target),
                    (resolved.Organizer.Table, resolved.Organizer.Column, resolved.Organizer.Target));
                Assert.Equal(
                    (truth.Conference.Table, truth.Conference.Column, truth.Conference.Target),
                    (resolved.Conference.Table, resolved.Conference.Column, resolved.Conference.Target));
            }

            IReadOnlyCollection<RemovalResult> results = await run.RemoveAsync(resolved ?? truth);

            // A decoy that puts ids of living conferences into rows of deleted ones contradicts any profile on its Front-End, and so in the pool.
            var isContradicted = run.Failures.Any(f => f.ErrorId == "SchemaContradicted" && f.Message.Contains("in another column", StringComparison.Ordinal));
            Assert.Empty(
                run.Failures.Where(f => f.ErrorId != "SchemaNotProven" && !(isContradicted && f.ErrorId == "SchemaContradicted")).Select(f => f.Message));

            // If ids are local to a database, a conference that lives elsewhere protects its organizer's orphans here.
            FrontEndSet mayLeave =
                run.Failures.Count > 0 || (variant.Conference.PointsTo != "ExternalConfId" && scenario.Truth.HeldBackCount(0, PurgeScope.PoolEndpoints) > 0)
                ? FrontEndSet.All
                : FrontEndSet.None;
            Assert.Empty(pool.VerifyAfterRemoval(before, PurgeScope.PoolEndpoints, mayLeave));
            return true;
        }
    }

    private async Task<SchemaProfile?> ResolveOrRefuseAsync(Run run)
    {
        try
        {
            SchemaResolution? resolution = await run.ResolveAsync();
            Assert.NotNull(resolution);
            output.WriteLine($"found {resolution.Organizer}, {resolution.Conference}");
            return resolution.Profile;
        }
        catch (PsdPurgeException refusal) when (refusal.ErrorId is "SchemaNotFound" or "SchemaAmbiguous")
        {
            output.WriteLine($"refused: {refusal.Message}");
            return null;
        }
    }
}
