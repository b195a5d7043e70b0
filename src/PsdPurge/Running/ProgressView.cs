using System.Globalization;

namespace PsdPurge.Running;

/// <summary>One progress bar for the run, with a child for each Front-End. Each shows the time left at the present speed.</summary>
internal sealed class ProgressView(PSCmdlet cmdlet)
{
    private const int Run = 0;
    private readonly Dictionary<string, FrontEndBar> _bars = new(StringComparer.OrdinalIgnoreCase);

    public void Show(FrontEndProgress progress)
    {
        var name = progress.FrontEnd.DataSource;
        if (!_bars.TryGetValue(name, out var bar))
        {
            _bars[name] = bar = new FrontEndBar(_bars.Count + 1);
        }

        if (bar.IsCompleted && progress.Completed)
        {
            return;
        }

        bar.Update(progress);
        cmdlet.WriteProgress(Whole());
        cmdlet.WriteProgress(new ProgressRecord(bar.Id, name, Status(progress))
        {
            ParentActivityId = Run,
            PercentComplete = bar.Percent,
            SecondsRemaining = bar.SecondsRemaining,
            RecordType = Type(bar.IsCompleted),
        });
    }

    // The Front-Ends are processed in parallel, so the run lasts as long as the slowest of them.
    private ProgressRecord Whole()
    {
        var completed = _bars.Values.Count(bar => bar.IsCompleted);
        var running = _bars.Values.Where(bar => !bar.IsCompleted).ToList();
        return new ProgressRecord(Run, cmdlet.MyInvocation.MyCommand.Name, Text("{0:N0} of {1:N0} Front-Ends done", completed, _bars.Count))
        {
            PercentComplete = FrontEndBar.PercentOf(_bars.Values),
            SecondsRemaining = running.Count > 0 && running.All(bar => bar.SecondsRemaining >= 0) ? running.Max(bar => bar.SecondsRemaining) : -1,
            RecordType = Type(running.Count == 0),
        };
    }

    private static ProgressRecordType Type(bool completed) => completed ? ProgressRecordType.Completed : ProgressRecordType.Processing;

    private static string Status(FrontEndProgress progress) => progress.Total is { } total
        ? Text("{0}: {1:N0} of {2:N0}", progress.Activity, progress.Done, total)
        : progress.Done > 0 ? Text("{0}: {1:N0}", progress.Activity, progress.Done)
        : progress.Activity;

    private static string Text(string format, params object[] values) => string.Format(CultureInfo.InvariantCulture, format, values);
}
