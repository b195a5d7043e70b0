using System.Text;
using PsdPurge.Growth;

namespace PsdPurge.Report;

/// <summary>Draws a Front-End's count over time, with marks for purges, a line for the threshold, and a fan for the forecast.</summary>
internal sealed class CountChart
{
    private const int MostSteps = 500;
    private const int MostMarks = 45;
    private const int MostDots = 40;

    private readonly Markup _to;
    private readonly FrontEndReport _frontEnd;
    private readonly long? _threshold;
    private readonly ChartScale _scale;

    private CountChart(Markup to, FrontEndReport frontEnd, long? threshold)
    {
        (_to, _frontEnd, _threshold) = (to, frontEnd, threshold);
        _scale = ChartScale.Of(frontEnd, threshold);
    }

    /// <summary>Writes the chart.</summary>
    /// <param name="to">The report.</param>
    /// <param name="frontEnd">The Front-End to draw. It has counts.</param>
    /// <param name="threshold">The number of entries to stay under.</param>
    /// <param name="id">A name that is unique in the report.</param>
    public static void Write(Markup to, FrontEndReport frontEnd, long? threshold, string id) => new CountChart(to, frontEnd, threshold).Write(id);

    private void Write(string id)
    {
        using var figure = _to.Open("figure");
        using (_to.Open(
            "svg",
            ("viewBox", $"0 0 {ChartScale.Width} {ChartScale.Height}"),
            ("role", "img"),
            ("aria-labelledby", $"{id}-title {id}-desc")))
        {
            _to.Element("title", $"Entries of {_frontEnd.Name} over time", ("id", id + "-title"));
            _to.Element("desc", Description(), ("id", id + "-desc"));
            Grid();
            Expected();
            Counts();
            Threshold();
        }

        Legend();
    }

    private string Description()
    {
        var samples = _frontEnd.Samples;
        var purges = _frontEnd.Steps.Count(step => step.Kind == StepKind.Purge);
        return $"{ReportText.Of(samples.Count, "count")} from {ReportText.Day(samples[0].Time)} to {ReportText.Day(samples[samples.Count - 1].Time)}: "
            + $"from {ReportText.Count(samples[0].Count)} to {ReportText.Count(samples[samples.Count - 1].Count)} entries, "
            + $"at most {ReportText.Count(samples.Max(sample => sample.Count))}, with {ReportText.Of(purges, "purge")}.";
    }

    private void Grid()
    {
        foreach (var count in _scale.Counts)
        {
            Line(count == 0 ? "axis" : "grid", ChartScale.Left, _scale.Y(count), ChartScale.Width, _scale.Y(count));
            Label(ReportText.Short(count), 0, _scale.Y(count) + 5, "start", "label");
        }

        var number = 0;
        foreach (var (time, label) in _scale.Times)
        {
            var x = _scale.X(time);
            if (x < ChartScale.Width - 44)
            {
                Line("axis", x, ChartScale.Bottom, x, ChartScale.Bottom + 5);

                // On a narrow screen, every other label is left out.
                Label(label, x, ChartScale.Bottom + 24, "middle", number++ % 2 == 0 ? "label" : "label extra");
            }
        }
    }

    private void Counts()
    {
        var line = new StringBuilder();
        var falls = new StringBuilder();
        var unknown = new StringBuilder();
        var marks = new List<CountStep>();
        var pending = true;
        var every = Math.Max(1, _frontEnd.Steps.Count / MostSteps);
        for (var i = 0; i < _frontEnd.Steps.Count; i++)
        {
            var step = _frontEnd.Steps[i];
            if (step.Kind == StepKind.Growth)
            {
                if (pending)
                {
                    line.Append(Point('M', step.From));
                    pending = false;
                }

                // A long history has more counts than the chart has points.
                if (i % every == 0 || i + 1 == _frontEnd.Steps.Count || _frontEnd.Steps[i + 1].Kind != StepKind.Growth)
                {
                    line.Append(Point('L', step.To));
                }

                continue;
            }

            pending = true;
            (step.Kind == StepKind.Purge ? falls : unknown).Append(Point('M', step.From)).Append(Point('L', step.To));
            if (step.Kind == StepKind.Purge)
            {
                marks.Add(step);
            }
        }

        Path("unknown", unknown);
        Path("fall", falls);
        Path("count", line);
        if (_frontEnd.Samples.Count <= MostDots)
        {
            Dots(_frontEnd.Samples);
        }

        if (marks.Count <= MostMarks)
        {
            foreach (var mark in marks)
            {
                var (x, y) = (_scale.X(mark.To.Time), ChartScale.Bottom - 1);
                _to.Empty("path", ("class", "mark"), ("d", $"M{N(x - 5)} {N(y - 9)}L{N(x + 5)} {N(y - 9)}L{N(x)} {N(y)}Z"));
            }
        }
    }

