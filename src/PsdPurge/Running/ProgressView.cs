using System.Globalization;

namespace PsdPurge.Running;

/// <summary>One progress bar for the run with a child for each Front-End.</summary>
internal sealed class ProgressView(PSCmdlet cmdlet)
{
    private const int Run = 0;
    private readonly Dictionary<string, int> _ids = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<int> _completed = [];

    public void Show(FrontEndProgress progress)
    {
        var name = progress.FrontEnd.DataSource;
        if (!_ids.TryGetValue(name, out var id))
        {
            _ids[name] = id = _ids.Count + 1;
        }

        var wasCompleted = _completed.Contains(id);
        if (progress.Completed ? _completed.Add(id) : _completed.Remove(id))
        {
            wasCompleted = false;
        }

        if (wasCompleted)
        {
            return;
        }

        var allDone = _completed.Count == _ids.Count;
        cmdlet.WriteProgress(new ProgressRecord(Run, cmdlet.MyInvocation.MyCommand.Name, Text("{0:N0} of {1:N0} Front-Ends done", _completed.Count, _ids.Count))
        {
            RecordType = allDone ? ProgressRecordType.Completed : ProgressRecordType.Processing,
        });
        cmdlet.WriteProgress(new ProgressRecord(id, name, Status(progress))
        {
            ParentActivityId = Run,
            PercentComplete = Percent(progress),
            RecordType = progress.Completed ? ProgressRecordType.Completed : ProgressRecordType.Processing,
        });
    }

    private static string Status(FrontEndProgress progress) => progress.Total is { } total
        ? Text("{0}: {1:N0} of {2:N0}", progress.Activity, progress.Done, total)
        : Text("{0}: {1:N0}", progress.Activity, progress.Done);

    private static int Percent(FrontEndProgress progress) =>
        progress.Total is > 0 and { } total ? (int)Math.Min(100, progress.Done * 100 / total) : -1;

    private static string Text(string format, params object[] values) => string.Format(CultureInfo.InvariantCulture, format, values);
}
