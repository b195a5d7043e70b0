using System.Management.Automation;
using System.Net;
using PsdPurge.Lab.Scenarios;

namespace PsdPurge.Lab.Verbs.Runbook;

/// <summary>The procedure of Microsoft's KB 3167232 with this module's cmdlets, step by step. Each step is checked against what the lab knows.</summary>
internal sealed class Procedure(LabPool pool, RunbookSession session, TextWriter output, string csModule)
{
    private const int RowsShown = 8;

    private readonly RunbookChecks _checks = new(pool, output);
    private TableViews _views = null!;

    private string Pool => pool.PoolFqdn;

    /// <summary>Walks through the procedure and returns what did not add up.</summary>
    public IReadOnlyList<string> Walk()
    {
        Prepare();
        var atFirst = pool.Snapshot();
        Count("Step 1: how many entries has each Front-End?", null);
        if (!pool.Scenario.Schema.IsSolvable)
        {
            Refuse(atFirst);
            return _checks.Wrong;
        }

        Prove();
        Heading("Steps 2 and 3: which entries did deleted conferences of the pool's endpoints leave? Look before anything is deleted.");
        Select(PurgeScope.PoolEndpoints, "", null);
        WhatIf(atFirst);
        Heading("Step 4: delete.");
        Remove(PurgeScope.PoolEndpoints, "", null, atFirst);
        Count("Step 5: count again.", PurgeScope.PoolEndpoints);
        LeftAlone(PurgeScope.PoolEndpoints);
        var between = pool.Snapshot();
        Heading("Endpoints that were moved to another pool left entries here, too: steps 2 to 5 once more, with -AllPoolEndpoints.");
        Select(PurgeScope.AllPoolEndpoints, " -AllPoolEndpoints", PurgeScope.PoolEndpoints);
        Remove(PurgeScope.AllPoolEndpoints, " -AllPoolEndpoints", PurgeScope.PoolEndpoints, between);
        Count(null, PurgeScope.AllPoolEndpoints);
        LeftAlone(PurgeScope.AllPoolEndpoints);
        Wait();
        Growth();
        _checks.That(session.Errors.Count == 0, "no command wrote an error");
        return _checks.Wrong;
    }

    private void Prepare()
    {
        Heading($"A lab pool of {pool.FrontEnds.Count} Front-Ends, schema {pool.Scenario.Schema}, indexes {pool.Scenario.Indexes}, "
            + $"each with a SQL Server instance {LabFrontEnd.InstanceName} on a loopback address.");
        session.Set("PsdPurgeLabTopology", pool.TopologyFile);
        session.Type($"Import-Module {Relative(csModule)}   # the lab's stand-in for the real one");
        session.Type($"Import-Module {Relative(StagedModules.PsdPurge)}");
        _views = TableViews.Read(Path.Combine(Path.GetDirectoryName(StagedModules.PsdPurge)!, "PsdPurge.Format.ps1xml"));
        var login = new NetworkCredential(pool.FrontEnds[0].Login, pool.FrontEnds[0].Password);
        session.Set("lab", new PSCredential(login.UserName, login.SecurePassword));
        session.Set("history", Path.Combine(Path.GetDirectoryName(pool.TopologyFile)!, "history.csv"));
        session.Set("past", Path.Combine(Path.GetDirectoryName(pool.TopologyFile)!, "past.csv"));
        session.Set(
            "PSDefaultParameterValues",
            new DefaultParameterDictionary { ["*-AppEndpointPsdEntries:ProfileFolder"] = Path.Combine(Path.GetDirectoryName(pool.TopologyFile)!, "profiles") });
        session.Set("backup", Path.Combine(Path.GetDirectoryName(pool.TopologyFile)!, "backup"));
        session.Type("$PSDefaultParameterValues['*-*Psd*:Credential'] = $lab   # the lab knows SQL logins only; a real Front-End takes your Windows account");
        output.WriteLine();
        session.Type("Get-CsTrustedApplicationEndpoint");
        output.WriteLine();
        var endpoints = session.Run("Get-CsTrustedApplicationEndpoint");
        TablePrinter.Print(
            output,
            [("SipAddress", false), ("RegistrarPool", false)],
            [.. endpoints.Select(endpoint => new[] { $"{endpoint.Properties["SipAddress"].Value}", $"{endpoint.Properties["RegistrarPool"].Value}" })]);
        _checks.That(endpoints.Count == pool.Scenario.Endpoints.Count(), "these are the pool's endpoints");
    }

    private void Count(string? heading, PurgeScope? removed)
    {
        if (heading is not null)
        {
            Heading(heading);
        }

        var counts = session.Type($"Get-PsdEntryCount -PoolFqdn {Pool}");
        Show(counts);
        _checks.Counts(counts, removed);
    }

    private void Prove()
    {
        Heading("How do entries name organizer and conference? That is not published. The commands below find out by themselves what the pool's own data "
            + "proves; this one shows it.");
        session.Type($"$schema = Resolve-PsdSchemaProfile -PoolFqdn {Pool}");
        var found = session.Type("$schema");
        foreach (var property in (string[])["Name", "Organizer", "Conference", "Conferences", "Organizers", "RunnerUp", "WhyRunnerUpLost"])
        {
            output.WriteLine($"{property,-15} : {(found.Count == 1 ? found[0].Properties[property]?.Value : null)}");
        }

        output.WriteLine();
        output.WriteLine("Agree: entries whose conference lives, under the organizer that the Conference table gives it. Contradict: under somebody else.");
        output.WriteLine();
        var evidence = session.Type("$schema.Evidence");
        Show(evidence);
        _checks.Evidence(found, evidence);
    }

