using System.Globalization;

namespace PsdPurge.Diagnosis;

/// <summary>Judges what a server said about itself. It sends nothing.</summary>
internal static class ServerChecks
{
    private const int SqlServer2012 = 11;
    private const int Level2012 = 110;

    /// <summary>With a larger difference, Kerberos refuses a login by default, and times in histories cannot be compared.</summary>
    private static readonly TimeSpan MostClockSkew = TimeSpan.FromMinutes(5);

    /// <summary>The results, in the order of <see cref="CheckNames.BehindLogin"/>.</summary>
    /// <param name="asked">Number of Front-Ends in the run.</param>
    /// <param name="facts">What the server said.</param>
    public static IReadOnlyList<CheckResult> Judge(int asked, ServerFacts facts) =>
    [
        Answer(CheckNames.Clock, facts.Server, rows => Clock(facts.ClockAhead)),
        Answer(CheckNames.Version, facts.Server, rows => Version(rows[0])),
        Answer(CheckNames.DatabaseState, facts.Databases, State),
        Answer(CheckNames.CompatibilityLevel, facts.Databases, Levels),
        Answer(CheckNames.Rights, facts.Rights, Rights),
        Answer(CheckNames.TempTables, facts.TempTable, _ => CheckResult.Passed(CheckNames.TempTables, "A temporary table can be made and filled.")),
        .. StorageChecks.Judge(facts),
        Answer(CheckNames.SideEffects, facts.SideEffects, SideEffects),
        Answer(CheckNames.Indexes, facts.Indexes, Indexes),
        Answer(CheckNames.Rows, facts.Tables, Rows),
        Answer(CheckNames.Members, facts.Members, rows => Members(asked, rows)),
    ];

    /// <summary>The result, or why the question has no answer.</summary>
    public static CheckResult Answer<T>(string check, Question<T> question, Func<IReadOnlyList<T>, CheckResult> judge) => question switch
    {
        { Failure: { } failure } => CheckResult.NotTested(check, failure.WhatHappened, failure.Remedy),
        { Rows.Count: 0 } when check is not (CheckNames.SideEffects or CheckNames.Members) =>
            CheckResult.NotTested(check, "The server shows this login nothing of it.", "Ask for VIEW DEFINITION on rtc and rtcdyn."),
        _ => judge(question.Rows),
    };

    private static CheckResult Clock(TimeSpan ahead) => ahead.Duration() <= MostClockSkew
        ? CheckResult.Passed(CheckNames.Clock, "The server's clock agrees with this computer's.")
        : CheckResult.Warning(
            CheckNames.Clock,
            Text("The server's clock is {0:N0} minutes {1} this computer's.", ahead.Duration().TotalMinutes, ahead > TimeSpan.Zero ? "ahead of" : "behind"),
            "Set both by the domain's time. Windows authentication fails beyond five minutes, and histories go by this computer's clock.");

    private static CheckResult Version(ServerRow server)
    {
        var found = $"SQL Server {server.Version} {server.Level}, {server.Edition}; logged in as {server.Login} ({server.AuthScheme}).".Replace(" ()", "");
        return int.TryParse(server.Version.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major) && major < SqlServer2012
            ? CheckResult.Failed(
                CheckNames.Version,
                found,
                "The statements of this module are written for SQL Server 2012 and later. Update the instance, as the Front-End's own updates do.")
            : CheckResult.Passed(CheckNames.Version, found);
    }

    private static CheckResult State(IReadOnlyList<DatabaseRow> databases)
    {
        var all = string.Join("; ", databases.Select(
            d => $"{d.Name} is {d.State.ToLowerInvariant()}, {(d.IsReadOnly ? "read-only" : "read-write")}, {d.Access.ToLowerInvariant().Replace('_', ' ')}"));
        if (databases.Any(d => d.State is not "ONLINE"))
        {
            return CheckResult.Failed(
                CheckNames.DatabaseState,
                all + ".",
                "Bring the database online first: the SQL Server error log says why it is not.",
                ErrorIds.DatabaseUnavailable);
        }

        return databases.Any(d => d.Name == "rtc" && d.IsReadOnly)
            ? CheckResult.Failed(
                CheckNames.DatabaseState,
                all + ".",
                "Nothing can be removed from a read-only database. Find out who made it read-only.",
                ErrorIds.DatabaseReadOnly)
            : databases.Count < 2
            ? CheckResult.Failed(
                CheckNames.DatabaseState,
                all + ". The other one of rtc and rtcdyn is not there.",
                "Check that this is a Front-End's instance RTCLOCAL.",
                ErrorIds.DatabaseMissing)
            : CheckResult.Passed(CheckNames.DatabaseState, all + ".");
    }

