namespace PsdPurge.Report;

/// <summary>The report's section about one Front-End.</summary>
internal static class FrontEndSection
{
    public static void Write(Markup to, FrontEndReport frontEnd, ReportModel model, string id)
    {
        using var article = to.Open("article", ("id", id), ("aria-labelledby", id + "-name"));
        using (to.Open("div", ("class", "top")))
        {
            using (to.Open("div", ("class", "head")))
            {
                to.Element("h3", frontEnd.Name, ("id", id + "-name"));
                ReportTables.State(to, frontEnd.State, frontEnd.StateText);
            }

            to.Element("p", Sentence(frontEnd, model.Threshold, model.Generated));
            if (frontEnd.Estimate?.Warning is { } warning)
            {
                to.Element("p", warning, ("class", "warning"));
            }

            if (frontEnd.Samples.Count > 0)
            {
                CountChart.Write(to, frontEnd, model.Threshold, id);
            }
        }

        ReportTables.Runs(to, frontEnd);
        LeftAlone(to, frontEnd);
    }

    private static string Sentence(FrontEndReport frontEnd, long? threshold, DateTime now)
    {
        if (frontEnd.Estimate is not { } estimate)
        {
            return "No count with a time is recorded.";
        }

        var text = $"{ReportText.Count(estimate.LastCount)} entries on {ReportText.Time(estimate.LastTime)}. ";
        if (estimate.EntriesPerDay is null)
        {
            return text + "It is too early to say how fast they grow.";
        }

        text += estimate.Verdict switch
        {
            GrowthVerdict.Steady => "The data does not show whether they grow",
            GrowthVerdict.Shrinking => $"They decline by about {ReportText.Rate(-estimate.EntriesPerDay)} a day",
            _ => $"They grow by about {ReportText.Rate(estimate.EntriesPerDay)} a day",
        };
        text += $" ({ReportText.Rate(estimate.EntriesPerDayLow)} to {ReportText.Rate(estimate.EntriesPerDayHigh)}). ";
        if (threshold is not { } limit)
        {
            return text;
        }

        if (estimate.LastCount < limit)
        {
            text += estimate.ThresholdDate is null
                ? $"At this rate the threshold of {ReportText.Count(limit)} is not in sight. "
                : $"Without a purge the threshold of {ReportText.Count(limit)} {(estimate.ThresholdDate < now ? "was to be" : "is")} met about "
                    + $"{ReportText.Day(estimate.ThresholdDate)} "
                    + $"({ReportText.Day(estimate.ThresholdDateEarliest)} to "
                    + $"{(estimate.ThresholdDateLatest is null ? "never" : ReportText.Day(estimate.ThresholdDateLatest))}). ";
        }

        return estimate.PurgeIntervalShortest is { } span ? text + $"To stay under it, purge at least every {ReportText.Interval(span)}." : text;
    }

    private static void LeftAlone(Markup to, FrontEndReport frontEnd)
    {
        if (frontEnd.NewestSkip is not { } run)
        {
            return;
        }

        to.Element("h4", run.Time is null ? "What was left alone" : $"What was left alone on {ReportText.Time(run.Time)}");
        using var list = to.Open("ul");
        foreach (var reason in run.SkippedBy.OrderByDescending(pair => pair.Value))
        {
            to.Element("li", $"{ReportText.Count(reason.Value)}: {ReportText.Reason(reason.Key)}");
        }

        var unexplained = (run.Skipped ?? 0) - run.SkippedBy.Values.Sum();
        if (unexplained > 0)
        {
            to.Element("li", $"{ReportText.Count(unexplained)}: the reason was not recorded");
        }
    }
}
