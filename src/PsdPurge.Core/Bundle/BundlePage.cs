using System.Globalization;
using PsdPurge.Report;

namespace PsdPurge.Bundle;

/// <summary>A bundle's content as one page to read.</summary>
internal static class BundlePage
{
    private const string Title = "What a server of an unknown shape looks like";
    private const int LongestCell = 300;

    public static string Write(BundleContent content) => PageFrame.Write(Title, to =>
    {
        using (to.Open("header"))
        {
            to.Element("h1", Title);
            to.Element(
                "p",
                "Test-PsdPool wrote this. Names of tables and columns are as they are. Every address, name, id and text is replaced by one of the same shape; "
                    + "the same by the same, wherever it stands. Which is which cannot be told from this file.",
                ("class", "lead"));
            Facts(to, content.Versions);
        }

        using (to.Open("main"))
        {
            to.Element("h2", "Checks");
            Checks(to, content.Checks);
            foreach (PoolContent pool in content.Pools)
            {
                Pool(to, pool);
            }
        }
    });

    private static void Facts(Markup to, IReadOnlyList<KeyValuePair<string, string>> facts)
    {
        using Markup.Scope list = to.Open("dl", ("class", "facts"));
        foreach (KeyValuePair<string, string> fact in facts)
        {
            using Markup.Scope one = to.Open("div");
            to.Element("dt", fact.Key);
            to.Element("dd", fact.Value);
        }
    }

    private static void Checks(Markup to, IReadOnlyList<PoolCheck> checks)
    {
        List<PoolCheck> passed = [.. checks.Where(check => check.Status == CheckStatus.Passed)];
        Table(to, checks.Except(passed));
        Folded(to, $"Checks that passed: {Number(passed.Count)}", () => Table(to, passed));
    }

    private static void Table(Markup to, IEnumerable<PoolCheck> checks) => Table(
        to,
        ["Where", "Check", "Status", "Found"],
        checks.Select(check => new[]
        {
            check.Place, check.Check, check.Status.ToString(), Joined(" ", check.Found, check.Advice, InBraces(check.ErrorId)),
        }));

    private static void Pool(Markup to, PoolContent pool)
    {
        to.Element("h2", $"Pool {pool.Name}");
        to.Element("h3", "How its entries name organizer and conference");
        Search(to, pool.Search);
        for (var i = 0; i < pool.FrontEnds.Count; i++)
        {
            FrontEndContent frontEnd = pool.FrontEnds[i];
            using Markup.Scope article = to.Open("article");
            to.Element("h3", frontEnd.Name);
            to.Element("p", frontEnd.Server ?? "Not reached.", ("class", "sub"));
            foreach (var failure in frontEnd.Failures)
            {
                to.Element("p", failure, ("class", "warning"));
            }

            foreach (DatabaseCatalog database in frontEnd.Databases)
            {
                Folded(to, $"Tables of {database.Name}: {Number(database.Tables.Count)}", () => Tables(to, database));
            }

            foreach (SampleTable sample in frontEnd.Samples)
            {
                Folded(
                    to, $"Rows of {sample.Table}: {Number(sample.Rows.Count)}", () => Table(to, sample.Columns, sample.Rows.Select(row => row.Select(Cell))));
            }
        }
    }

    private static void Search(Markup to, SearchContent search)
    {
        to.Element("p", Joined(" ", search.Outcome, InBraces(search.ErrorId)));
        if ((search.Found ?? search.Nearest) is { } profile)
        {
            to.Element("p", $"{(search.Found is null ? "What fits best" : "The profile")}: {profile.Organizer}; {profile.Conference}");
        }

        Folded(to, $"Links that were looked at: {Number(search.OrganizerLinks.Count + search.ConferenceLinks.Count)}", () => Table(
            to,
            ["Link", "Entries that name something", "Ids of living conferences or their organizers among them"],
            search.OrganizerLinks.Concat(search.ConferenceLinks).Select(tried => new[] { tried.Link.ToString(), Number(tried.Named), Number(tried.Known) })));
        Folded(to, $"Pairs of links that were compared: {Number(search.Pairs.Count)}", () => Table(
            to,
            ["Organizer", "Conference", "Living conferences that agree", "Organizers of those", "Documents against it", "Possible", "Why it lost"],
            search.Pairs.Select(pair => new[]
            {
                pair.Organizer.ToString(), pair.Conference.ToString(), Number(pair.Agreeing), Number(pair.Organizers), Number(pair.Strays),
                pair.IsPossible ? "yes" : "no", pair.WhyItLost ?? "",
            })));
        Folded(to, $"What the search said: {Number(search.Log.Count)} lines", () =>
        {
            using Markup.Scope list = to.Open("ul");
            foreach (var line in search.Log)
            {
                to.Element("li", line);
            }
        });
    }

