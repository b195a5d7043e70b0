using System.Collections.Concurrent;

namespace PsdPurge.Core.Tests.Integration;

/// <summary>Keeps what a run reports.</summary>
internal sealed class CollectingReporter : IRunReporter
{
    public ConcurrentQueue<string> Log { get; } = new();

    public ConcurrentQueue<string> Warnings { get; } = new();

    public ConcurrentQueue<PsdPurgeException> Failures { get; } = new();

    public void Verbose(string message) => Log.Enqueue(message);

    public void Warning(string message) => Warnings.Enqueue(message);

    public void Failed(PsdPurgeException failure) => Failures.Enqueue(failure);

    public void Progress(FrontEndProgress progress)
    {
    }

    /// <summary>Fails where the run reported a failure.</summary>
    public void AssertNoFailure() => Assert.True(Failures.IsEmpty, string.Join("\n", Failures.Select(f => $"{f.ErrorId}: {f.Message}\n{f.InnerException}")));
}
