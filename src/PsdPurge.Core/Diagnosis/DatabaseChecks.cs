namespace PsdPurge.Diagnosis;

/// <summary>The databases rtc and rtcdyn as such.</summary>
internal static class DatabaseChecks
{
    /// <summary>SQL Server 2012's.</summary>
    private const int FullLevel = 110;

    private static readonly string[] Names = ["rtc", "rtcdyn"];

    public static CheckResult State(ServerFacts facts)
    {
        List<DatabaseRow> databases = facts.Databases.Rows;
        List<string> missing = [.. Names.Where(name => !databases.Any(d => IsNamed(d, name)))];
        if (missing.Count > 0)
        {
            return CheckResult.Failed(
                CheckNames.DatabaseState,
                $"there is no database {string.Join(", ", missing)}, or it is hidden from this login",
                "Check that this is a Front-End and that -InstanceName is right.",
                ErrorIds.DatabaseMissing);
        }

        var found = string.Join("; ", databases.Select(Describe));
        return databases.Any(d => d.State != "ONLINE")
            ? CheckResult.Failed(CheckNames.DatabaseState, found, "Bring the database online; the instance's error log (ERRORLOG) says why it is not.", ErrorIds.DatabaseUnavailable)
            : databases.Any(d => d.IsReadOnly && IsNamed(d, "rtc"))
            ? CheckResult.Failed(CheckNames.DatabaseState, found, "Counting and selecting work; nothing can be removed while rtc is read-only. Find out who set it so.", ErrorIds.DatabaseReadOnly)
            : databases.Any(d => d.Access != "MULTI_USER")
            ? CheckResult.Warning(CheckNames.DatabaseState, found, "Somebody keeps others out of the database: ask who works on it before you remove anything.")
            : CheckResult.Passed(CheckNames.DatabaseState, found);
    }

    public static CheckResult CompatibilityLevel(ServerFacts facts)
    {
        List<DatabaseRow> databases = facts.Databases.Rows;
        if (databases.Count == 0)
        {
            return CheckResult.NotTested(CheckNames.CompatibilityLevel, "the databases are not seen");
        }

        var found = string.Join(", ", databases.Select(d => $"{d.Name} {d.Level}"));
        return databases.Any(d => IsNamed(d, "rtc") && d.Level < FullLevel)
            ? CheckResult.Warning(
                CheckNames.CompatibilityLevel,
                found,
                "rtc keeps the level of an older SQL Server. Nothing to do: the commands do without the newer syntax.")
            : CheckResult.Passed(CheckNames.CompatibilityLevel, found);
    }

    private static string Describe(DatabaseRow database) => string.Join(", ", new[]
    {
        $"{database.Name} {database.State.ToLowerInvariant()}",
        database.IsReadOnly ? "read-only" : "",
        database.Access == "MULTI_USER" ? "" : database.Access.ToLowerInvariant().Replace('_', '-'),
    }.Where(text => text.Length > 0));

    private static bool IsNamed(DatabaseRow database, string name) => string.Equals(database.Name, name, StringComparison.OrdinalIgnoreCase);
}
