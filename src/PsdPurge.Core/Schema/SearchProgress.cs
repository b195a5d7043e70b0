using System.Collections.Concurrent;

namespace PsdPurge.Schema;

/// <summary>Shows the progress of a search for a profile on each Front-End, and hides it at the end.</summary>
internal sealed class SearchProgress : IDisposable
{
    private readonly ConcurrentDictionary<FrontEnd, bool> _shown = new();
    private readonly IRunReporter _reporter;

    public SearchProgress(IRunReporter reporter) => _reporter = reporter;

    /// <summary>Shows the present activity.</summary>
    /// <param name="frontEnd">The Front-End.</param>
    /// <param name="activity">The activity, such as <c>Trying profile owner-column</c>.</param>
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
