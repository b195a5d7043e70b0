using System.Collections.Concurrent;

namespace PsdPurge.Bundle;

/// <summary>Keeps the messages of a search.</summary>
internal sealed class SearchLog : IRunReporter
{
    private readonly ConcurrentQueue<string> _lines = new();

    /// <summary>Sorted, because Front-Ends work in parallel and report in any order.</summary>
    public IReadOnlyList<string> Lines => [.. _lines.OrderBy(line => line, StringComparer.Ordinal)];

    public void Failed(PsdPurgeException failure) => _lines.Enqueue(failure.Message);

    public void Verbose(string message) => _lines.Enqueue(message);

    public void Warning(string message) => _lines.Enqueue(message);

    public void Progress(FrontEndProgress progress)
    {
    }
}
