namespace PsdPurge.Core.Tests.Purge.Model.Hostile;

/// <summary>A person who organizes conferences.</summary>
internal sealed record Person(int Index, string Address, bool IsEndpoint)
{
    /// <summary>The ids on each Front-End.</summary>
    public int ResourceId(int frontEnd) => 1000 + (100 * frontEnd) + (7 * Index);
}

/// <summary>A conference, or the names of a former one.</summary>
/// <param name="Owner">Its organizer.</param>
/// <param name="PublicId">Its public id.</param>
/// <param name="Key">Its key.</param>
/// <param name="ConfIds">Its number on each Front-End. A deleted conference has its former number.</param>
/// <param name="LivesOn">The Front-Ends with a row of it in Conference, as bits.</param>
internal sealed record TrueConference(Person Owner, string PublicId, Guid Key, IReadOnlyList<int> ConfIds, int LivesOn)
{
    public bool Lives => LivesOn != 0;

    public bool LivesThere(int frontEnd) => (LivesOn & (1 << frontEnd)) != 0;

    public bool Equals(TrueConference? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}

/// <summary>The kind of name in a column.</summary>
internal enum Says
{
    PublicId,
    Key,
    ConfId,
    Owner,
    Nothing,
}

/// <summary>The content of a column that no profile uses.</summary>
/// <param name="Column">The column.</param>
/// <param name="What">The kind of name.</param>
/// <param name="Conference">The named conference, or null if the column names none.</param>
/// <param name="Value">The row's value.</param>
internal sealed record Copy(HostileColumn Column, Says What, TrueConference? Conference, object Value);

/// <summary>A document with its entries on one Front-End: the truth about it, and the content of its columns.</summary>
/// <param name="FrontEnd">The Front-End.</param>
/// <param name="DocId">The document's id there.</param>
/// <param name="Truth">The conference that it belongs to.</param>
/// <param name="WrittenOwner">The organizer in the profile's column.</param>
/// <param name="Written">The conference in the profile's column. A former id is that of a conference that never existed.</param>
/// <param name="OtherCase">Whether its letters are in the other case.</param>
/// <param name="InBraces">Whether the conference's id is in braces, if it is a text.</param>
/// <param name="Copies">The content of the other columns.</param>
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
    /// <summary>Whether a removal should delete it, if it deletes anything.</summary>
    public bool IsOrphan => !Truth.Lives && Truth.Owner.IsEndpoint && IsHonest;

    /// <summary>Whether the profile's columns are right.</summary>
    public bool IsHonest => Written == Truth && WrittenOwner == Truth.Owner && !InBraces;
}

/// <summary>
/// A pool with the truth about it, and the rule by which a deletion counts as wrong. The rule uses only the generator's data, and never a result of the
/// product.
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
    /// <summary>
    /// The share of the endpoints' living conferences that may be unnamed, according to docs/schema.md. The number is repeated here on purpose.
    /// </summary>
    private const double AllowedUnnamed = 0.02;

    /// <summary>The number of conferences that must repeat their ConfId in a column, before a number there counts as an id (docs/schema.md).</summary>
    private const int RepeatsOfANumber = 3;

    private HashSet<(int FrontEnd, HostileColumn Column)>? _numberColumns;

    public IEnumerable<Person> Endpoints => People.Where(p => p.IsEndpoint);

    /// <summary>
    /// Whether any column of the row names its conference. The public id and the key count in every column and form. The local number counts only if at least
    /// three honest rows repeat theirs in that column, because numbers are common.
    /// </summary>
    public bool SaysItself(HostileRow row) =>
        row.Written == row.Truth
        || row.Copies.Any(c => c.Conference == row.Truth
            && (c.What is Says.PublicId or Says.Key
                || (c.What == Says.ConfId && row.Truth.LivesThere(row.FrontEnd) && NumberColumns.Contains((row.FrontEnd, c.Column)))));

    /// <summary>
    /// Whether the documents name too few of the endpoints' living conferences, so that nothing may be deleted. A conference counts as named if an honest row
    /// names it on a Front-End that has it.
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
