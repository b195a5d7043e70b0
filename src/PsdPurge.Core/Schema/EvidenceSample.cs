namespace PsdPurge.Schema;

/// <summary>What a sampled document names, and what becomes of it.</summary>
/// <param name="DocId">The document.</param>
/// <param name="Organizer">The organizer that it names, or null.</param>
/// <param name="Conference">The conference that it names, or null.</param>
/// <param name="IsFilled">Whether the conference's column holds anything at all.</param>
/// <param name="ResourceId">The organizer's id, where the Resource table knows it.</param>
/// <param name="IsSame">Whether the conference lives under this organizer.</param>
/// <param name="OwnerId">An organizer under whom the conference lives, or null where it does not.</param>
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

/// <summary>A bounded look at a Front-End's entries through a profile's links.</summary>
internal sealed class EvidenceSample
{
    private readonly HashSet<SampledDocument> _ends = [];
    private readonly HashSet<SampledDocument> _all = [];

    /// <summary>Documents at both ends of the table: what shares are taken of.</summary>
    public IReadOnlyCollection<SampledDocument> Ends => _ends;

    /// <summary>Those, and documents of living conferences that were looked for beside them.</summary>
    public IReadOnlyCollection<SampledDocument> All => _all;

    /// <summary>Takes the sample; <paramref name="size"/> entries at each end and as many with a living conference.</summary>
    /// <param name="connection">The Front-End.</param>
    /// <param name="schema">Its columns.</param>
    /// <param name="statements">The questions.</param>
    /// <param name="size">The most entries of each kind.</param>
    /// <param name="first">What is asked beside, in the first request; its queries may name <c>@Rows</c>, too.</param>
    /// <param name="token">Ends it.</param>
    public static EvidenceSample Take(
        FrontEndConnection connection, ServerSchema schema, EvidenceStatements statements, int size, QueryBatch first, CancellationToken token)
    {
        EvidenceSample sample = new();
        object? last = null;
        var head = 0;
        first.Ask(
            statements.Head,
            row =>
            {
                head++;
                last = row.GetValue(0);
                sample.Add(row, isEnd: true);
            }).Run(connection, token, Rows(size));
        if (head >= size && last is not null)
        {
            new QueryBatch()
                .Ask(statements.Tail, row => sample.Add(row, isEnd: true))
                .Ask(statements.Living, row => sample.Add(row, isEnd: false))
                .Run(connection, token, Rows(size), EntryParameter.Create("@After", schema.DocId, last));
        }

        return sample;
    }

    internal static SqlParameter Rows(int size) => new("@Rows", size);

    private static string? Text(SqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private void Add(SqlDataReader row, bool isEnd)
    {
        var isNamed = row.GetInt32(3) == 1;
        SampledDocument document = new(
            SqlLiteralText(row.GetValue(0)),
            Text(row, 1),
            isNamed ? Text(row, 2) : null,
            row.GetInt32(4) == 1,
            Text(row, 5),
            isNamed && row.GetInt32(6) == 1,
            isNamed ? Text(row, 7) : null);
        _all.Add(document);
        if (isEnd)
        {
            _ends.Add(document);
        }
    }

    private static string SqlLiteralText(object value) => value is byte[] bytes
        ? "0x" + string.Concat(bytes.Select(b => b.ToString("X2", System.Globalization.CultureInfo.InvariantCulture)))
        : Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "";
}
