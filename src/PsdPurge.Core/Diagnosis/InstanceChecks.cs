using System.Globalization;

namespace PsdPurge.Diagnosis;

/// <summary>The instance itself.</summary>
internal static class InstanceChecks
{
    /// <summary>Kerberos refuses tickets that are older or newer (RFC 4120 recommends five minutes, which Windows takes).</summary>
    private static readonly TimeSpan KerberosTolerance = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(30);

    /// <summary>SQL Server 2008 R2: what is older does not have all that the commands ask for.</summary>
    private static readonly Version Oldest = new(10, 50);

    private static readonly Dictionary<string, string> Products = new(StringComparer.Ordinal)
    {
        ["10.50"] = "2008 R2",
        ["11.0"] = "2012",
        ["12.0"] = "2014",
        ["13.0"] = "2016",
        ["14.0"] = "2017",
        ["15.0"] = "2019",
        ["16.0"] = "2022",
        ["17.0"] = "2025",
    };

    public static CheckResult Clock(ServerFacts facts)
    {
        TimeSpan apart = facts.ClockAhead.Duration();
        var found = apart == TimeSpan.Zero
            ? "agrees with this computer's"
            : string.Format(CultureInfo.InvariantCulture, "{0} {1} of this computer's", InWords(apart), facts.ClockAhead > TimeSpan.Zero ? "ahead" : "behind");
        return apart < Tolerance
            ? CheckResult.Passed(CheckNames.Clock, found)
            : CheckResult.Warning(CheckNames.Clock, found, apart < KerberosTolerance
                ? "Set both clocks by the same time source: the times in backups and histories are this computer's."
                : "Set both clocks by the same time source: Windows authentication refuses computers whose clocks are more than five minutes apart.");
    }

    public static CheckResult Version(ServerFacts facts)
    {
        if (facts.Server.Rows.Count == 0)
        {
            return CheckResult.NotTested(CheckNames.Version, "the server did not say");
        }

        ServerRow server = facts.Server.Rows[0];
        var known = System.Version.TryParse(server.Version, out var version);
        var product = known && Products.TryGetValue($"{version!.Major}.{version.Minor}", out var name) ? name + ", " : "";
        var found = $"{product}{server.Version} {server.Level}, {server.Edition}";
        return known && version < Oldest
            ? CheckResult.Warning(CheckNames.Version, found, "The commands are written for SQL Server 2008 R2 and later; Lync Server 2013 came with SQL Server 2012.")
            : CheckResult.Passed(CheckNames.Version, found);
    }

    private static string InWords(TimeSpan time) =>
        time.TotalMinutes < 2 ? string.Format(CultureInfo.InvariantCulture, "{0:0.#} seconds", time.TotalSeconds)
        : time.TotalHours < 2 ? string.Format(CultureInfo.InvariantCulture, "{0:0} minutes", time.TotalMinutes)
        : string.Format(CultureInfo.InvariantCulture, "{0:0} hours", time.TotalHours);
}