    private void Dots(IEnumerable<CountSample> samples)
    {
        foreach (var sample in samples)
        {
            _to.Empty("circle", ("class", "dot"), ("cx", _scale.X(sample.Time)), ("cy", _scale.Y(sample.Count)), ("r", 2.5));
        }
    }

    private void Expected()
    {
        if (_frontEnd.Estimate is not { EntriesPerDay: { } rate, EntriesPerDayLow: { } low, EntriesPerDayHigh: { } high } estimate
            || _scale.To <= estimate.LastTime)
        {
            return;
        }

        var from = $"M{N(_scale.X(estimate.LastTime))} {N(_scale.Y(estimate.LastCount))}";
        _to.Empty("path", ("class", "fan"), ("d", $"{from}{To(high)}{To(low, backwards: true)}Z"));
        _to.Empty("path", ("class", "expected"), ("d", from + To(rate)));

        // A line ends where it leaves the chart.
        string To(double perDay, bool backwards = false)
        {
            var days = (_scale.To - estimate.LastTime).TotalDays;
            var leaves = perDay > 0 ? (_scale.Highest - estimate.LastCount) / perDay : perDay < 0 ? estimate.LastCount / -perDay : days;
            var inside = Math.Max(0, Math.Min(days, leaves));
            var end = $"L{N(_scale.X(estimate.LastTime.AddDays(inside)))} {N(_scale.Y(estimate.LastCount + (perDay * inside)))}";
            var corner = $"L{N(_scale.X(_scale.To))} {N(_scale.Y(estimate.LastCount + (perDay * days)))}";
            return perDay == rate ? end : backwards ? corner + end : end + corner;
        }
    }

    private void Threshold()
    {
        if (_threshold is { } threshold && _scale.ShowsThreshold)
        {
            var y = _scale.Y(threshold);
            Line("threshold", ChartScale.Left, y, ChartScale.Width, y);

            // The label is on the side where the counts are farther away.
            var samples = _frontEnd.Samples;
            var atLeft = Math.Abs(samples[0].Count - threshold) > Math.Abs(samples[samples.Count - 1].Count - threshold);
            Label("threshold " + ReportText.Count(threshold), atLeft ? ChartScale.Left : ChartScale.Width, y - 7, atLeft ? "start" : "end", "label limit");
        }
    }

    private void Legend()
    {
        using var caption = _to.Open("figcaption");
        Key("count", "entries");
        if (_frontEnd.Steps.Any(step => step.Kind == StepKind.Purge))
        {
            Key("mark", "purge");
        }

        if (_frontEnd.Steps.Any(step => step.Kind is StepKind.Gap or StepKind.Jump))
        {
            Key("unknown", "not counted as growth");
        }

        if (_scale.To > _frontEnd.Samples[_frontEnd.Samples.Count - 1].Time)
        {
            Key("expected", "expected without a purge");
        }

        if (_threshold is { } threshold && !_scale.ShowsThreshold)
        {
            _to.Element("span", $"The threshold of {ReportText.Count(threshold)} lies far above this chart.", ("class", "key"));
        }
    }

    private void Key(string kind, string text)
    {
        using var key = _to.Open("span", ("class", "key"));
        using (_to.Open("svg", ("viewBox", "0 0 22 10"), ("class", "swatch"), ("aria-hidden", "true")))
        {
            _to.Empty("path", ("class", kind), ("d", kind == "mark" ? "M6 1L16 1L11 9Z" : "M0 5L22 5"));
        }

        _to.Text(text);
    }

    private string Point(char command, CountSample sample) => $"{command}{N(_scale.X(sample.Time))} {N(_scale.Y(sample.Count))}";

    private void Path(string kind, StringBuilder d)
    {
        if (d.Length > 0)
        {
            _to.Empty("path", ("class", kind), ("d", d));
        }
    }

    private void Line(string kind, double x1, double y1, double x2, double y2) =>
        _to.Empty("line", ("class", kind), ("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2));

    private void Label(string text, double x, double y, string anchor, string kind) =>
        _to.Element("text", text, ("class", kind), ("x", x), ("y", y), ("text-anchor", anchor));

    private static string N(double value) => Markup.Number(value);
}
