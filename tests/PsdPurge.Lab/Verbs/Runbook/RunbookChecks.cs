using System.Globalization;
using System.Management.Automation;
using PsdPurge.Lab.Scenarios;

namespace PsdPurge.Lab.Verbs.Runbook;

/// <summary>Compares the output of the cmdlets with what the lab knows, and keeps what does not add up.</summary>
internal sealed class RunbookChecks(LabPool pool, TextWriter output)
{
    /// <summary>What did not add up, one sentence each.</summary>
    public List<string> Wrong { get; } = [];

    /// <summary>Checks the counts of Get-PsdEntryCount.</summary>
    /// <param name="counts">The cmdlet's output.</param>
    /// <param name="removed">What has been purged by then.</param>
    public void Counts(IReadOnlyList<PSObject> counts, PurgeScope? removed) =>
        Conclude("the counts are right", PerFrontEnd("Get-PsdEntryCount", counts, (frontEnd, row) =>
        [Differs("EntryCount", Number(row, "EntryCount"), pool.Truth.EntryCount(frontEnd.Index) - Orphans(frontEnd, removed))]));

    /// <summary>
    /// Checks what Resolve-PsdSchemaProfile found. It must be the schema that the lab laid (the module has a name for a built-in one), proven on every
    /// Front-End.
    /// </summary>
    public void Evidence(IReadOnlyList<PSObject> found, IReadOnlyList<PSObject> evidence) => That(
        found.Count == 1 && (Text(found[0], "Name") == pool.Scenario.Schema.Name || !SchemaVariant.BuiltIn.Contains(pool.Scenario.Schema))
            && evidence.Count == pool.FrontEnds.Count && evidence.All(one => Text(one, "Verdict") == "Proven"),
        "this is the schema of the lab, and every Front-End's data proves it");

    /// <summary>Checks the entries of Select-AppEndpointPsdEntries. They must be exactly the orphans, document by document.</summary>
    public void Selection(IReadOnlyList<PSObject> entries, PurgeScope scope, PurgeScope? removed = null)
    {
        var wrong = new List<string>();
        foreach (var frontEnd in pool.FrontEnds)
        {
            var gone = removed is null ? [] : pool.Truth.Orphans(frontEnd.Index, removed).Select(Key).ToHashSet();
            var expected = pool.Truth.Orphans(frontEnd.Index, scope).Select(Key).Where(key => !gone.Contains(key)).ToHashSet();
            var found = entries.Where(entry => Text(entry, "FrontEnd") == frontEnd.ComputerName).Select(Key).ToHashSet();
            wrong.AddRange(found.Except(expected).Take(5).Select(key => $"{frontEnd.Fqdn}: selected, and is no orphan: {key}"));
            wrong.AddRange(expected.Except(found).Take(5).Select(key => $"{frontEnd.Fqdn}: an orphan, and was not selected: {key}"));
        }

        var total = pool.FrontEnds.Sum(frontEnd => Orphans(frontEnd, scope) - Orphans(frontEnd, removed));
        Conclude(FormattableString.Invariant($"these are all {total:N0} orphaned entries of the {scope}, and nothing else"), wrong);
    }

    /// <summary>Checks the results of Remove-AppEndpointPsdEntries.</summary>
    public void Removal(IReadOnlyList<PSObject> results, PurgeScope scope, PurgeScope? removed = null) =>
        Conclude("the summary is right", PerFrontEnd("Remove-AppEndpointPsdEntries", results, (frontEnd, row) =>
        {
            var before = pool.Truth.EntryCount(frontEnd.Index) - Orphans(frontEnd, removed);
            var due = Orphans(frontEnd, scope) - Orphans(frontEnd, removed);
            return
            [
                Differs("CountBefore", Number(row, "CountBefore"), before),
                Differs("Candidates", Number(row, "Candidates"), due),
                Differs("Deleted", Number(row, "Deleted"), due),
                Differs("Skipped", Number(row, "Skipped"), pool.Truth.HeldBackCount(frontEnd.Index, scope)),
                Differs("CountAfter", Number(row, "CountAfter"), before - due),
            ];
        }));

