namespace PsdPurge.Purge;

/// <summary>The Front-Ends of a pool that a removal cannot see: whether it may go on without them, and what that can cost.</summary>
internal sealed class Absence(PoolSessions sessions, PoolInquiry inquiry, SelectionScope scope, RemovalOptions options)
{
    /// <summary>Front-Ends of the pool that were not even named.</summary>
    public IReadOnlyList<string> Unnamed => scope.Only is null ? ReplicaCheck.Missing(inquiry.Answers) : [];

    /// <summary>Why the removal must not go on, or null.</summary>
    public string? WhyIncomplete() => WhyGone(sessions.Failed) ?? (options.SkipReplicaCheck
        ? null
        : ReplicaCheck.WhyIncomplete(inquiry.Answers, byEntries: scope.Only is not null, options.MayMiss));

    /// <summary>The same, if the given Front-Ends do not answer.</summary>
    public string? WhyGone(IReadOnlyList<FrontEnd> frontEnds)
    {
        List<FrontEnd> gone = [.. frontEnds.Where(f => !options.MayMiss(f.ComputerName))];
        return gone.Count == 0 ? null : ReplicaCheck.WhyFailed(gone, Blind(except: gone));
    }

    /// <summary>What you have to know before you confirm a removal that goes on without some Front-Ends; null if there are none.</summary>
    public string? NotAsked()
    {
        List<string> missing = [.. sessions.Failed.Select(f => f.ComputerName), .. ReplicaCheck.Missing(inquiry.Answers)];
        var names = string.Join(", ", missing);
        return missing.Count == 0 ? null : $"{names} {(missing.Count == 1 ? "was" : "were")} not asked. {Blind([]).Of(names)}";
    }

    private Blindness Blind(IReadOnlyCollection<FrontEnd> except) =>
        Blindness.Of([.. inquiry.Answers.Where(a => !except.Contains(a.Key)).Select(a => a.Value)]);
}
