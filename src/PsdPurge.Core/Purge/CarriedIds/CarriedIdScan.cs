namespace PsdPurge.Purge.CarriedIds;

/// <summary>Looks through rows for ids of living conferences and for names of organizers, and learns from living conferences' rows which columns repeat theirs.</summary>
internal sealed class CarriedIdScan
{
    /// <summary>Fewest different living conferences whose rows must repeat an id in a column, before that column is known for it.</summary>
    private const int MinRepeats = 3;

    /// <summary>Smallest share of living conferences' rows whose number must be their own organizer's, before a column is known to name people.</summary>
    private const double MinOwnerShare = 0.9;

    private readonly IReadOnlyList<ScannedColumn> _columns;
    private readonly KnownNames _conferences = new();
    private readonly KnownNames _addresses = new(wordsOnly: true);
    private readonly Dictionary<string, string> _addressOf = new(StringComparer.Ordinal);
    private readonly Dictionary<ScannedColumn, HashSet<string>> _repeatNumbers = [];
    private readonly Dictionary<ScannedColumn, HashSet<string>> _repeatTexts = [];
    private readonly Dictionary<ScannedColumn, HashSet<string>> _ownerNumbers = [];
    private readonly Dictionary<ScannedColumn, (int Own, int All)> _owners = [];
    private readonly List<CarriedId> _hits = [];

    public CarriedIdScan(IReadOnlyList<ScannedColumn> columns)
    {
        _columns = columns;
        foreach (ScannedColumn column in columns)
        {
            _repeatNumbers[column] = [];
            _repeatTexts[column] = [];
            _ownerNumbers[column] = [];
            _owners[column] = default;
        }
    }

    public IReadOnlyList<CarriedId> Hits => _hits;

    /// <summary>Columns of numbers that repeat the ConfId of living conferences.</summary>
    public IReadOnlyList<ScannedColumn> NumberColumns => [.. _columns.Where(c => c.IsNumber && _repeatNumbers[c].Count >= MinRepeats)];

    /// <summary>Columns that hold ids of living conferences inside longer texts, beside the one that the profile follows.</summary>
    public IReadOnlyList<ScannedColumn> TextColumns => [.. _columns.Where(c => !c.IsFollowed && _repeatTexts[c].Count >= MinRepeats)];

    public void AddConference(KnownName id) => _conferences.Add(id);

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
            ScannedColumn column = _columns[i];
            if (row.IsDBNull(i + FirstColumn))
            {
                continue;
            }

            var value = row.GetValue(i + FirstColumn);
            if (!column.IsNumber)
            {
                if (ScannedColumn.Texts(value).Any(text => _conferences.FindIn(text).Any(id => id.OrganizerId == organizerId && id.Text.Length < text.Length)))
                {
                    _repeatTexts[column].Add(confId);
                }

                continue;
            }

            if ((string)value == confId)
            {
                _repeatNumbers[column].Add(confId);
            }

            (int own, int all) = _owners[column];
            _owners[column] = (own + ((string)value == organizerId ? 1 : 0), all + 1);
            if ((string)value == organizerId)
            {
                _ownerNumbers[column].Add(organizerId);
            }
        }
    }

    /// <summary>Looks through a candidate's row: the document, its organizer, what it names, then all columns.</summary>
    public void Look(SqlDataReader row) => Look(row, _columns);

    /// <summary>The same with some of the columns.</summary>
    public void Look(SqlDataReader row, IReadOnlyList<ScannedColumn> columns)
    {
        if (_hits.Count >= EvidenceThresholds.Examples)
        {
            return;
        }

        string organizerId = row.GetString(1);
        List<(ScannedColumn Column, KnownName Id)> others = [];
        List<(ScannedColumn Column, string OrganizerId)> owners = [];
        for (var i = 0; i < columns.Count; i++)
        {
            if (row.IsDBNull(i + FirstColumn))
            {
                continue;
            }

            ScannedColumn column = columns[i];
            var value = row.GetValue(i + FirstColumn);
            if (column.IsNumber)
            {
                if (NamesOwners(column) && (string)value != organizerId && _addressOf.ContainsKey((string)value))
                {
                    owners.Add((column, (string)value));
                }

                continue;
            }

            foreach (var text in ScannedColumn.Texts(value))
            {
                foreach (KnownName id in _conferences.FindIn(text))
                {
                    if (id.OrganizerId == organizerId)
                    {
                        _hits.Add(new CarriedId(row.GetString(0), row.GetString(2), column.Name, id.Shown));
                        return;
                    }

                    others.Add((column, id));
                }

                owners.AddRange(_addresses.FindIn(text).Where(a => a.OrganizerId != organizerId).Select(a => (column, a.OrganizerId)));
            }
        }

        foreach ((ScannedColumn column, KnownName id) in others)
        {
            foreach ((ScannedColumn ownerColumn, string owner) in owners.Where(o => o.OrganizerId == id.OrganizerId).Take(1))
            {
                _hits.Add(new CarriedId(row.GetString(0), row.GetString(2), column.Name, id.Shown, ownerColumn.Name, _addressOf[owner]));
                return;
            }
        }
    }

    /// <summary>Columns before those of the tables: what the row is about.</summary>
    private const int FirstColumn = 3;

    /// <summary>Whether a column of numbers is known to name people: it names the organizer of nearly every living conference, and of several.</summary>
    private bool NamesOwners(ScannedColumn column)
    {
        (int own, int all) = _owners[column];
        return _ownerNumbers[column].Count >= EvidenceThresholds.MinOrganizers && own >= MinOwnerShare * all;
    }
}
