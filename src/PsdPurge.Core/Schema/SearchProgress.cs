using System.Collections.Concurrent;

namespace PsdPurge.Schema;

/// <summary>Shows what a search for a profile is doing on each Front-End, and takes that away when it ends.</summary>
internal sealed class SearchProgress : IDisposable
{
    private readonly ConcurrentDictionary<FrontEnd, bool> _shown = new();
    private readonly IRunReporter _reporter;

    public SearchProgress(IRunReporter reporter) => _reporter = reporter;

    /// <summary>Shows what is being done.</summary>
    /// <param name="frontEnd">Where.</param>
    /// <param name="activity">What, such as <c>Trying profile owner-column</c>.</param>
    public void Show(FrontEnd frontEnd, string activity)
    {
        _shown[frontEnd] = true;
        _reporter.Progress(new FrontEndProgress(frontEnd, activity, 0, null));
    }

    /// <inheritdoc cref="Show(FrontEnd, string)"/>
    public void Show(IEnumerable<FrontEnd> frontEnds, string activity)
    {
        foreach (FrontEnd frontEnd in frontEnds)
        {
            Show(frontEnd, activity);
        }
    }

    public void Dispose()
    {
        foreach (FrontEnd frontEnd in _shown.Keys)
        {
            _reporter.Progress(new FrontEndProgress(frontEnd, "Done", 0, null, Completed: true));
        }
    }
}
