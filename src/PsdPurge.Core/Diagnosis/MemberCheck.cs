namespace PsdPurge.Diagnosis;

/// <summary>
/// Are all Front-Ends that the pool's own table names (rtc.dbo.FrontEnd) among those that were asked? What lives on one that was not asked nobody knows. A server
/// is known by the name that it gives itself, whatever name it was asked by.
/// </summary>
internal static class MemberCheck
{
    /// <summary>A computer's NetBIOS name, which MachineName is, is cut off here.</summary>
    private const int MachineNameLength = 15;

    public static CheckResult Make(IReadOnlyList<FrontEndDiagnosis> asked)
    {
        List<ServerFacts> answered = [.. asked.Select(one => one.Facts).OfType<ServerFacts>().Where(facts => facts.Members.Failure is null && facts.Members.Rows.Count > 0)];
        if (answered.Count == 0)
        {
            return CheckResult.NotTested(CheckNames.Members, "no Front-End that answered has a table rtc.dbo.FrontEnd that names the pool's members");
        }

        HashSet<string> known = new(StringComparer.OrdinalIgnoreCase);
        known.UnionWith(asked.Where(one => one.Facts is null).Select(one => Machine(ServerName.Parse(one.FrontEnd.ComputerName).Host)));
        known.UnionWith(answered.SelectMany(facts => facts.Server.Rows).Select(server => server.MachineName));
        List<string> members = [.. answered.SelectMany(facts => facts.Members.Rows).Distinct(StringComparer.OrdinalIgnoreCase).OrderBy(name => name, StringComparer.OrdinalIgnoreCase)];
        List<string> strangers = [.. members.Where(member => !known.Contains(Machine(member)))];
        return strangers.Count == 0
            ? CheckResult.Passed(CheckNames.Members, $"{members.Count} in rtc.dbo.FrontEnd, all of them among the {asked.Count} asked")
            : CheckResult.Warning(
                CheckNames.Members,
                $"rtc.dbo.FrontEnd also names {string.Join(", ", strangers)}",
                "A conference that lives there only would look deleted. Name all Front-Ends of the pool; if one is gone for good, the table may be out of date.",
                ErrorIds.ReplicaCheckIncomplete);
    }

    private static string Machine(string host)
    {
        var label = System.Net.IPAddress.TryParse(host, out _) ? host : host.Split('.')[0];
        return label.Length > MachineNameLength ? label.Substring(0, MachineNameLength) : label;
    }
}
