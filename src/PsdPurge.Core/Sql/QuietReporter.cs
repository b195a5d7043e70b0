namespace PsdPurge;

/// <summary>Turns everything into log lines. This is for work whose failures are not failures of the run.</summary>
/// <param name="log">Takes the lines.</param>
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
