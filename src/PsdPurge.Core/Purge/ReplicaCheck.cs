namespace PsdPurge.Purge;

/// <summary>
/// Checks that every Front-End of the pool was queried, because a conference that is gone here may live on a replica. Names are not enough, because one
/// server can have several. So each server says which one it is.
/// </summary>
internal static class ReplicaCheck
{
    private const string Override =
        "-MissingFrontEnd with its name, or -SkipReplicaCheck for all, goes on without it, if you know that no conference lives there alone.";

    /// <summary>Length to which Windows cuts a computer's NetBIOS name. SQL Server calls that the machine name.</summary>
    private const int NetBiosLength = 15;

    /// <summary>Why it is unknown whether a conference is gone, and what to do about it; null if all Front-Ends answered.</summary>
    /// <param name="answers">The answers of the Front-Ends that were queried.</param>
    /// <param name="byEntries">Whether the Front-Ends come from the entries that were piped in.</param>
    /// <param name="mayMiss">Whether a given Front-End may be missing.</param>
    public static string? WhyIncomplete(IReadOnlyList<KeyValuePair<FrontEnd, FrontEndFacts>> answers, bool byEntries, Func<string, bool> mayMiss)
    {
        IGrouping<string, KeyValuePair<FrontEnd, FrontEndFacts>>? same = answers
            .Where(a => a.Value.Server.Name.Length > 0)
            .GroupBy(a => a.Value.Server.Name, StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault(g => g.Count() > 1);
        if (same is not null)
        {
            return $"{string.Join(" and ", same.Select(a => a.Key.DataSource))} are the same server ({same.Key}), "
                + $"so fewer Front-Ends were checked than you named. Name each once, and check what their names resolve to; {Override}";
        }

        // The topology says who is in a pool. Front-Ends that were named directly say it themselves.
        return answers[0].Key.Pool is null ? WhyOthersAreMissing(answers, byEntries, mayMiss) : null;
    }

    /// <summary>The same, if some could not be reached.</summary>
    /// <param name="failed">The Front-Ends that could not be reached.</param>
    /// <param name="blindness">What their absence may cost, as far as the others know.</param>
    public static string WhyFailed(IReadOnlyList<FrontEnd> failed, Blindness blindness)
    {
        var missing = string.Join(", ", failed.Select(f => f.ComputerName));
        return $"{missing} cannot be reached to check whether conferences still exist there, so nothing is removed from the other Front-Ends of "
            + $"{failed[0].Pool ?? "those named"} either. {blindness.Of(missing)} "
            + $"Bring it back, or go on without it, if you know that no conference lives there alone: -MissingFrontEnd {missing} (-SkipReplicaCheck for all).";
    }

    /// <summary>Front-Ends that the queried ones list as members of their pool, and that were not queried.</summary>
    public static IReadOnlyList<string> Missing(IReadOnlyList<KeyValuePair<FrontEnd, FrontEndFacts>> answers) =>
        [.. Members(answers).Where(m => !answers.Any(a => IsComputer(m, a.Value.Server.Machine)))];

    private static List<string> Members(IReadOnlyList<KeyValuePair<FrontEnd, FrontEndFacts>> answers) =>
        [.. answers.SelectMany(a => a.Value.Members).Distinct(StringComparer.OrdinalIgnoreCase)];

    private static string? WhyOthersAreMissing(IReadOnlyList<KeyValuePair<FrontEnd, FrontEndFacts>> answers, bool byEntries, Func<string, bool> mayMiss)
    {
        List<string> silent = [.. answers.Where(a => a.Value.Members.Count == 0).Select(a => a.Key.ComputerName)];
        if (silent.Count > 0)
        {
            return $"{string.Join(", ", silent)} does not list the Front-Ends of its pool (rtc.dbo.FrontEnd), "
                + $"so it is unknown whether the named ones are all of them. Name the pool with -PoolFqdn; {Override}";
        }

        List<string> missing = [.. Missing(answers).Where(m => !mayMiss(m))];
        List<string> members = [.. Members(answers).Where(m => missing.Contains(m) || !mayMiss(m) || answers.Any(a => IsComputer(m, a.Value.Server.Machine)))];
        if (missing.Count == 0 && members.Count <= answers.Count)
        {
            return null;
        }

        var who = missing.Count == 0 ? "some of them" : string.Join(", ", missing);
        var remedy = byEntries
            ? "Entries without a pool name only the Front-Ends that they are on: "
                + "instead of piping them in, name all with -ComputerName and the endpoints with -SipAddress"
            : "Name all of them with -ComputerName";
        return $"{answers[0].Key.ComputerName} belongs to a pool of {members.Count} Front-Ends ({string.Join(", ", members)}), "
            + $"and {who} cannot be reached to check whether conferences still exist, because no server named here is known by that name. {remedy}; {Override}";
    }

    private static bool IsComputer(string fqdn, string machine)
    {
        var label = fqdn.Split('.')[0];
        return string.Equals(label.Length > NetBiosLength ? label.Substring(0, NetBiosLength) : label, machine, StringComparison.OrdinalIgnoreCase);
    }
}
