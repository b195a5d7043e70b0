using System.Collections.Concurrent;

namespace PsdPurge.Core.Tests.Purge;

/// <summary>Records the messages of a run.</summary>
internal sealed class RecordingReporter(Action<FrontEndProgress>? onProgress = null) : IRunReporter
{
    public ConcurrentQueue<string> Lines { get; } = new();

    public ConcurrentQueue<string> Warnings { get; } = new();

    public ConcurrentQueue<PsdPurgeException> Failures { get; } = new();

    /// <summary>Fails if the run reported a failure.</summary>
    public void AssertNoFailure() => Assert.True(Failures.IsEmpty, string.Join("\n", Failures.Select(f => $"{f.ErrorId}: {f.Message}\n{f.InnerException}")));

    void IRunReporter.Verbose(string message) => Lines.Enqueue(message);

    void IRunReporter.Warning(string message) => Warnings.Enqueue(message);

    void IRunReporter.Failed(PsdPurgeException failure) => Failures.Enqueue(failure);

    void IRunReporter.Progress(FrontEndProgress progress) => onProgress?.Invoke(progress);
}
