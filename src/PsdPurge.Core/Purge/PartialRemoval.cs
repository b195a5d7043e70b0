using System.Collections.Concurrent;

namespace PsdPurge.Purge;

/// <summary>
/// Finds out whether only a part of a pool was purged. Front-Ends build their replicas from each other, so what is left on one comes back to the others.
/// </summary>
/// <param name="whole">The Front-Ends on which entries were to be removed.</param>
internal sealed class PartialRemoval(IReadOnlyCollection<FrontEnd> whole)
{
    private readonly ConcurrentDictionary<string, RemovalResult> _results = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Front-Ends that may hold entries and are left out, as far as that is known before the first row is deleted; null for none.</summary>
    /// <param name="whole">The Front-Ends on which entries were to be removed.</param>
    /// <param name="plans">Their plans. A Front-End on which nothing may be deleted has none.</param>
    /// <param name="approved">The confirmed plans.</param>
    /// <param name="unnamed">Front-Ends of the pool that were not even named.</param>
    public static string? LeftOut(
        IEnumerable<FrontEnd> whole,
        IReadOnlyDictionary<FrontEnd, RemovalPlan> plans,
        IReadOnlyCollection<RemovalPlan> approved,
        IEnumerable<string> unnamed)
    {
        var names = string.Join(
            ", ",
            whole.Where(f => !plans.TryGetValue(f, out RemovalPlan? plan) || (plan.Entries > 0 && !approved.Contains(plan)))
                .Select(f => f.ComputerName)
                .Concat(unnamed));
        return names.Length == 0 ? null : names;
    }

    public void Note(RemovalResult result) => _results[result.FrontEnd] = result;

    /// <summary>What to say, or null if the pool was purged as a whole, or not at all.</summary>
    /// <param name="missing">Front-Ends of the pool that were not even named.</param>
    public string? Warning(IReadOnlyCollection<string> missing)
    {
        List<string> left =
        [
            .. whole.Select(f => f.ComputerName).Where(
                name => _results.TryGetValue(name, out RemovalResult? result) && result.Status is RemovalStatus.Failed or RemovalStatus.NotConfirmed),
            .. missing,
        ];
        return left.Count == 0 || _results.Values.Sum(result => result.Deleted) == 0
            ? null
            : $"Only a part of the pool was purged: {string.Join(", ", left)} {(left.Count == 1 ? "was" : "were")} not. "
                + "What is left there is copied to the others when replicas are built, so their numbers will rise again. "
                + $"Purge {(left.Count == 1 ? "it" : "them")}, too, as soon as you can, with the same command.";
    }
}