    /// <summary>Handles rows that do not name organizer and conference. Each command then has to report this, and nothing may be deleted.</summary>
    private void Refuse(PoolSnapshot before)
    {
        Heading("This pool's rows do not name organizer and conference, and the module has to find that out.");
        _checks.Refused(session.Type($"Select-AppEndpointPsdEntries -PoolFqdn {Pool}"), session.TakeErrors(), "Select-AppEndpointPsdEntries");
        output.WriteLine();
        _checks.Refused(
            session.Type($"Remove-AppEndpointPsdEntries -PoolFqdn {Pool} -BackupPath $backup -Confirm:$false"),
            session.TakeErrors(),
            "Remove-AppEndpointPsdEntries");
        _checks.Tables(before, null);
        Count("Count again.", null);
        _checks.That(session.Errors.Count == 0, "no other command wrote an error");
    }

    private void Select(PurgeScope scope, string options, PurgeScope? removed)
    {
        session.Type($"$entries = Select-AppEndpointPsdEntries -PoolFqdn {Pool}{options}");
        var entries = session.Type("$entries");
        Show(entries);
        _checks.Selection(entries, scope, removed);
    }

    private void WhatIf(PoolSnapshot before)
    {
        Heading("What would be deleted?");
        Show(session.Type($"Remove-AppEndpointPsdEntries -PoolFqdn {Pool} -BackupPath $backup -WhatIf"));
        _checks.Tables(before, null);
    }

    private void Remove(PurgeScope scope, string options, PurgeScope? removed, PoolSnapshot before)
    {
        session.Type($"$removed = Remove-AppEndpointPsdEntries -PoolFqdn {Pool}{options} -BackupPath $backup -Confirm:$false");
        var results = session.Type("$removed");
        Show(results);
        session.Type("$removed | Add-PsdHistory $history");
        output.WriteLine();
        _checks.Removal(results, scope, removed);
        _checks.Tables(before, scope);
    }

    private void LeftAlone(PurgeScope scope)
    {
        Heading($"What was left alone, and why? The lab knows each row that it made. Purged so far: {scope}.");
        var left = pool.FrontEnds.Select(frontEnd => pool.Truth.LeftAlone(frontEnd.Index, scope)).ToList();
        var reasons = left.SelectMany(one => one.Keys).Distinct().Order().ToList();
        TablePrinter.Print(
            output,
            [("Reason", false), .. pool.FrontEnds.Select(frontEnd => (frontEnd.ComputerName, true))],
            [.. reasons.Select(reason => (string[])[reason.Reason(), .. left.Select(one => Number(one.GetValueOrDefault(reason)))])]);
    }

    private void Wait()
    {
        Heading("Step 6: the Front-Ends build their replicas anew. Wait until the pool is ready.");
        session.Transcript.ShowProgress = true;
        var states = session.Type($"Wait-PoolReplicationReady -PoolFqdn {Pool} -PollInterval 1");
        session.Transcript.ShowProgress = false;
        Show(states);
        _checks.That(
            states.Count == 1 && $"{states[0].Properties["State"]?.Value}" == "Ready" && session.Transcript.States.Contains("Busy"),
            "the pool was Busy and is Ready");
    }

    private void Growth()
    {
        Heading("From now on: how fast do the tables grow, and how often must this be done? The lab made six weeks of daily counts up; "
            + "today's purge is in the history.");
        new PastCounts(pool).Write((string)session.Get("past")!, DateTime.UtcNow);
        var threshold = 2 * pool.FrontEnds.Max(frontEnd => pool.Truth.EntryCount(frontEnd.Index));
        var estimates = session.Type($"Measure-PsdGrowth $past, $history -Threshold {threshold}");
        Show(estimates);
        _checks.Growth(estimates);
        session.Set("report", Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(StagedModules.SkypeForBusiness))!, "report.html"));
        var report = session.Type($"(Export-PsdReport $report -HistoryPath $past, $history -Threshold {threshold} -Title 'The lab pool' -Force).FullName");
        output.WriteLine(report.Count == 1 ? report[0] : "");
        output.WriteLine();
        _checks.That(
            report.Count == 1 && File.ReadAllText($"{report[0]}").Contains("The lab pool", StringComparison.Ordinal),
            "the report is there: open it in a browser");
    }

    private void Show(IReadOnlyList<PSObject?> found)
    {
        output.WriteLine();
        List<PSObject> rows = [.. found.OfType<PSObject>()];
        if (rows.Count == 0)
        {
            return;
        }

        var columns = _views.For(rows[0]);
        TablePrinter.Print(
            output,
            [.. columns.Select(column => (column.Label, column.Right))],
            [.. rows.Take(RowsShown).Select(row => columns.Select(column => column.Text(row, session)).ToArray())],
            Math.Max(0, rows.Count - RowsShown));
    }

    private void Heading(string text)
    {
        output.WriteLine("## " + text);
        output.WriteLine();
    }

    private static string Number(long number) => number.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);

    private static string Relative(string path)
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        return relative.Contains("..", StringComparison.Ordinal) ? path : Path.Combine(".", relative);
    }
}
