using System.Collections.Concurrent;

namespace PsdPurge.Diagnosis;

/// <summary>Keeps the failures of a run for the checks to which they belong. A diagnosis does not need the run's other messages.</summary>
internal sealed class FailureList : IRunReporter
{
    private readonly ConcurrentQueue<PsdPurgeException> _failures = new();

    /// <summary>The failure of a Front-End, or of the whole pool. Null if there is none.</summary>
    public PsdPurgeException? On(FrontEnd frontEnd) => _failures.FirstOrDefault(f => Equals(f.Target, frontEnd));

    public void Failed(PsdPurgeException failure) => _failures.Enqueue(failure);

    public void Verbose(string message)
    {
    }

    public void Warning(string message)
    {
    }

    public void Progress(FrontEndProgress progress)
    {
    }
}
