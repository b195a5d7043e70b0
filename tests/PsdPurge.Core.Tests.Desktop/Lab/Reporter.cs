using System.Collections.Concurrent;

namespace PsdPurge.Core.Tests.Lab;

/// <summary>Remembers what a run reports.</summary>
internal sealed class Reporter : IRunReporter
{
    public ConcurrentQueue<PsdPurgeException> Failures { get; } = new();

    public ConcurrentQueue<string> Warnings { get; } = new();

    public void Verbose(string message)
    {
    }

    public void Warning(string message) => Warnings.Enqueue(message);

    public void Failed(PsdPurgeException failure) => Failures.Enqueue(failure);

    public void Progress(FrontEndProgress progress)
    {
    }
}
