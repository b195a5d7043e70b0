using System.Globalization;

namespace PsdPurge.Report;

/// <summary>The report's page: first a summary for a reader in a hurry, then each pool's Front-Ends, then an explanation of the numbers.</summary>
internal static class ReportPage
{
    public static string Write(ReportModel model) => PageFrame.Write(model.Title, to =>
    {
        using (to.Open("header"))
        {
            Summary(to, model);
        }

        using (to.Open("main"))
        {
            Pools(to, model);
        }

        Footer(to, model);
    });

    private static void Summary(Markup to, ReportModel model)
    {
        List<FrontEndReport> all = [.. model.FrontEnds];
        List<DateTime> times = [.. all.SelectMany(one => one.Samples).Select(sample => sample.Time)];
        to.Element("h1", model.Title.Trim().Length == 0 ? "PsdPurge" : model.Title);
        to.Element(
            "p",
            (times.Count > 0 ? $"Counts from {ReportText.Day(times.Min())} to {ReportText.Day(times.Max())}. " : "")
                + $"Written {ReportText.Time(model.Generated)} UTC; all times are UTC.",
            ("class", "sub"));
        to.Element("p", Lead(all), ("class", "lead"));
        if (all.Count == 0)
        {
            return;
        }

        using var facts = to.Open("dl", ("class", "facts"));
        var fullest = all.OrderByDescending(one => one.LastCount ?? -1).First();
        ReportTables.Fact(to, "Most entries now", ReportText.Count(fullest.LastCount), ReportText.ShortName(fullest.Name));
        var fastest = all.OrderByDescending(one => one.Estimate?.EntriesPerDay ?? double.NegativeInfinity).First();
        ReportTables.Fact(
            to,
            "Fastest growth a day",
            ReportText.Rate(fastest.Estimate?.EntriesPerDay),
            fastest.Estimate?.EntriesPerDay is null ? "too few counts" : ReportText.ShortName(fastest.Name));
        if (model.Threshold is not null)
        {
            var first = all.Where(one => one.Estimate?.ThresholdDate is not null).OrderBy(one => one.Estimate!.ThresholdDate).FirstOrDefault();
            var met = first is not null && first.Estimate!.LastCount >= model.Threshold;
            ReportTables.Fact(
                to,
                "Threshold met first",
                first is null ? ReportText.None : met ? "Now" : ReportText.Day(first.Estimate!.ThresholdDate),
                first is null ? "not in sight" : ReportText.ShortName(first.Name));
            var shortest = all.Select(one => one.Estimate?.PurgeIntervalShortest).Where(span => span is not null).Min();
            ReportTables.Fact(
                to,
                "Purge at least every",
                shortest is { } span ? ReportText.Interval(span) : ReportText.None,
                "to stay under " + ReportText.Count(model.Threshold));
        }

        ReportTables.Fact(
            to,
            "Deleted in this time",
            ReportText.Count(all.Sum(one => one.Deleted)),
            $"in {ReportText.Of(all.Sum(one => one.Runs.Count(run => run.Deleted > 0)), "run")}");
    }

    // One sentence that says whether anything has to be done.
    private static string Lead(List<FrontEndReport> all)
    {
        List<FrontEndReport> bad = [.. all.Where(one => one.State == FrontEndState.Bad)];
        List<FrontEndReport> soon = [.. all.Where(one => one.State == FrontEndState.Soon)];
        if (all.Count == 0)
        {
            return "There are no counts and no removals to report.";
        }

        var text = bad.Count > 0
            ? $"{Names(bad)} {(bad.Count == 1 ? "needs" : "need")} attention now: {string.Join(", ", bad.Select(one => Small(one.StateText)).Distinct())}. "
            : "";
        text += soon.Count > 0 ? $"{Names(soon)} may meet the threshold within two weeks." : "";
        return text.Length > 0 ? text.TrimEnd()
            : all.All(one => one.State == FrontEndState.Good)
                ? all.Count == 1 ? $"{all[0].Name} is in order." : $"All {all.Count.ToString(CultureInfo.InvariantCulture)} Front-Ends are in order."
            : all.Any(one => one.State == FrontEndState.Good) ? "According to the counts, nothing needs attention."
            : "There are too few counts yet to say how fast the entries grow.";
    }

    private static string Small(string text) => char.ToLowerInvariant(text[0]) + text.Substring(1);

    private static string Names(List<FrontEndReport> some) => some.Count switch
    {
        1 => some[0].Name,
        2 => some[0].Name + " and " + some[1].Name,
        _ => some.Count.ToString(CultureInfo.InvariantCulture) + " Front-Ends",
    };

    private static void Pools(Markup to, ReportModel model)
    {
        var number = 0;
        foreach (var pool in model.Pools)
        {
            var id = "pool" + (++number).ToString(CultureInfo.InvariantCulture);
            using var section = to.Open("section", ("aria-labelledby", id));
            to.Element("h2", pool.Name ?? "Front-Ends named directly", ("id", id));
            ReportTables.Overview(to, pool, model.Threshold, id);
            var frontEnd = 0;
            foreach (var one in pool.FrontEnds)
            {
                FrontEndSection.Write(to, one, model, $"{id}-{(++frontEnd).ToString(CultureInfo.InvariantCulture)}");
            }
        }
    }

    private static void Footer(Markup to, ReportModel model)
    {
        using var footer = to.Open("footer");
        to.Element("h2", "How to read this");
        to.Element("p", "An entry is a row of rtc.dbo.PersistedServiceData that has a document. Each Front-End holds replicas of a part of the pool, so the "
            + "numbers differ between Front-Ends and must not be added up.");
        to.Element("p", "Growth is the median of the slopes between all pairs of counts (Theil\u2013Sen), without what purges removed, "
            + "without long gaps and without sudden rises. "
            + "Its range holds the true rate in about 95 of 100 cases and comes from how much the rate differs from week to week. "
            + "Dates and purge intervals follow from it; they hold as long as the applications behave as they did.");
        if (model.Threshold is not null)
        {
            to.Element("p", "The purge interval is the shorter end of its range, rounded down: the one to plan with.");
        }

        to.Element("p", "Entries are left alone when there is any sign that their conference still exists.");
    }
}
