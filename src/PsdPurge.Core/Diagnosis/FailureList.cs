using System.Collections.Concurrent;

namespace PsdPurge.Diagnosis;

/// <summary>Keeps the failures of a run for the checks that they belong to; the rest of what it says concerns no diagnosis.</summary>
internal sealed class FailureList : IRunReporter
{
    private readonly ConcurrentQueue<PsdPurgeException> _failures = new();

    /// <summary>What failed on a Front-End, or in the pool as a whole; null if nothing did.</summary>
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
