using System.Globalization;

namespace PsdPurge.Report;

/// <summary>The page that a change board approves before a removal. It says what the removal deletes, on which evidence, and what it keeps.</summary>
internal static class ReviewPage
{
    private const string NotGiven = "Not given. Pipe in the output of Remove-AppEndpointPsdEntries -WhatIf for these entries.";

    public static string Write(ReviewModel model) => PageFrame.Write(model.Title, to =>
    {
        using (to.Open("header"))
        {
            Summary(to, model);
        }

        using (to.Open("main"))
        {
            FrontEnds(to, model);
            Largest(to, model);
            LeftAlone(to, model);
            Evidence(to, model);
        }

        Footer(to, model);
    });

    private static void Summary(Markup to, ReviewModel model)
    {
        to.Element("h1", model.Title.Trim().Length == 0 ? "PsdPurge" : model.Title);
        to.Element("p", $"For approval. Written {ReportText.Time(model.Generated)} UTC; nothing has been deleted by it.", ("class", "sub"));
        to.Element(
            "p",
            $"The removal would delete {ReportText.Of(model.Total.Entries, "row")} of rtc.dbo.PersistedServiceData ({ByteSize.Format(model.Total.Bytes)}) in "
                + $"{ReportText.Of(model.Total.Documents, "document")}, "
                + $"left by {ReportText.Of(model.Total.Conferences, "deleted conference")} on {ReportText.Of(model.FrontEnds.Count, "Front-End")}. "
                + "Each row is written to a backup first.",
            ("class", "lead"));
        using var facts = to.Open("dl", ("class", "facts"));
        ReportTables.Fact(to, "Selection", model.Mark, "Remove-AppEndpointPsdEntries -Verbose shows the same for the same entries");
        ReportTables.Fact(to, "Rows", ReportText.Count(model.Total.Entries), "on all Front-Ends");
        ReportTables.Fact(to, "Size", ByteSize.Format(model.Total.Bytes), "of their data");
        ReportTables.Fact(
            to,
            "Endpoints",
            ReportText.Count(model.FrontEnds.SelectMany(one => one.Endpoints).Select(one => ReviewModel.Key(one.Address)).Distinct().LongCount()),
            "trusted application endpoints");
    }

    private static void FrontEnds(Markup to, ReviewModel model)
    {
        to.Element("h2", "What is deleted");
        foreach (var frontEnd in model.FrontEnds)
        {
            using var article = to.Open("article");
            to.Element("h3", frontEnd.Name + (frontEnd.Pool is null ? "" : $" ({frontEnd.Pool})"));
            using var table = to.Open("table");
            to.Element("caption", "By endpoint, on " + frontEnd.Name);
            ReportTables.Header(to, ["Endpoint"], ["Conferences", "Documents", "Rows", "Size", "Oldest DocId", "Newest DocId"], []);
            using var body = to.Open("tbody");
            foreach (var (address, sum) in frontEnd.Endpoints)
            {
                Row(to, address, sum);
            }

            if (frontEnd.Endpoints.Count > 1)
            {
                Row(to, "All endpoints", frontEnd.Sum);
            }
        }
    }

    private static void Row(Markup to, string name, ReviewSum sum)
    {
        using var row = to.Open("tr");
        to.Element("th", name, ("scope", "row"));
        ReportTables.Number(to, "Conferences", ReportText.Count(sum.Conferences));
        ReportTables.Number(to, "Documents", ReportText.Count(sum.Documents));
        ReportTables.Number(to, "Rows", ReportText.Count(sum.Entries));
        ReportTables.Number(to, "Size", ByteSize.Format(sum.Bytes));
        ReportTables.Number(to, "Oldest DocId", sum.Oldest);
        ReportTables.Number(to, "Newest DocId", sum.Newest);
    }

    private static void Largest(Markup to, ReviewModel model)
    {
        to.Element("h2", model.Largest.Count == 1 ? "The document" : $"The {model.Largest.Count.ToString(CultureInfo.InvariantCulture)} largest documents");
        using var table = to.Open("table");
        to.Element("caption", "By the size of their data");
        ReportTables.Header(to, ["Conference"], ["DocId", "Rows", "Size"], ["Endpoint", "Front-End"]);
        using var body = to.Open("tbody");
        foreach (var entry in model.Largest)
        {
            using var row = to.Open("tr");
            to.Element("th", entry.ConferenceId, ("scope", "row"));
            ReportTables.Number(to, "DocId", entry.DocId);
            ReportTables.Number(to, "Rows", ReportText.Count(entry.Entries));
            ReportTables.Number(to, "Size", ByteSize.Format(entry.Bytes));
            to.Element("td", entry.SipAddress, ("class", "path"), ("data-label", "Endpoint"));
            to.Element("td", entry.FrontEnd, ("class", "path"), ("data-label", "Front-End"));
        }
    }

    private static void LeftAlone(Markup to, ReviewModel model)
    {
        to.Element("h2", "What is not touched, and why");
        using var list = to.Open("ul");
        foreach (var frontEnd in model.FrontEnds)
        {
            if (frontEnd.Count?.EntryCount is { } count)
            {
                to.Element("li", $"{frontEnd.Name} holds {ReportText.Of(count, "row")}, counted {ReportText.Time(frontEnd.Count.Time)}: "
                    + $"{ReportText.Of(Math.Max(0, count - frontEnd.Sum.Entries), "row")} are not in this selection and stay.");
            }

            foreach (var reason in (frontEnd.Preview?.SkippedBy ?? new Dictionary<SkipReason, long>()).OrderByDescending(pair => pair.Value))
            {
                to.Element(
                    "li",
                    $"{frontEnd.Name}, of this selection: {ReportText.Of(reason.Value, "row")} that a guard keeps: {ReportText.Reason(reason.Key)}.");
            }
        }

        to.Element("li", "Entries that are not in this selection, whether or not their conferences still exist.");
        to.Element("li", "Entries of organizers that are not trusted application endpoints, above all users' meetings.");
        to.Element("li", "Entries whose conference has a row in rtc.dbo.Conference of any Front-End of the pool, or is active. "
            + "That is checked again in the transaction that deletes.");
        to.Element("li", "Documents, conferences and every other table.");
    }

    private static void Evidence(Markup to, ReviewModel model)
    {
        to.Element("h2", "On which evidence");
        to.Element("p", "How a document names its organizer and its conference is not published. Before anything is deleted, "
            + "each Front-End's own data must prove the profile that says so; otherwise nothing is removed there.");
        foreach (var frontEnd in model.FrontEnds)
        {
            to.Element("h4", frontEnd.Name);
            to.Element("p", frontEnd.Evidence ?? NotGiven, ("class", frontEnd.Evidence is null ? "sub" : null));
        }
    }

    private static void Footer(Markup to, ReviewModel model)
    {
        using var footer = to.Open("footer");
        to.Element("h2", "How to read this");
        to.Element("p", $"The selection's sixteen letters, {model.Mark}, follow from all of its entries in any order. "
            + "A removal of the same entries shows the same letters with -Verbose. Other letters mean that it is not "
            + "what was approved. It deletes only these entries, and fewer if a conference has come back or is active by then.");
        to.Element("p", "Each Front-End holds replicas of a part of the pool, so the same conference may be on several, "
            + "and the numbers of Front-Ends are of different rows.");
        to.Element("p", "Oldest and newest are the lowest and the highest DocId: it is assumed that documents are numbered in the order in which they were "
            + "made, and nothing depends on it.");
    }
}
