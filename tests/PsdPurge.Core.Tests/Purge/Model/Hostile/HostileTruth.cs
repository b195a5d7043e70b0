namespace PsdPurge.Core.Tests.Purge.Model.Hostile;

/// <summary>Someone who owns conferences.</summary>
internal sealed record Person(int Index, string Address, bool IsEndpoint)
{
    /// <summary>Local to a Front-End.</summary>
    public int ResourceId(int frontEnd) => 1000 + (100 * frontEnd) + (7 * Index);
}

/// <summary>A conference as it is, or the names of one that is no more.</summary>
/// <param name="Owner">Whose it is.</param>
/// <param name="PublicId">Its public id.</param>
/// <param name="Key">Its key.</param>
/// <param name="ConfIds">Its number on each Front-End; a deleted one had it in former days.</param>
/// <param name="LivesOn">The Front-Ends whose Conference table has it, as bits.</param>
internal sealed record TrueConference(Person Owner, string PublicId, Guid Key, IReadOnlyList<int> ConfIds, int LivesOn)
{
    public bool Lives => LivesOn != 0;

    public bool LivesThere(int frontEnd) => (LivesOn & (1 << frontEnd)) != 0;

    public bool Equals(TrueConference? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}

/// <summary>Which of its names a column says.</summary>
internal enum Says
{
    PublicId,
    Key,
    ConfId,
    Owner,
    Nothing,
}

/// <summary>What a column that no profile follows holds.</summary>
/// <param name="Column">The column.</param>
/// <param name="What">Which name.</param>
/// <param name="Conference">Of which conference; null if the column says nothing of any.</param>
/// <param name="Value">The value that the row has there.</param>
internal sealed record Copy(HostileColumn Column, Says What, TrueConference? Conference, object Value);

/// <summary>A document with its entries on one Front-End: what is true of it, and what its columns say.</summary>
/// <param name="FrontEnd">Where.</param>
/// <param name="DocId">Its number there.</param>
/// <param name="Truth">The conference that it belongs to.</param>
/// <param name="WrittenOwner">Whom the profile's column names.</param>
/// <param name="Written">Which conference the profile's column names; one that never was if it is a former id.</param>
/// <param name="OtherCase">Whether letters stand in another case there.</param>
/// <param name="InBraces">Whether the conference's id stands in braces there, if it is a text.</param>
/// <param name="Copies">What the other columns hold.</param>
/// <param name="Entries">Rows of PersistedServiceData.</param>
internal sealed record HostileRow(
    int FrontEnd,
    int DocId,
    TrueConference Truth,
    Person WrittenOwner,
    TrueConference Written,
    bool OtherCase,
    bool InBraces,
    IReadOnlyList<Copy> Copies,
    int Entries)
{
    /// <summary>Whether a removal should delete it where it deletes at all.</summary>
    public bool IsOrphan => !Truth.Lives && Truth.Owner.IsEndpoint && IsHonest;

    /// <summary>Whether the columns that the profile follows say what is true.</summary>
    public bool IsHonest => Written == Truth && WrittenOwner == Truth.Owner && !InBraces;
}

/// <summary>
/// A pool with all that is true of it, and the rule by which a deletion counts as wrong. The rule looks at what the generator put where, and never at what the
/// product makes of it.
/// </summary>
internal sealed record HostilePool(
    HostileLayout Layout,
    int FrontEnds,
    IReadOnlyList<Person> People,
    IReadOnlyList<TrueConference> Conferences,
    IReadOnlyList<HostileRow> Rows,
    KeyForm KeyForm,
    bool IsBenign)
{
    /// <summary>The share of the endpoints' living conferences that docs/schema.md says may be named nowhere. Written down here once more on purpose.</summary>
    private const double AllowedUnnamed = 0.02;

    /// <summary>How many conferences must repeat their number in a column, before a number there counts as an id (docs/schema.md).</summary>
    private const int RepeatsOfANumber = 3;

    private HashSet<(int FrontEnd, HostileColumn Column)>? _numberColumns;

    public IEnumerable<Person> Endpoints => People.Where(p => p.IsEndpoint);

    /// <summary>
    /// Whether the row says in any column which conference it belongs to. The public id and the key count wherever they stand and in every form; the local
    /// number counts where at least three honest rows repeat theirs in that column, because numbers stand everywhere.
    /// </summary>
    public bool SaysItself(HostileRow row) =>
        row.Written == row.Truth
        || row.Copies.Any(c => c.Conference == row.Truth
            && (c.What is Says.PublicId or Says.Key
                || (c.What == Says.ConfId && row.Truth.LivesThere(row.FrontEnd) && NumberColumns.Contains((row.FrontEnd, c.Column)))));

    /// <summary>
    /// Whether the documents name too few of the endpoints' living conferences, so that nothing may be deleted at all. A conference counts as named where an
    /// honest row on a Front-End that has it names it.
    /// </summary>
    public bool NamesTooFew
    {
        get
        {
            HashSet<TrueConference> named = [.. Rows.Where(r => r.IsHonest && r.Truth.LivesThere(r.FrontEnd)).Select(r => r.Truth)];
            List<TrueConference> living = [.. Conferences.Where(c => c.Lives && c.Owner.IsEndpoint)];
            return living.Count(c => !named.Contains(c)) > (int)(AllowedUnnamed * living.Count);
        }
    }

    private HashSet<(int FrontEnd, HostileColumn Column)> NumberColumns => _numberColumns ??=
    [
        .. Rows.Where(r => r.IsHonest && r.Truth.LivesThere(r.FrontEnd))
            .SelectMany(r => r.Copies.Where(c => c.What == Says.ConfId && c.Conference == r.Truth).Select(c => (r.FrontEnd, c.Column, r.Truth)))
            .Distinct()
            .GroupBy(c => (c.FrontEnd, c.Column))
            .Where(same => same.Count() >= RepeatsOfANumber)
            .Select(same => same.Key),
    ];
}
