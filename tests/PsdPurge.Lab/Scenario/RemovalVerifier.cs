namespace PsdPurge.Lab.Scenarios;

/// <summary>Compares what a purge did with what it had to do.</summary>
public static class RemovalVerifier
{
    private const int Examples = 10;

    /// <summary>Lists what is wrong on one Front-End, one sentence each. The list is empty if all is right.</summary>
    /// <param name="scenario">The scenario, which contains the truth.</param>
    /// <param name="frontEnd">The Front-End's index.</param>
    /// <param name="scope">The scope that the purge was given.</param>
    /// <param name="before">The tables before the purge.</param>
    /// <param name="after">The tables after the purge.</param>
    /// <param name="mayLeave">Whether orphans may be left (the purge was limited, stopped or failed on this Front-End).</param>
    /// <param name="cameBack">Conferences that came back after the scenario was laid. Their entries are no longer orphans.</param>
    public static IReadOnlyList<string> Verify(
        Scenario scenario,
        int frontEnd,
        PurgeScope scope,
        FrontEndSnapshot before,
        FrontEndSnapshot after,
        bool mayLeave = false,
        IReadOnlySet<ConferencePlan>? cameBack = null)
    {
        var wrong = new Findings(scenario.FrontEnds[frontEnd].Fqdn, Examples);
        var known = new HashSet<EntryKey>(before.Entries.Count);
        foreach (var document in scenario.FrontEnds[frontEnd].Documents)
        {
            var back = cameBack?.Contains(document.Plan) == true;
            var orphan = scenario.Truth.IsOrphan(document, scope) && !back;
            for (var serviceId = 1; serviceId <= document.Entries; serviceId++)
            {
                var key = new EntryKey(document.DocId, serviceId);
                known.Add(key);
                var was = before.Entries.TryGetValue(key, out var printBefore);
                var still = after.Entries.TryGetValue(key, out var printAfter);
                if (was && !still && !orphan)
                {
                    wrong.Add(
                        "deleted wrongly",
                        $"{Name(document, serviceId)}: was deleted although {(back ? "conference came back" : document.Fate.Reason())}");
                }
                else if (still && orphan && !mayLeave)
                {
                    wrong.Add("left behind", $"{Name(document, serviceId)}: is an orphan and was left");
                }
                else if (was && still && printBefore != printAfter)
                {
                    wrong.Add("changed", $"{Name(document, serviceId)}: its data changed");
                }
            }
        }

        foreach (var key in after.Entries.Keys.Where(key => !known.Contains(key)))
        {
            wrong.Add("appeared", $"entry DocId {key.DocId}, ServiceId {key.ServiceId}: is in no scenario");
        }

        foreach (var (table, print) in before.OtherTables)
        {
            // The lab itself added rows there.
            var expected = table == "rtc.Conference" && cameBack?.Count > 0;
            if (!expected && after.OtherTables[table] != print)
            {
                wrong.Add("other tables", $"table {table} changed: {print.Rows} rows before, {after.OtherTables[table].Rows} after");
            }
        }

        return wrong.Sentences();
    }

    private static string Name(in LabDocument document, int serviceId) =>
        $"entry DocId {document.DocId}, ServiceId {serviceId} of {document.Plan.Organizer}, conference {document.Plan.ConferenceId ?? "(none)"}";

    /// <summary>Sentences by kind: the first few of each kind, and the total.</summary>
    private sealed class Findings(string frontEnd, int examples)
    {
        private readonly Dictionary<string, (int Count, List<string> First)> _kinds = [];

        public void Add(string kind, string sentence)
        {
            var (count, first) = _kinds.GetValueOrDefault(kind, (0, []));
            if (count < examples)
            {
                first.Add($"{frontEnd}: {sentence}");
            }

            _kinds[kind] = (count + 1, first);
        }

        public IReadOnlyList<string> Sentences() =>
        [
            .. _kinds.SelectMany(kind => kind.Value.Count > examples
                ? kind.Value.First.Append($"{frontEnd}: {kind.Value.Count} {kind.Key} in all")
                : kind.Value.First),
        ];
    }
}
