namespace PsdPurge;

/// <summary>Makes log lines of everything: for work on the side, whose failures are none of the run's.</summary>
/// <param name="log">Takes them.</param>
public sealed class QuietReporter(IRunReporter log) : IRunReporter
{
    /// <inheritdoc/>
    public void Verbose(string message) => log.Verbose(message);

    /// <inheritdoc/>
    public void Warning(string message) => log.Verbose(message);

    /// <inheritdoc/>
    public void Failed(PsdPurgeException failure) => log.Verbose((failure ?? throw new ArgumentNullException(nameof(failure))).Message);

    /// <inheritdoc/>
    public void Progress(FrontEndProgress progress) => log.Progress(progress);
}
