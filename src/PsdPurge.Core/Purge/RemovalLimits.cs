using System.Diagnostics;

namespace PsdPurge.Purge;

/// <summary>What ends a removal on one Front-End before its candidates do.</summary>
internal sealed class RemovalLimits
{
    private readonly RemovalOptions _options;
    private readonly RemovalTally _tally;
    private readonly Stopwatch _elapsed;

    public RemovalLimits(RemovalOptions options, RemovalTally tally, Stopwatch elapsed)
    {
        _options = options;
        _tally = tally;
        _elapsed = elapsed;
    }

    public bool IsTimeUp => _elapsed.Elapsed >= _options.TimeLimit;

    /// <summary>How it ends now, or null if it goes on.</summary>
    public RemovalStatus? Reached =>
        Confirmed <= 0 ? RemovalStatus.Completed
        : Allowed <= 0 ? RemovalStatus.MaxEntriesReached
        : IsTimeUp ? RemovalStatus.TimeLimitReached
        : null;

    private long Confirmed => _tally.Candidates - _tally.Deleted;

    private long Allowed => Math.Min(Confirmed, (_options.MaxEntries ?? long.MaxValue) - _tally.Deleted);

    /// <summary>Most rows that the next batch may delete.</summary>
    public int MostRows(BatchSizer sizer) => (int)Math.Min(Allowed, sizer.MaxRows);

    /// <summary>A pause that does not outlast the time limit.</summary>
    public TimeSpan Shorten(TimeSpan pause) =>
        _options.TimeLimit is not { } limit || pause <= limit - _elapsed.Elapsed ? pause
        : limit > _elapsed.Elapsed ? limit - _elapsed.Elapsed
        : TimeSpan.Zero;

    /// <summary>Ends the removal if there is no time left to wait that long and try again.</summary>
    /// <exception cref="OperationCanceledException">There is none.</exception>
    public void EnsureTimeFor(TimeSpan delay)
    {
        if (Shorten(delay) < delay)
        {
            throw new OperationCanceledException();
        }
    }
}
