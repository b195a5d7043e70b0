using System.Globalization;

namespace PsdPurge;

/// <summary>Numbers of entries by the reason why they were left alone. Its text is for people and for files.</summary>
internal sealed class SkipCounts : Dictionary<SkipReason, long>, IReadOnlyDictionary<SkipReason, long>
{
    public SkipCounts()
    {
    }

    public SkipCounts(IDictionary<SkipReason, long> counts)
        : base(counts)
    {
    }

    public override string ToString() =>
        string.Join(", ", this.OrderBy(pair => pair.Key).Select(pair => string.Format(CultureInfo.InvariantCulture, "{0}: {1}", pair.Key, pair.Value)));
}
