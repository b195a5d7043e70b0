namespace PsdPurge;

/// <summary>Takes the messages of a run. Called from several threads at once.</summary>
public interface IRunReporter
{
    /// <summary>A line for the log.</summary>
    void Verbose(string message);

    /// <summary>A warning: something that the administrator should know, but that stops nothing.</summary>
    void Warning(string message);

    /// <summary>A failure on one Front-End. The others go on.</summary>
    void Failed(PsdPurgeException failure);

    /// <summary>The progress of a Front-End.</summary>
    void Progress(FrontEndProgress progress);
}

/// <summary>The progress of a Front-End.</summary>
/// <param name="FrontEnd">The Front-End.</param>
/// <param name="Activity">What it is doing, such as <c>Deleting</c>.</param>
/// <param name="Done">Units done.</param>
/// <param name="Total">Units in all, or null if that is not known.</param>
/// <param name="Completed">Whether it is at its end.</param>
public sealed record FrontEndProgress(FrontEnd FrontEnd, string Activity, long Done, long? Total, bool Completed = false);
