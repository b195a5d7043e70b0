namespace PsdPurge.Purge.CarriedIds;

/// <summary>The usual content of a column in the rows of living conferences.</summary>
internal sealed class ColumnHabit
{
    /// <summary>The fewest living conferences whose rows must repeat an id in a column, before that column is known to contain ids.</summary>
    private const int MinRepeats = 3;

    /// <summary>
    /// The most rows with another living conference's ConfId for each row with its own. Unrelated numbers match other conferences more often.
    /// </summary>
    private const int MostOthers = 2;

    /// <summary>
    /// The smallest share of living conferences' rows that must contain their own organizer's number, before a column is known to name people.
    /// </summary>
    private const double MinOwnerShare = 0.9;

    private readonly HashSet<string> _numbers = [];
    private readonly HashSet<string> _texts = [];
    private readonly HashSet<string> _owners = [];
    private int _rowsWithOwnNumber;
    private int _rowsWithOtherNumber;
    private int _rowsWithOwner;
    private int _rows;

    /// <summary>Whether it repeats the ConfIds of living conferences, as a whole or inside a text.</summary>
    public bool RepeatsConfIds => _numbers.Count >= MinRepeats && _rowsWithOtherNumber <= MostOthers * _rowsWithOwnNumber;

    /// <summary>Whether it repeats other ids of living conferences inside longer texts.</summary>
    public bool RepeatsIdsInTexts => _texts.Count >= MinRepeats;

    /// <summary>Whether it names people: it holds the organizer of nearly every living conference, and several of them.</summary>
    public bool NamesOwners => _owners.Count >= EvidenceThresholds.MinOrganizers && _rowsWithOwner >= MinOwnerShare * _rows;

    /// <summary>Runs of digits, as long as a number that a database counts with. The digits of a GUID, as which 16 bytes may be read, are none.</summary>
    public static IEnumerable<string> NumbersIn(string text)
    {
        if (Guid.TryParseExact(text, "N", out _))
        {
            yield break;
        }

        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] is >= '0' and <= '9')
            {
                start = start < 0 ? i : start;
            }
            else if (start >= 0)
            {
                if (i - start <= MostDigits)
                {
                    yield return text.Substring(start, i - start);
                }

                start = -1;
            }
        }
    }

    /// <summary>A living conference's row holds these numbers, or texts with numbers.</summary>
    /// <param name="confId">The conference's number.</param>
    /// <param name="organizerId">Its organizer's.</param>
    /// <param name="texts">The column's value, in each way to read it.</param>
    /// <param name="isConfId">Whether a number is a living conference's.</param>
    public void LearnNumbers(string confId, string organizerId, IReadOnlyList<string> texts, Func<string, bool> isConfId)
    {
        HashSet<string> numbers = [.. texts.SelectMany(NumbersIn)];
        _rows++;
        if (numbers.Contains(confId))
        {
            _numbers.Add(confId);
            _rowsWithOwnNumber++;
        }
        else if (numbers.Any(isConfId))
        {
            _rowsWithOtherNumber++;
        }

        if (numbers.Contains(organizerId))
        {
            _owners.Add(organizerId);
            _rowsWithOwner++;
        }
    }

    /// <summary>A living conference's row repeats its id inside a longer text.</summary>
    public void LearnText(string conference) => _texts.Add(conference);

    private const int MostDigits = 19;
}
