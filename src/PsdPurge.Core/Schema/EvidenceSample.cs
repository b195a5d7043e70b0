namespace PsdPurge.Schema;

/// <summary>A sampled document: the names in it, and what they belong to.</summary>
/// <param name="DocId">The document.</param>
/// <param name="Organizer">The organizer that it names, or null.</param>
/// <param name="Conference">The conference that it names, or null.</param>
/// <param name="IsFilled">Whether the conference's column has a value.</param>
/// <param name="ResourceId">The organizer's id, where the Resource table knows it.</param>
/// <param name="IsSame">Whether the conference lives under this organizer.</param>
/// <param name="OwnerId">An organizer under whom the conference lives, or null if it does not.</param>
internal sealed record SampledDocument(
    string DocId,
    string? Organizer,
    string? Conference,
    bool IsFilled,
    string? ResourceId,
    bool IsSame,
    string? OwnerId)
{
    /// <summary>Whether the conference lives, but not under the organizer that the document names.</summary>
    public bool IsSuspect => OwnerId is not null && !IsSame && Organizer is not null;
}

/// <summary>A bounded sample of a Front-End's entries, read through a profile's links.</summary>
internal sealed class EvidenceSample
{
    private readonly HashSet<SampledDocument> _ends = [];
    private readonly HashSet<SampledDocument> _all = [];

    /// <summary>Documents at both ends of the table. All shares are computed from these.</summary>
    public IReadOnlyCollection<SampledDocument> Ends => _ends;

    /// <summary>Those, and additional documents of living conferences.</summary>
    public IReadOnlyCollection<SampledDocument> All => _all;

    /// <summary>Takes the sample, in the request that <paramref name="first"/> begins. #Living must be filled by then.</summary>
    /// <param name="statements">The statements.</param>
    /// <param name="first">The beginning of the request.</param>
    public static EvidenceSample Take(EvidenceStatements statements, QueryBatch first)
    {
        EvidenceSample sample = new();
        first
            .Do(statements.CreateSample)
            .Do(statements.FillEnds)
            .Do(statements.FillLiving)
            .Do(statements.FillKnown)
            .Ask(statements.Sample, sample.Add)
            .Do(EvidenceStatements.DropSample);
        return sample;
    }

    /// <summary>Adds a document. Each document is in the sample once.</summary>
    public void Add(SampledDocument document, bool isEnd)
    {
        _all.Add(document);
        if (isEnd)
        {
            _ends.Add(document);
        }
    }

    internal static SqlParameter Rows(int size) => new("@Rows", size);

    private static string? Text(SqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private void Add(SqlDataReader row) => Add(
        new SampledDocument(row.GetString(1), Text(row, 2), Text(row, 3), row.GetByte(4) == 1, Text(row, 5), row.GetInt32(6) == 1, Text(row, 7)),
        isEnd: row.GetByte(0) == 1);
}
