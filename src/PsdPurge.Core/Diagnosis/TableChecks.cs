using System.Globalization;

namespace PsdPurge.Diagnosis;

/// <summary>The tables, and what this login may do with them.</summary>
internal static class TableChecks
{
    private const string Delete = "DELETE on rtc.dbo.PersistedServiceData";
    private const string ViewDefinition = "VIEW DEFINITION on rtc";

    public static CheckResult Rights(ServerFacts facts)
    {
        List<string> missing = [.. facts.Rights.Rows.Where(r => r.Has == false).Select(r => r.Name)];
        List<string> unseen = [.. facts.Rights.Rows.Where(r => r.Has is null).Select(r => r.Name)];
        if (missing.Concat(unseen).Any(r => r.StartsWith("SELECT", StringComparison.Ordinal)))
        {
            return CheckResult.Failed(
                CheckNames.Rights,
                string.Join("; ", new[] { Sentence("this login has no ", missing), Sentence("not there, or hidden from this login: ", unseen) }.Where(text => text.Length > 0)),
                "Run as a member of RTCUniversalServerAdmins, or as a local administrator of the Front-End.",
                ErrorIds.PermissionDenied);
        }

        return missing.Concat(unseen).Contains(Delete)
            ? CheckResult.Failed(
                CheckNames.Rights,
                $"may count and select, but not remove: this login has no {Delete}",
                "To remove, run as a local administrator of every Front-End, or ask for that right on each.",
                ErrorIds.PermissionDenied)
            : missing.Contains(ViewDefinition)
            ? CheckResult.Warning(
                CheckNames.Rights,
                $"may count, select and remove, but has no {ViewDefinition}",
                "Triggers may be hidden from this login: ask for that right, or have somebody who has it run this check.")
            : CheckResult.Passed(CheckNames.Rights, "may count, select and remove");
    }

    public static CheckResult TempTables(ServerFacts facts) => facts.TempTable.Rows is [1]
        ? CheckResult.Passed(CheckNames.TempTables, "one was made in tempdb and dropped")
        : CheckResult.Failed(CheckNames.TempTables, "a row that was written to tempdb did not come back", "Look into the instance's error log (ERRORLOG).");

    public static CheckResult SideEffects(ServerFacts facts) => facts.SideEffects.Rows.Count == 0
        ? CheckResult.Passed(CheckNames.SideEffects, "deleting an entry changes nothing else")
        : CheckResult.Failed(
            CheckNames.SideEffects,
            $"deleting an entry would set off {string.Join(", ", facts.SideEffects.Rows)}",
            "Nothing is removed while it is there, since no backup would hold what it changes. Nothing of the kind is known of these servers: find out who added it.",
            ErrorIds.DeleteHasSideEffects);

    public static CheckResult Indexes(ServerFacts facts)
    {
        List<string> without = [.. new[]
        {
            Lacking(facts, "PersistedServiceData", "DocId"),
            Lacking(facts, "Document", "DocId"),
            Lacking(facts, "Conference", "ExternalConfId", "ExternalConfIdCksum", "OrganizerId"),
            Lacking(facts, "Resource", "UserAtHost"),
        }.OfType<string>()];
        return without.Contains("PersistedServiceData.DocId")
            ? CheckResult.Warning(
                CheckNames.Indexes,
                "none leads to the entries of a document (PersistedServiceData.DocId)",
                "Each batch reads all entries, so a removal takes long: run it at a quiet hour, with a large -BatchSize. Make no index: the servers are Microsoft's.")
            : CheckResult.Passed(CheckNames.Indexes, without.Count == 0
                ? "the statements find all that they look up"
                : $"none on {string.Join(", ", without)}: each is read once a run, which takes seconds");
    }

    public static CheckResult RowCounts(ServerFacts facts)
    {
        List<TableRow> tables = facts.Tables.Rows;
        var found = string.Join(", ", tables
            .OrderByDescending(t => t.IsEntries)
            .Select(t => string.Format(CultureInfo.InvariantCulture, "{0} {1:N0}{2}", t.Name, t.Rows, t.IsEntries ? $" ({ByteSize.Format(t.Pages * FileRow.PageSize)})" : "")));
        return tables.Count == 0
            ? CheckResult.NotTested(CheckNames.Rows, "none of the tables is seen by this login", "See Rights.")
            : CheckResult.Passed(CheckNames.Rows, found);
    }

    /// <summary>The table with the first of the columns, where no index begins with one of them.</summary>
    private static string? Lacking(ServerFacts facts, string table, params string[] columns) =>
        facts.Indexes.Rows
            .Where(row => Same(row.Table, table))
            .GroupBy(row => row.Index)
            .Any(index => columns.Contains(index.First().Column, StringComparer.OrdinalIgnoreCase))
            ? null
            : $"{table}.{columns[0]}";

    private static string Sentence(string start, List<string> names) => names.Count == 0 ? "" : start + string.Join(", ", names);

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
