namespace PsdPurge.Purge.CarriedIds;

/// <summary>Searches candidates' rows for ids of living conferences. It learns from living conferences' rows which columns contain ConfIds.</summary>
internal sealed class CarriedIdScan
{
    /// <summary>The number of columns before those of the tables.</summary>
    private const int FirstColumn = 3;

    private readonly IReadOnlyList<ScannedColumn> _columns;
    private readonly KnownNames _conferences = new();
    private readonly ConfIdSet _confIds = new();
    private readonly KnownNames _addresses = new(wordsOnly: true);
    private readonly Dictionary<string, string> _addressOf = new(StringComparer.Ordinal);
    private readonly Dictionary<ScannedColumn, ColumnHabit> _habits;
    private readonly List<CarriedId> _hits = [];

    public CarriedIdScan(IReadOnlyList<ScannedColumn> columns)
    {
        _columns = columns;
        _habits = columns.ToDictionary(c => c, _ => new ColumnHabit());
    }

    public IReadOnlyList<CarriedId> Hits => _hits;

    /// <summary>Whether ids consist of digits, so that a column of numbers can contain one.</summary>
    public bool IdsMayBeNumbers { get; private set; }

    /// <summary>Columns that repeat the ConfId of living conferences.</summary>
    public IReadOnlyList<ScannedColumn> NumberColumns => [.. _columns.Where(c => _habits[c].RepeatsConfIds)];

    /// <summary>Columns that hold ids of living conferences inside longer texts, beside the one that the profile follows.</summary>
    public IReadOnlyList<ScannedColumn> TextColumns =>
        [.. _columns.Where(c => !c.IsFollowed && !c.IsNumber && (_habits[c].RepeatsIdsInTexts || _habits[c].RepeatsConfIds))];

    public void AddConference(KnownName id)
    {
        _conferences.Add(id);
        IdsMayBeNumbers |= id.Text.All(c => c is >= '0' and <= '9');
    }

    public void AddConfId(string confId) => _confIds.Add(confId);

    public void AddAddress(KnownName address)
    {
        _addresses.Add(address);
        _addressOf[address.OrganizerId] = address.Shown;
    }

    /// <summary>Learns from a living conference's row: its ConfId, its organizer, its id, then the columns.</summary>
    public void LearnFromLiving(SqlDataReader row)
    {
        (string confId, string organizerId) = (row.GetString(0), row.GetString(1));
        for (var i = 0; i < _columns.Count; i++)
        {
            if (row.IsDBNull(i + FirstColumn))
            {
                continue;
            }

            IReadOnlyList<string> texts = [.. ScannedColumn.Texts(row.GetValue(i + FirstColumn))];
            ColumnHabit habit = _habits[_columns[i]];
            habit.LearnNumbers(confId, organizerId, texts, _confIds.Contains);
            if (texts.Any(text => Ids(text).Any(id => id.OrganizerId == organizerId && id.Text.Length < text.Length)))
            {
                habit.LearnText(confId);
            }
        }
    }

    /// <summary>Searches a candidate's row. It has the document, its organizer, the named conference, and then all columns.</summary>
    public void Look(SqlDataReader row) => Look(row, _columns);

    /// <summary>The same with some of the columns.</summary>
    public void Look(SqlDataReader row, IReadOnlyList<ScannedColumn> columns)
    {
        if (_hits.Count >= EvidenceThresholds.Examples)
        {
            return;
        }

        foreach ((ScannedColumn column, var text) in Texts(row, columns))
        {
            foreach (var id in Ids(text).Select(id => id.Shown).Concat(ConfIds(column, text)))
            {
                _hits.Add(new CarriedId(row.GetString(0), row.GetString(2), column.Name, id));
                return;
            }
        }
    }

    /// <summary>
    /// Searches a row whose conference id lives under another organizer. If another column names that organizer, the row is theirs, and the organizer's column
    /// is wrong.
    /// </summary>
    public void LookForOwner(SqlDataReader row)
    {
        if (_hits.Count >= EvidenceThresholds.Examples)
        {
            return;
        }

        string organizerId = row.GetString(1);
        List<(ScannedColumn Column, KnownName Id)> conferences = [];
        List<(ScannedColumn Column, string OrganizerId)> owners = [];
        foreach ((ScannedColumn column, var text) in Texts(row, _columns))
        {
            conferences.AddRange(Ids(text).Where(id => id.OrganizerId != organizerId).Select(id => (column, id)));
            owners.AddRange(column.IsNumber
                ? _habits[column].NamesOwners && _addressOf.ContainsKey(text) ? [(column, text)] : []
                : _addresses.FindIn(text).Select(a => (column, a.OrganizerId)));
        }

        foreach ((ScannedColumn column, KnownName id) in conferences)
        {
            foreach ((ScannedColumn ownerColumn, string owner) in owners.Where(o => o.OrganizerId == id.OrganizerId).Take(1))
            {
                _hits.Add(new CarriedId(row.GetString(0), row.GetString(2), column.Name, id.Shown, ownerColumn.Name, _addressOf[owner]));
                return;
            }
        }
    }

    private IEnumerable<KnownName> Ids(string text) => _conferences.FindIn(KnownNames.Plain(text));

    private IEnumerable<string> ConfIds(ScannedColumn column, string text) =>
        _habits[column].RepeatsConfIds ? ColumnHabit.NumbersIn(text).Where(_confIds.Contains).Select(number => "ConfId " + number) : [];

    private static IEnumerable<(ScannedColumn Column, string Text)> Texts(SqlDataReader row, IReadOnlyList<ScannedColumn> columns)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (!row.IsDBNull(i + FirstColumn))
            {
                foreach (var text in ScannedColumn.Texts(row.GetValue(i + FirstColumn)))
                {
                    yield return (columns[i], text);
                }
            }
        }
    }
}
