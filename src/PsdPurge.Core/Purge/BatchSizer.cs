namespace PsdPurge.Purge;

/// <summary>
/// Decides how many rows the next batch may delete, so that a transaction takes about as long as the target. The target is so short that others do not notice.
/// </summary>
internal sealed class BatchSizer
{
    private const int FirstSize = 500;
    private const int SmallestSize = 50;
    private const double MostGrowth = 2;

    private readonly int? _fixedSize;
    private readonly TimeSpan _target;
    private int _size;

    public BatchSizer(int? fixedSize, TimeSpan target)
    {
        _fixedSize = fixedSize;
        _target = target;
        _size = Math.Max(1, Math.Min(fixedSize ?? FirstSize, RemovalOptions.MaxBatchSize));
    }

    /// <summary>Rows of the next batch.</summary>
    public int Size => _size;

    /// <summary>
    /// The most rows that the next batch may delete. It is somewhat larger than the target, because documents differ in their number of rows.
    /// </summary>
    public int MaxRows => _fixedSize is null ? Math.Min(RemovalOptions.MaxBatchSize, _size * 2) : _size;

    /// <summary>A batch of <paramref name="rows"/> rows took <paramref name="elapsed"/>.</summary>
    public void Observe(int rows, TimeSpan elapsed)
    {
        if (_fixedSize is { } fixedSize)
        {
            // After a failure the size grows back.
            _size = Math.Min(RemovalOptions.MaxBatchSize, Math.Min(fixedSize, _size * 2));
            return;
        }

        if (rows == 0)
        {
            return;
        }

        // The time of this many rows, scaled to the target. A batch that was not full says nothing about a larger one.
        var fitting = rows * (_target.TotalMilliseconds / Math.Max(1, elapsed.TotalMilliseconds));
        var grown = Math.Min(fitting, _size * MostGrowth);
        if (grown < _size || rows >= _size / 2)
        {
            _size = (int)Math.Max(SmallestSize, Math.Min(RemovalOptions.MaxBatchSize, grown));
        }
    }

    /// <summary>A batch was too large for the server. The next one is smaller.</summary>
    public void Shrink() => _size = Math.Max(_fixedSize is null ? SmallestSize : 1, _size / 2);
}
