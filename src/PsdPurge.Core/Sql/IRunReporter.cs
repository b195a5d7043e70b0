namespace PsdPurge;

/// <summary>Takes what a run has to say beside its results. Called from several threads at once.</summary>
public interface IRunReporter
{
    /// <summary>A line of the log.</summary>
    void Verbose(string message);

    /// <summary>Something that the administrator should know although it stops nothing.</summary>
    void Warning(string message);

    /// <summary>A failure on one Front-End; the others go on.</summary>
    void Failed(PsdPurgeException failure);

    /// <summary>How far a Front-End is.</summary>
    void Progress(FrontEndProgress progress);
}

/// <summary>How far a Front-End is.</summary>
/// <param name="FrontEnd">The Front-End.</param>
/// <param name="Activity">What it is doing, such as <c>Deleting</c>.</param>
/// <param name="Done">Units done.</param>
/// <param name="Total">Units in all, or null if that is not known.</param>
/// <param name="Completed">Whether it is at its end.</param>
public sealed record FrontEndProgress(FrontEnd FrontEnd, string Activity, long Done, long? Total, bool Completed = false);
