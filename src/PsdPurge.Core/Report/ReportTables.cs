namespace PsdPurge.Report;

/// <summary>The report's tables. Each cell names its column, because a row becomes a list on a narrow screen.</summary>
internal static class ReportTables
{
    private const int MostRuns = 12;

    public static void Overview(Markup to, PoolReport pool, long? threshold, string id)
    {
        using var table = to.Open("table");
        to.Element("caption", "The Front-Ends at a glance");
        Header(
            to,
            ["Front-End"],
            ["First count", "Last count", "Deleted", "Growth a day", .. threshold is null ? Array.Empty<string>() : ["Threshold met"]],
            ["State"]);
        using var body = to.Open("tbody");
        var number = 0;
        foreach (var one in pool.FrontEnds)
        {
            using var row = to.Open("tr");
            using (to.Open("th", ("scope", "row")))
            {
                to.Element("a", one.Name, ("href", $"#{id}-{++number}"));
            }

            Number(to, "First count", ReportText.Count(one.FirstCount));
            Number(to, "Last count", ReportText.Count(one.LastCount));
            Number(to, "Deleted", ReportText.Count(one.Deleted));
            Number(to, "Growth a day", ReportText.Rate(one.Estimate?.EntriesPerDay));
            if (threshold is { } limit)
            {
                Number(to, "Threshold met", one.LastCount >= limit ? "met" : ReportText.Day(one.Estimate?.ThresholdDate));
            }

            using var cell = to.Open("td", ("data-label", "State"));
            State(to, one.State, one.StateText);
        }
    }

    public static void Runs(Markup to, FrontEndReport frontEnd)
    {
        if (frontEnd.Runs.Count == 0)
        {
            to.Element("p", "No removal is recorded.", ("class", "sub"));
            return;
        }

        to.Element("h4", frontEnd.Runs.Count > MostRuns ? $"The last {MostRuns} of {ReportText.Of(frontEnd.Runs.Count, "removal")}" : "Removals");
        using var table = to.Open("table", ("class", "runs"));
        to.Element("caption", "Removals on " + frontEnd.Name);
        Header(to, ["Ended"], ["Before", "Deleted", "Left alone", "After", "Took"], ["Status", "Backup"]);
        using var body = to.Open("tbody");
        foreach (var run in frontEnd.Runs.Take(MostRuns))
        {
            using var row = to.Open("tr");
            to.Element("th", run.Time is null ? "Time not recorded" : ReportText.Time(run.Time), ("scope", "row"));
            Number(to, "Before", ReportText.Count(run.CountBefore));
            Number(to, "Deleted", ReportText.Count(run.Deleted));
            Number(to, "Left alone", ReportText.Count(run.Skipped));
            Number(to, "After", ReportText.Count(run.EntryCount));
            Number(to, "Took", ReportText.Elapsed(run.Elapsed));
            using (to.Open("td", ("data-label", "Status")))
            {
                State(to, StateOf(run.Status), ReportText.Status(run.Status));
            }

            to.Element("td", run.BackupFile is { } file ? FileName(file) : "none", ("class", "path"), ("data-label", "Backup"), ("title", run.BackupFile));
        }
    }

    public static void State(Markup to, FrontEndState state, string text) => to.Element("span", text, ("class", "state " + state switch
    {
        FrontEndState.Good => "good",
        FrontEndState.Soon => "soon",
        FrontEndState.Bad => "bad",
        _ => "unknown-state",
    }));

    private static FrontEndState StateOf(string? status) => status switch
    {
        nameof(RemovalStatus.Completed) => FrontEndState.Good,
        nameof(RemovalStatus.MaxEntriesReached) or nameof(RemovalStatus.TimeLimitReached) or nameof(RemovalStatus.Stopped) => FrontEndState.Soon,
        nameof(RemovalStatus.Failed) => FrontEndState.Bad,
        _ => FrontEndState.Unknown,
    };

    // The report may be read on a different system from the one with the backup.
    private static string FileName(string path) => path.Substring(path.LastIndexOfAny(['\\', '/']) + 1);

    public static void Number(Markup to, string column, string text) => to.Element("td", text, ("class", "n"), ("data-label", column));

    public static void Header(Markup to, string[] before, string[] numbers, string[] after)
    {
        using var head = to.Open("thead");
        using var row = to.Open("tr");
        foreach (var name in before.Concat(numbers).Concat(after))
        {
            to.Element("th", name, ("scope", "col"), ("class", numbers.Contains(name) ? "n" : null));
        }
    }

    public static void Fact(Markup to, string name, string value, string note)
    {
        using var fact = to.Open("div");
        to.Element("dt", name);
        using var text = to.Open("dd");
        to.Text(value);
        to.Element("span", note, ("class", "note"));
    }
}
