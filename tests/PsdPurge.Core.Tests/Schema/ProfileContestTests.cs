using PsdPurge.Schema.Finding;

namespace PsdPurge.Core.Tests.Schema;

/// <summary>Among several proven profiles, one wins or none does.</summary>
public class ProfileContestTests
{
    private static readonly FrontEnd[] FrontEnds = [new("fe01"), new("fe02")];

    [Fact]
    public async Task The_only_one_wins() => Assert.Equal("a", await WinnerAsync(false, Proven("a", "1 2", "3")));

    [Fact]
    public async Task One_that_names_all_that_the_others_name_and_more_wins() =>
        Assert.Equal("b", await WinnerAsync(false, Proven("a", "1 2", "3"), Proven("b", "1 2 4", "3"), Proven("c", "1", "")));

    [Fact]
    public async Task One_that_names_more_and_not_all_that_the_other_names_does_not_win() =>
        Assert.Null(await WinnerAsync(true, Proven("a", "1 2", "3"), Proven("b", "1 4 5 6", "3")));

    [Fact]
    public async Task More_on_one_Front_End_and_less_on_another_does_not_win() =>
        Assert.Null(await WinnerAsync(true, Proven("a", "1 2", "3"), Proven("b", "1 2 4", "")));

    [Theory]
    [InlineData(true, "a")]
    [InlineData(false, null)]
    public async Task Of_two_that_name_the_same_the_first_wins_if_both_select_the_same(bool selectTheSame, string? winner) =>
        Assert.Equal(winner, await WinnerAsync(selectTheSame, Proven("a", "1 2", "3"), Proven("b", "1 2", "3")));

    [Fact]
    public async Task Nobody_is_asked_what_is_selected_where_the_names_decide()
    {
        var asked = 0;
        await ProfileContest.WinnerAsync(
            [Proven("a", "1", "3"), Proven("b", "1 2", "3")],
            (_, _) =>
            {
                asked++;
                return Task.FromResult(true);
            });

        Assert.Equal(0, asked);
    }

    private static async Task<string?> WinnerAsync(bool selectTheSame, params ProfileOnPool[] proven) =>
        (await ProfileContest.WinnerAsync(proven, (_, _) => Task.FromResult(selectTheSame)))?.Profile.Name;

    /// <summary>A profile, and the conferences that it names on each Front-End.</summary>
    private static ProfileOnPool Proven(string name, params string[] named) => new(
        SchemaProfile.OwnerColumn with { Name = name },
        FrontEnds.Select((frontEnd, i) => (frontEnd, Answer: new ProfileOnFrontEnd(
            new SchemaEvidence { FrontEnd = frontEnd.ComputerName, Profile = name },
            [.. named[i].Split([' '], StringSplitOptions.RemoveEmptyEntries)]))).ToDictionary(pair => pair.frontEnd, pair => pair.Answer),
        shortfall: null);
}
