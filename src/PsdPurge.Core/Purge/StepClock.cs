using System.Diagnostics;

namespace PsdPurge.Purge;

/// <summary>
/// The steps of a run on one Front-End. It reports each step as it begins, and measures it. A step inside another one counts only for itself. Only one thread
/// may use it at a time.
/// </summary>
internal sealed class StepClock
{
    private readonly TimeSpan[] _taken = new TimeSpan[(int)RunStep.Backup + 1];
    private readonly FrontEnd _frontEnd;
    private readonly IRunReporter _reporter;
    private RunStep? _current;
    private long _since;
    private bool _isShown;

    public StepClock(FrontEnd frontEnd, IRunReporter reporter)
    {
        _frontEnd = frontEnd;
        _reporter = reporter;
    }

    /// <summary>What each step took until now.</summary>
    public StepTimes Times => new(
        _taken[(int)RunStep.Connecting],
        _taken[(int)RunStep.Evidence],
        _taken[(int)RunStep.Candidates],
        _taken[(int)RunStep.Deleting],
        _taken[(int)RunStep.Backup]);

    /// <summary>Begins a step that may take long. It is reported, and the progress shows it.</summary>
    public Measured Begin(RunStep step)
    {
        _reporter.Verbose($"{_frontEnd.DataSource}: {Describe(step)}");
        Show(step, 0, null);
        return Measure(step);
    }

    /// <summary>Begins a step without a report. It lasts until the result is disposed.</summary>
    public Measured Measure(RunStep step)
    {
        RunStep? outer = _current;
        Switch(step);
        return new Measured(this, outer);
    }

    /// <summary>Shows how far a step is.</summary>
    public void Show(RunStep step, long done, long? total)
    {
        _isShown = true;
        _reporter.Progress(new FrontEndProgress(_frontEnd, Title(step), done, total));
    }

    /// <summary>Hides the progress, because nothing is being done there.</summary>
    public void Hide()
    {
        if (_isShown)
        {
            _isShown = false;
            _reporter.Progress(new FrontEndProgress(_frontEnd, "Done", 0, null, Completed: true));
        }
    }

    private static string Title(RunStep step) => step switch
    {
        RunStep.Connecting => "Connecting",
        RunStep.Evidence => "Reading the evidence",
        RunStep.Candidates => "Finding orphaned entries",
        _ => "Deleting",
    };

    private static string Describe(RunStep step) => step switch
    {
        RunStep.Connecting => "connecting.",
        RunStep.Evidence => "asking what lives there and what the data says of the profile.",
        RunStep.Candidates => "finding orphaned entries.",
        _ => "deleting.",
    };

    private void Switch(RunStep? step)
    {
        var now = Stopwatch.GetTimestamp();
        if (_current is { } ended)
        {
            _taken[(int)ended] += TimeSpan.FromTicks((long)((now - _since) * (TimeSpan.TicksPerSecond / (double)Stopwatch.Frequency)));
        }

        _since = now;
        _current = step;
    }

    /// <summary>A running step. Disposing it ends the step.</summary>
    internal readonly struct Measured : IDisposable
    {
        private readonly StepClock _clock;
        private readonly RunStep? _outer;

        public Measured(StepClock clock, RunStep? outer)
        {
            _clock = clock;
            _outer = outer;
        }

        public void Dispose() => _clock.Switch(_outer);
    }
}
