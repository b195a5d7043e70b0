namespace PsdPurge.Core.Tests.Schema;

/// <summary>The verdict just below and just above each limit.</summary>
public class EvidenceJudgeTests
{
    [Theory]
    [InlineData(75, true)]
    [InlineData(74, false)]
    public void Three_quarters_of_the_named_organizers_must_be_known(int known, bool isProven)
    {
        SchemaEvidence evidence = Judge(
            Enumerable.Range(0, 100).Select(
                i => i < known ? Agreeing(i) : new SampledDocument($"{i}", $"gone{i}@contoso.com", $"C{i}", true, null, false, null)));
        Assert.Equal(isProven ? EvidenceVerdict.Proven : EvidenceVerdict.NotProven, evidence.Verdict);
        Assert.Equal(isProven ? null : "The Resource table knows 74 of 100 organizers that the sample names, at least 75% are needed.", evidence.Shortfall);
    }

    [Theory]
    [InlineData(10, 1, true)]
    [InlineData(10, 2, false)]
    [InlineData(39, 2, false)]
    [InlineData(40, 2, true)]
    [InlineData(100, 5, true)]
    [InlineData(100, 6, false)]
    public void One_in_twenty_ids_may_be_another_organizers_too_and_one_always(int agreeing, int shared, bool isProven)
    {
        SchemaEvidence evidence = Judge(
            Enumerable.Range(0, agreeing).Select(Agreeing)
                .Concat(Enumerable.Range(agreeing, shared).Select(i => Agreeing(i) with { IsSame = false, OwnerId = "99" })));
        Assert.Equal(isProven ? EvidenceVerdict.Proven : EvidenceVerdict.NotProven, evidence.Verdict);
        Assert.Equal(!isProven, evidence.Shortfall?.Contains("whose id another organizer has", StringComparison.Ordinal) ?? false);
    }

    [Theory]
    [InlineData(0, 1, true)]
    [InlineData(0, 2, false)]
    [InlineData(39, 2, false)]
    [InlineData(40, 2, true)]
    [InlineData(100, 5, true)]
    [InlineData(100, 6, false)]
    public void The_same_holds_for_all_candidates_together(long agreeing, long suspects, bool isProven)
    {
        Exception? refusal = Record.Exception(() => EvidenceJudge.CheckCandidates(TestSchema.FrontEnd, SchemaProfile.OwnerColumn, suspects, [], agreeing));
        Assert.Equal(isProven ? null : "SchemaNotProven", (refusal as PsdPurgeException)?.ErrorId);
    }

    private static SchemaEvidence Judge(IEnumerable<SampledDocument> documents)
    {
        EvidenceSample sample = new();
        foreach (SampledDocument document in documents)
        {
            ((HashSet<SampledDocument>)sample.Ends).Add(document);
            ((HashSet<SampledDocument>)sample.All).Add(document);
        }

        return EvidenceJudge.Judge(TestSchema.FrontEnd, SchemaProfile.OwnerColumn, sample, new LivingCounts(500, 4, 4, 500), [], shape: null);
    }

    /// <summary>A document whose conference lives under the named organizer, one of four.</summary>
    private static SampledDocument Agreeing(int i) => new($"{i}", $"app{i % 4}@contoso.com", $"C{i}", true, $"{i % 4}", true, $"{i % 4}");
}