    private static void Tables(Markup to, DatabaseCatalog database)
    {
        foreach (CatalogTable table in database.Tables)
        {
            to.Element("h4", $"{table.Schema}.{table.Name}{(table.Rows is { } rows ? $", {Number(rows)} rows" : "")}");
            Table(to, ["Column", "Type", "NULL", "Also"], table.Columns.Select(column => new[]
            {
                column.Column.Name, column.Column.Declaration + column.Column.CollateClause, column.IsNullable ? "yes" : "no",
                Also(column),
            }));
            Lines(to, [.. table.Indexes.Select(Line), .. table.ForeignKeys.Select(Line)]);
        }

        Lines(to, [.. database.Triggers.Select(name => "Trigger " + name), .. database.Procedures.Select(name => "Procedure " + name)]);
    }

    private static string Also(CatalogColumn column) =>
        Joined(", ", column.Column.IsIdentity ? "identity" : null, column.Column.IsComputed ? "computed" : null, column.HasDefault ? "has a default" : null);

    private static string Line(CatalogIndex index)
    {
        var kind = index.IsPrimaryKey ? "primary key, " : index.IsUnique ? "unique, " : "";
        var key = string.Join(", ", index.Key.Select(c => c.Column + (c.IsDescending ? " descending" : "")));
        return $"{index.Name}: {kind}{index.Type.ToLowerInvariant()} ({key}){(index.Included.Count > 0 ? " with " + string.Join(", ", index.Included) : "")}";
    }

    private static string Line(CatalogForeignKey key) =>
        $"{key.Name}: ({string.Join(", ", key.Columns.Select(c => c.Column))}) to {key.OtherTable} "
        + $"({string.Join(", ", key.Columns.Select(c => c.OtherColumn))})";

    private static string? InBraces(string? text) => text is null ? null : $"({text})";

    private static string Joined(string separator, params string?[] parts) => string.Join(separator, parts.OfType<string>());

    private static void Lines(Markup to, IReadOnlyList<string> lines)
    {
        if (lines.Count > 0)
        {
            using Markup.Scope list = to.Open("ul", ("class", "path"));
            foreach (var line in lines)
            {
                to.Element("li", line);
            }
        }
    }

    private static void Folded(Markup to, string summary, Action content)
    {
        using Markup.Scope details = to.Open("details");
        to.Element("summary", summary);
        content();
    }

    private static void Table(Markup to, IReadOnlyList<string> heads, IEnumerable<IEnumerable<string>> rows)
    {
        using Markup.Scope wide = to.Open("div", ("class", "wide"));
        using Markup.Scope table = to.Open("table");
        using (to.Open("thead"))
        using (to.Open("tr"))
        {
            foreach (var head in heads)
            {
                to.Element("th", head, ("scope", "col"));
            }
        }

        using Markup.Scope body = to.Open("tbody");
        foreach (IEnumerable<string> row in rows)
        {
            using Markup.Scope line = to.Open("tr");
            var i = 0;
            foreach (var cell in row)
            {
                to.Element("td", cell, ("data-label", heads[i++]));
            }
        }
    }

    /// <summary>A value for a human reader. Bytes that hold text are shown as text.</summary>
    private static string Cell(object? value)
    {
        var text = value switch
        {
            null => "NULL",
            byte[] bytes when BytePseudonyms.Read(bytes) is ({ } said, { } encoding) => $"{said.TrimEnd('\0')} ({encoding.WebName})",
            _ => Convert.ToString(BundleJson.Cell(value), CultureInfo.InvariantCulture)!,
        };
        return text.Length <= LongestCell ? text : $"{text.Substring(0, LongestCell)} \u2026";
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