    private static CheckResult Levels(IReadOnlyList<DatabaseRow> databases)
    {
        var all = string.Join(", ", databases.Select(d => Text("{0} has level {1}", d.Name, d.Level))) + ".";
        return databases.Any(d => d.Level < Level2012)
            ? CheckResult.Warning(
                CheckNames.CompatibilityLevel,
                all,
                "Level 110 (SQL Server 2012) is what the statements are written for. Try with -WhatIf first.",
                ErrorIds.CompatibilityLevelTooLow)
            : CheckResult.Passed(CheckNames.CompatibilityLevel, all);
    }

    private static CheckResult Rights(IReadOnlyList<RightRow> rights)
    {
        var missing = rights.Where(r => r.Has != true).Select(r => r.Name).ToList();
        return missing.Count == 0
            ? CheckResult.Passed(CheckNames.Rights, "This login may read what the commands read, and delete entries.")
            : CheckResult.Failed(
                CheckNames.Rights,
                $"Missing: {string.Join(", ", missing)}.",
                missing.All(m => m.StartsWith("DELETE", StringComparison.Ordinal))
                    ? "Counting and selecting work. To remove, ask for that right, or run as a local administrator of the Front-End."
                    : "Ask for these rights, or run as a local administrator of the Front-End.",
                ErrorIds.PermissionDenied);
    }

    private static CheckResult SideEffects(IReadOnlyList<string> effects) => effects.Count == 0
        ? CheckResult.Passed(CheckNames.SideEffects, "Deleting entries sets off no trigger and no cascading key.")
        : CheckResult.Failed(
            CheckNames.SideEffects,
            $"Deleting entries would set off {string.Join(", ", effects)}.",
            "Nothing is removed while it exists, because the backup would not contain what it changes. Find out who added it.",
            ErrorIds.DeleteHasSideEffects);

    private static CheckResult Indexes(IReadOnlyList<IndexColumnRow> columns)
    {
        var indexes = columns.GroupBy(c => (c.Table, c.Index)).Select(g => (g.Key.Table, Columns: g.Select(c => c.Column).ToList())).ToList();
        var found = string.Join(
            "; ",
            indexes.GroupBy(i => i.Table).Select(g => $"{g.Key}: {string.Join(", ", g.Select(i => $"({string.Join(", ", i.Columns)})"))}")) + ".";
        return !Begins(indexes, "PersistedServiceData", "DocId")
            ? CheckResult.Warning(
                CheckNames.Indexes,
                "No index of PersistedServiceData begins with DocId. " + found,
                "Each batch of a removal reads that table as a whole. Remove at a quiet time.")
            : Begins(indexes, "Conference", "OrganizerId") || Begins(indexes, "Conference", "ExternalConfId")
            ? CheckResult.Passed(CheckNames.Indexes, found)
            : CheckResult.Warning(
                CheckNames.Indexes,
                "No index of Conference begins with OrganizerId or ExternalConfId. " + found,
                "A removal reads Conference again from time to time, before a batch has locked anything. It works, and takes longer.");
    }

    private static bool Begins(IEnumerable<(string Table, List<string> Columns)> indexes, string table, string column) => indexes.Any(i =>
        string.Equals(i.Table, table, StringComparison.OrdinalIgnoreCase) && string.Equals(i.Columns[0], column, StringComparison.OrdinalIgnoreCase));

    private static CheckResult Rows(IReadOnlyList<TableRow> tables) =>
        CheckResult.Passed(CheckNames.Rows, string.Join(", ", tables.OrderByDescending(t => t.IsEntries)
            .ThenBy(t => t.Name)
            .Select(t => Text("{0} {1:N0}", t.Name, t.Rows))) + ", as the catalog counts.");

    private static CheckResult Members(int asked, IReadOnlyList<string> members) => members.Count == 0
        ? CheckResult.NotTested(CheckNames.Members, "rtc.dbo.FrontEnd is empty or not there.")
        : members.Count == asked
        ? CheckResult.Passed(CheckNames.Members, $"rtc.dbo.FrontEnd lists {string.Join(", ", members)}.")
        : CheckResult.Warning(
            CheckNames.Members,
            Text("rtc.dbo.FrontEnd lists {0:N0} Front-Ends ({1}), and {2:N0} were asked.", members.Count, string.Join(", ", members), asked),
            "A removal needs all of them, because a conference may live on one only. Name the pool, or all of its Front-Ends with -ComputerName.",
            ErrorIds.ReplicaCheckIncomplete);

    private static string Text(string format, params object[] values) => string.Format(CultureInfo.InvariantCulture, format, values);
}
