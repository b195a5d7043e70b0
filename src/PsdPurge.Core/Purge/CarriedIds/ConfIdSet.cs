using System.Globalization;

namespace PsdPurge.Purge.CarriedIds;

/// <summary>The ConfIds of all living conferences. There may be millions, so a number takes eight bytes.</summary>
internal sealed class ConfIdSet
{
    private readonly List<long> _numbers = [];
    private readonly HashSet<string> _others = new(StringComparer.Ordinal);
    private bool _isSorted;

    /// <summary>Adds a ConfId. One that is not a run of digits cannot be found in a text as a number, and is left out.</summary>
    public void Add(string confId)
    {
        if (AsNumber(confId) is { } number)
        {
            _numbers.Add(number);
            _isSorted = false;
        }
        else if (ColumnHabit.NumbersIn(confId).Contains(confId))
        {
            _others.Add(confId);
        }
    }

    public bool Contains(string digits)
    {
        if (AsNumber(digits) is not { } number)
        {
            return _others.Contains(digits);
        }

        if (!_isSorted)
        {
            _numbers.Sort();
            _isSorted = true;
        }

        return _numbers.BinarySearch(number) >= 0;
    }

    /// <summary>The number whose only form is this text: without zeros before it.</summary>
    private static long? AsNumber(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && (text.Length == 1 || text[0] != '0') ? number : null;
}
