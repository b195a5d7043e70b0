using PsdPurge.Lab.Scenarios;

namespace PsdPurge.Lab.Tests.Scenarios;

public sealed class ScenarioBuilderTests
{
    [Fact]
    public void Where_an_id_that_two_organizers_share_lives_its_owner_has_documents_whatever_the_seed()
    {
        for (var seed = 1; seed <= 30; seed++)
        {
            foreach (var frontEnd in StandardScenario.Describe(400, frontEnds: 12).Seed(seed).Build().FrontEnds)
            {
                var shared = frontEnd.Documents.Where(d => d.Plan.ConferenceId is not null).GroupBy(d => d.Plan.ConferenceId).Where(
                    g => g.Select(d => d.Plan.Organizer).Distinct().Skip(1).Any());
                var owners = frontEnd.Conferences.Where(c => c.Plan.ConferenceId == "1W9J71SKSX2X").Select(c => c.Plan.Organizer);
                Assert.NotEmpty(shared);
                Assert.All(owners, owner => Assert.Contains(shared.SelectMany(g => g), d => d.Plan.Organizer == owner));
            }
        }
    }

    [Fact]
    public void Orphans_of_an_endpoint_stand_on_every_front_end()
    {
        var truth = Scenario.Pool().Endpoint("app@contoso.com").Orphans(20, entriesEach: 2).LiveConferences(5).Build().Truth;

        for (var frontEnd = 0; frontEnd < 3; frontEnd++)
        {
            Assert.Equal(40, truth.OrphanCount(frontEnd, PurgeScope.PoolEndpoints));
            Assert.Equal(45, truth.EntryCount(frontEnd));
            Assert.Equal(5, truth.LeftAlone(frontEnd, PurgeScope.PoolEndpoints)[EntryFate.ConferenceExists]);
        }
    }

    [Fact]
    public void Orphans_of_a_moved_endpoint_are_due_only_when_all_pools_are_asked_for()
    {
        var truth = Scenario.Pool().MovedEndpoint("app@contoso.com").Orphans(3).Build().Truth;

        Assert.Equal(0, truth.OrphanCount(0, PurgeScope.PoolEndpoints));
        Assert.Equal(3, truth.LeftAlone(0, PurgeScope.PoolEndpoints)[EntryFate.Orphan]);
        Assert.Equal(3, truth.OrphanCount(0, PurgeScope.AllPoolEndpoints));
        Assert.Equal(3, truth.OrphanCount(0, PurgeScope.Endpoints("App@contoso.com")));
    }

    [Fact]
    public void A_users_deleted_conferences_are_nobodys_orphans()
    {
        var truth = Scenario.Pool().User("ada@contoso.com").Orphans(4).Build().Truth;

        Assert.Equal(0, truth.OrphanCount(0, PurgeScope.AllPoolEndpoints));
        Assert.Equal(4, truth.LeftAlone(0, PurgeScope.AllPoolEndpoints)[EntryFate.OrdinaryUser]);
    }

    [Fact]
    public void A_conference_that_only_another_front_end_has_is_no_orphan()
    {
        var truth = Scenario.Pool().FrontEnds(3).Endpoint("app@contoso.com").ConferencesOnOtherFrontEnd(2).Build().Truth;

        Assert.Equal(2, truth.LeftAlone(0, PurgeScope.PoolEndpoints)[EntryFate.ConferenceOnOtherFrontEnd]);
        Assert.Equal(2, truth.LeftAlone(2, PurgeScope.PoolEndpoints)[EntryFate.ConferenceExists]);
    }

    [Fact]
    public void Of_two_organizers_with_the_same_conference_id_the_living_one_keeps_the_others_entries()
    {
        var truth = Scenario.Pool()
            .Endpoint("one@contoso.com").Orphan("1W9J71SKSX2X")
            .Endpoint("two@contoso.com").LiveConference("1W9J71SKSX2X")
            .Build().Truth;

        Assert.Empty(truth.Orphans(0, PurgeScope.PoolEndpoints));
        Assert.Equal(1, truth.LeftAlone(0, PurgeScope.PoolEndpoints)[EntryFate.IdOfAnother]);
    }

    [Fact]
    public void Entries_without_a_document_are_not_counted()
    {
        var truth = Scenario.Pool().EntriesWithoutDocument(2).UnknownOrganizers(1).Build().Truth;

        Assert.Equal(1, truth.EntryCount(0));
        Assert.Equal(3, truth.RowCount(0));
    }

    [Fact]
    public void The_same_seed_makes_the_same_scenario_and_another_one_does_not()
    {
        static string Describe(int seed) => string.Join(' ', StandardScenario.Describe(400).Seed(seed).Build().FrontEnds.SelectMany(
            frontEnd => frontEnd.Documents.Select(document => $"{document.DocId}:{document.Plan.ConferenceId}")));

        Assert.Equal(Describe(7), Describe(7));
        Assert.NotEqual(Describe(7), Describe(8));
    }

    [Fact]
    public void Ids_are_local_to_each_front_end_and_counts_differ()
    {
        var scenario = StandardScenario.Describe(2_000).Build();
        var endpoint = scenario.Endpoints.First();

        Assert.Equal(3, scenario.FrontEnds.Select(frontEnd => frontEnd.ResourceId(endpoint)).Distinct().Count());
        Assert.Equal(3, scenario.FrontEnds.Select(frontEnd => scenario.Truth.EntryCount(frontEnd.Index)).Distinct().Count());
        Assert.All(scenario.FrontEnds, frontEnd =>
            Assert.Equal(frontEnd.Documents.Count, frontEnd.Documents.Select(document => document.DocId).Distinct().Count()));
    }

    [Theory]
    [InlineData(StandardScenario.MinEntries)]
    [InlineData(3_000)]
    public void The_standard_scenario_holds_every_situation(int entries)
    {
        var truth = StandardScenario.Describe(entries).Build().Truth;

        Assert.Equal(Enum.GetValues<EntryFate>(), truth.LeftAlone(0, PurgeScope.PoolEndpoints).Keys.Order());
        Assert.InRange(truth.EntryCount(0), entries * 0.9, entries * 1.3);
        Assert.InRange(truth.OrphanCount(0, PurgeScope.PoolEndpoints), 1, truth.OrphanCount(0, PurgeScope.AllPoolEndpoints) - 1);
    }

    [Fact]
    public void Conference_ids_do_not_repeat() =>
        Assert.Equal(100_000, Enumerable.Range(0, 100_000).Select(number => ConferenceId.Of(number)).Distinct().Count());

    [Fact]
    public void What_makes_no_sense_is_refused()
    {
        Assert.Throws<InvalidOperationException>(() => Scenario.Pool().Orphans(1));
        Assert.Throws<InvalidOperationException>(() => Scenario.Pool().FrontEnds(1).Endpoint("app@contoso.com").ConferencesOnOtherFrontEnd(1));
        Assert.Throws<InvalidOperationException>(() => Scenario.Pool().Endpoint("app@contoso.com").Orphans(1).FrontEnds(2));
        Assert.Throws<ArgumentException>(() => Scenario.Pool().Endpoint("app@contoso.com").User("APP@contoso.com"));
        Assert.Throws<ArgumentException>(() => Scenario.Pool().Endpoint("app@contoso.com").Orphan("1A").LiveConference("1A"));
    }
}