    /// <summary>Checks the tables themselves.</summary>
    public void Tables(PoolSnapshot before, PurgeScope? scope)
    {
        var nothing = PurgeScope.Endpoints();
        Conclude(
            scope is null ? "nothing was changed" : "exactly the orphans are gone, and nothing else changed",
            scope is null
                ? pool.VerifyAfterRemoval(before, nothing)
                : pool.VerifyAfterRemoval(before, scope));
    }

    /// <summary>Checks the estimates of Measure-PsdGrowth. They must be within a twentieth of the rate at which the lab let each table grow.</summary>
    public void Growth(IReadOnlyList<PSObject> estimates) =>
        Conclude("the estimates are within 5 % of the true growth", PerFrontEnd("Measure-PsdGrowth", estimates, (frontEnd, row) =>
    {
        var (found, truth) = (row.Properties["EntriesPerDay"]?.Value as double?, PastCounts.PerDay(pool, frontEnd));
        return [Math.Abs((found ?? 0) - truth) <= truth / 20 ? null : FormattableString.Invariant($"{found:0.0} entries a day, and {truth:0.0} is true")];
    }));

    /// <summary>Checks a command that has to refuse. It must give the reason and the next command, list nothing and delete nothing.</summary>
    public void Refused(IReadOnlyList<PSObject> results, IReadOnlyList<string> errors, string command) => Conclude(
        $"{command} refuses and says why",
        [
            .. errors.Count == 0 ? [$"{command} wrote no error"] : Array.Empty<string>(),
            .. errors.Any(error => error.Contains("Resolve-PsdSchemaProfile", StringComparison.Ordinal))
                ? Array.Empty<string>()
                : [$"{command} does not name the next command"],
            .. results.Where(row => row.Properties["Deleted"] is null).Take(1).Select(row => $"{command} listed {row}"),
            .. results.Where(row => Number(row, "Deleted") is > 0).Select(
                row => $"{command} deleted {Number(row, "Deleted")} entries on {Text(row, "FrontEnd")}"),
        ]);

    /// <summary>Checks anything else.</summary>
    public void That(bool condition, string fact) => Conclude(fact, condition ? [] : [$"not so: {fact}"]);

    private List<string> PerFrontEnd(string command, IReadOnlyList<PSObject> rows, Func<LabFrontEnd, PSObject, string?[]> compare)
    {
        var wrong = new List<string>();
        foreach (var frontEnd in pool.FrontEnds)
        {
            var mine = rows.Where(row => Text(row, "FrontEnd") == frontEnd.ComputerName).ToList();
            wrong.AddRange(mine.Count == 1
                ? compare(frontEnd, mine[0]).OfType<string>().Select(text => $"{command}, {frontEnd.ComputerName}: {text}")
                : [$"{command}: {mine.Count} rows for {frontEnd.ComputerName}, and one was due"]);
        }

        return wrong;
    }

    private long Orphans(LabFrontEnd frontEnd, PurgeScope? scope) => scope is null ? 0 : pool.Truth.OrphanCount(frontEnd.Index, scope);

    private void Conclude(string fact, IReadOnlyCollection<string> wrong)
    {
        Wrong.AddRange(wrong);
        output.WriteLine(wrong.Count == 0 ? $"# lab: {fact}." : "# lab: WRONG");
        foreach (var sentence in wrong)
        {
            output.WriteLine("#   " + sentence);
        }

        output.WriteLine();
    }

    private static string Key(TrueOrphan orphan) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{orphan.SipAddress} {orphan.ConferenceId} document {orphan.DocId}, {orphan.Rows} rows, {orphan.Bytes} bytes").ToUpperInvariant();

    private static string Key(PSObject entry) =>
        string.Create(CultureInfo.InvariantCulture, $"{Text(entry, "SipAddress")} {Text(entry, "ConferenceId")} document {Text(entry, "DocId")}, "
            + $"{Number(entry, "Entries")} rows, {Number(entry, "Bytes")} bytes").ToUpperInvariant();

    private static string? Differs(string what, long? said, long expected) =>
        said == expected ? null : FormattableString.Invariant($"{what} is {said}, and {expected} is right");

    private static string? Text(PSObject row, string property) => Convert.ToString(row.Properties[property]?.Value, CultureInfo.InvariantCulture);

    private static long? Number(PSObject row, string property) =>
        row.Properties[property]?.Value is { } value ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : null;
}
