using PsdPurge.Lab.Faults;
using PsdPurge.Lab.Scenarios;
using PsdPurge.Tests.Hosting;

namespace PsdPurge.Tests.Purge;

public class RemoveTests
{
    private const string Remove = "Remove-AppEndpointPsdEntries pool01.contoso.com";

    [Theory]
    [InlineData("-Force")]
    [InlineData("-Confirm:$false")]
    public async Task Asked_to_ask_nothing_it_removes_exactly_the_orphans(string arguments)
    {
        await using var lab = await LabSession.StartAsync();
        var before = lab.Pool.Snapshot();
        var result = lab.Host.Run($"{Remove} {arguments}");

        Assert.Empty(result.Errors);
        Assert.Empty(lab.Host.Host.Prompts);
        Assert.Equal(lab.Orphans(PurgeScope.PoolEndpoints), Deleted(lab, result));
        Assert.All(Statuses(lab, result), status => Assert.Equal("Completed", status));
        Assert.Empty(lab.Pool.VerifyAfterRemoval(before, PurgeScope.PoolEndpoints));
        Assert.Equal(3, result.Column("BackupFile").Count(file => File.Exists(file as string)));
    }

    [Theory]
    [InlineData("-WhatIf")]
    [InlineData("-WhatIf -Force")]
    [InlineData("-WhatIf -Confirm:$false")]
    public async Task WhatIf_says_what_it_would_do_and_touches_nothing(string arguments)
    {
        await using var lab = await LabSession.StartAsync();
        var before = lab.Pool.Snapshot();
        var start = DateTime.UtcNow;
        var result = lab.Host.Run($"{Remove} {arguments}");

        Assert.Equal(Enumerable.Repeat("NotConfirmed", 3), Statuses(lab, result));
        Assert.All(result.Column("Time"), time => Assert.InRange((DateTime)time!, start, DateTime.UtcNow));
        Assert.Equal(
            lab.Pool.FrontEnds.Select(frontEnd => WhatIf(lab, frontEnd.Index)),
            lab.Host.Host.Lines.Where(line => line.StartsWith("What if", StringComparison.Ordinal)).Select(WithoutEvidence));
        Assert.Empty(lab.Pool.VerifyAfterRemoval(before, PurgeScope.Endpoints()));
        Assert.Empty(Directory.GetFileSystemEntries(lab.BackupFolder));
    }

    [Fact]
    public async Task With_MaxEntries_it_says_how_many_it_would_delete_at_most()
    {
        await using var lab = await LabSession.StartAsync();
        lab.Host.Run($"{Remove} -WhatIf -MaxEntries 5");
        var orphans = lab.Pool.Truth.OrphanCount(0, PurgeScope.PoolEndpoints);

        Assert.Equal(
            3, lab.Host.Host.Lines.Count(line => line.StartsWith("What if: Performing the operation \"Delete at most 5 of ", StringComparison.Ordinal)));
        Assert.Contains(lab.Host.Host.Lines, line => line.Contains($"at most 5 of {orphans} orphaned entries (", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WhatIfPreference_counts_as_WhatIf_even_with_Force()
    {
        await using var lab = await LabSession.StartAsync();
        var before = lab.Pool.Snapshot();

        Assert.Equal(Enumerable.Repeat("NotConfirmed", 3), Statuses(lab, lab.Host.Run($"$WhatIfPreference = $true; {Remove} -Force")));
        Assert.Empty(lab.Pool.VerifyAfterRemoval(before, PurgeScope.Endpoints()));
    }

    [Fact]
    public async Task Each_Front_End_is_asked_for_and_only_those_confirmed_are_touched()
    {
        await using var lab = await LabSession.StartAsync();
        Answer(lab, "No", "Yes", "No");
        var before = lab.Pool.Snapshot();
        var result = lab.Host.Run(Remove);

        Assert.Equal(["NotConfirmed", "Completed", "NotConfirmed"], Statuses(lab, result));
        Assert.Equal(
            lab.Pool.FrontEnds.Select(frontEnd => WhatIf(lab, frontEnd.Index).Replace("What if: ", "", StringComparison.Ordinal)),
            lab.Host.Host.Prompts.Select(prompt => WithoutEvidence(prompt.Split('\n')[^1].Trim())));
        Assert.Empty(lab.Pool.VerifyAfterRemoval(before, PurgeScope.PoolEndpoints, FrontEndSet.Only(0, 2)));
        Assert.Equal(before.FrontEnds[0].Entries, lab.Pool.Snapshot().FrontEnds[0].Entries);
        Assert.Equal(before.FrontEnds[2].Entries, lab.Pool.Snapshot().FrontEnds[2].Entries);
    }

    [Theory]
    [InlineData("", "Yes to All", "Completed")]
    [InlineData("", "No to All", "NotConfirmed")]
    [InlineData("-Force -Confirm", "No to All", "NotConfirmed")]
    public async Task One_answer_may_stand_for_all(string arguments, string answer, string status)
    {
        await using var lab = await LabSession.StartAsync();
        Answer(lab, answer);

        Assert.Equal(Enumerable.Repeat(status, 3), Statuses(lab, lab.Host.Run($"{Remove} {arguments}")));
        Assert.Single(lab.Host.Host.Prompts);
    }

    [Fact]
    public async Task Where_nobody_can_answer_nothing_is_touched()
    {
        await using var lab = await LabSession.StartAsync();
        var before = lab.Pool.Snapshot();

        Assert.NotEmpty(lab.Host.Run(Remove).Errors);
        Assert.Empty(lab.Pool.VerifyAfterRemoval(before, PurgeScope.Endpoints()));
    }

    [Fact]
    public async Task A_second_run_has_nothing_to_do_and_asks_nothing()
    {
        await using var lab = await LabSession.StartAsync();
        lab.Host.Run($"{Remove} -Force");

        Assert.Equal(Enumerable.Repeat("NothingToDo", 3), Statuses(lab, lab.Host.Run(Remove)));
        Assert.Empty(lab.Host.Host.Prompts);
    }

    [Theory]
    [InlineData("$entries")]
    [InlineData(
        "$entries | ForEach-Object { [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($_)) }")]
    [InlineData(
        "$entries | ForEach-Object { $row = [ordered]@{}; foreach ($p in $_.PSObject.Properties) { $row[$p.Name] = \"$($p.Value)\" }; [pscustomobject]$row }")]
    public async Task Entries_piped_in_are_the_only_ones_touched(string entries)
    {
        await using var lab = await LabSession.StartAsync();
        var before = lab.Pool.Snapshot();
        var result = lab.Host.Run(
            "$entries = Select-AppEndpointPsdEntries pool01.contoso.com | Where-Object SipAddress -eq 'help_desk@contoso.com'; "
                + $"{entries} | Remove-AppEndpointPsdEntries -Force");

        Assert.Empty(result.Errors);
        Assert.Equal(lab.Orphans(PurgeScope.Endpoints("help_desk@contoso.com")), Deleted(lab, result));
        Assert.Empty(lab.Pool.VerifyAfterRemoval(before, PurgeScope.Endpoints("help_desk@contoso.com")));
    }

    [Fact]
    public async Task Entries_of_one_Front_End_leave_the_others_alone()
    {
        await using var lab = await LabSession.StartAsync();
        var before = lab.Pool.Snapshot();
        var result = lab.Host.Run(
            "param($Computer) Select-AppEndpointPsdEntries pool01.contoso.com | Where-Object FrontEnd -eq $Computer | Remove-AppEndpointPsdEntries -Force",
            lab.Pool.FrontEnds[1].ComputerName);

        Assert.Equal([lab.Orphans(PurgeScope.PoolEndpoints).ElementAt(1)], Deleted(lab, result));
        Assert.Empty(lab.Pool.VerifyAfterRemoval(before, PurgeScope.PoolEndpoints, FrontEndSet.Only(0, 2)));
        Assert.Equal(before.FrontEnds[0].Entries, lab.Pool.Snapshot().FrontEnds[0].Entries);
    }

    [Fact]
    public async Task Entries_without_a_pool_stand_for_their_Front_Ends()
    {
        await using var lab = await LabSession.StartAsync(form: CsForm.None);
        var before = lab.Pool.Snapshot();
        var result = lab.Host.Run(
            $"Select-AppEndpointPsdEntries -ComputerName {lab.Computers} -SipAddress help_desk@contoso.com | Remove-AppEndpointPsdEntries -Force");

        Assert.Empty(result.Errors);
        Assert.Equal(lab.Orphans(PurgeScope.Endpoints("help_desk@contoso.com")), Deleted(lab, result));
        Assert.All(result.Column("Pool"), Assert.Null);
        Assert.Empty(lab.Pool.VerifyAfterRemoval(before, PurgeScope.Endpoints("help_desk@contoso.com")));
    }

    [Fact]
    public async Task Entries_without_a_pool_of_only_some_Front_Ends_are_refused_with_a_way_out()
    {
        await using var lab = await LabSession.StartAsync(form: CsForm.None);
        var before = lab.Pool.Snapshot();
        var result = lab.Host.Run(
            $"Select-AppEndpointPsdEntries -ComputerName {lab.Computers} -SipAddress help_desk@contoso.com | Where-Object FrontEnd -ne "
                + $"'{lab.Pool.FrontEnds[2].ComputerName}' | Remove-AppEndpointPsdEntries -Force");

        Assert.Equal(["ReplicaCheckIncomplete"], result.ErrorIds);
        Assert.Contains(
            "instead of piping them in, name all with -ComputerName and the endpoints with -SipAddress", result.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Empty(lab.Pool.VerifyAfterRemoval(before, PurgeScope.Endpoints()));
    }

    [Fact]
    public async Task A_Front_End_that_cannot_be_asked_stops_the_removal_on_the_others()
    {
        await using var lab = await LabSession.StartAsync();
        lab.Pool.FrontEnds[1].Faults.OnLogin().Refuse();
        var before = lab.Pool.Snapshot();
        var result = lab.Host.Run($"{Remove} -Force");

        Assert.Equal(["LoginFailed", "ReplicaCheckIncomplete"], result.ErrorIds);
        Assert.Equal(ErrorCategory.InvalidOperation, result.Errors[1].CategoryInfo.Category);
        Assert.Equal(Enumerable.Repeat("Failed", 3), Statuses(lab, result));
        Assert.Empty(lab.Pool.VerifyAfterRemoval(before, PurgeScope.Endpoints()));
    }

    [Fact]
    public async Task MaxEntries_ends_it_with_a_true_summary()
    {
        await using var lab = await LabSession.StartAsync();
        var before = lab.Pool.Snapshot();
        var result = lab.Host.Run($"{Remove} -Force -MaxEntries 5 -BatchSize 2");

        Assert.Equal(Enumerable.Repeat("MaxEntriesReached", 3), Statuses(lab, result));
        Assert.Equal([5L, 5L, 5L], result.Column("Deleted"));
        Assert.Empty(lab.Pool.VerifyAfterRemoval(before, PurgeScope.PoolEndpoints, FrontEndSet.All));
    }

    [Fact]
    public async Task Ctrl_C_ends_it_between_batches_and_says_what_was_deleted()
    {
        await using var lab = await LabSession.StartAsync();
        var before = lab.Pool.Snapshot();
        var fault = lab.Pool.FrontEnds[0].Faults.On(Request.Commit).Nth(2).Hang();
        using var shell = lab.Host.Prepare($"{Remove} -Force -BatchSize 2 -ThrottleLimit 1");
        var running = shell.BeginInvoke();
        await fault.FiredAsync();
        var stopping = shell.BeginStop(null, null);
        fault.Off();
        shell.EndStop(stopping);

        Assert.Throws<PipelineStoppedException>(() => shell.EndInvoke(running));
        Assert.Contains(lab.Host.Host.Lines, line => line.StartsWith($"{lab.Pool.FrontEnds[0].ComputerName}: Stopped; ", StringComparison.Ordinal));
        Assert.Empty(lab.Pool.VerifyAfterRemoval(before, PurgeScope.PoolEndpoints, FrontEndSet.All));
    }

    private static void Answer(LabSession lab, params string[] answers)
    {
        foreach (var answer in answers)
        {
            lab.Host.Host.Answers.Enqueue(answer);
        }
    }

    /// <summary>The question without the evidence for the profile. Fails if the question does not state how many living conferences are named.</summary>
    private static string WithoutEvidence(string question)
    {
        Assert.Matches("; profile owner-column is proven: [^\"]* documents name [^\"]* living conferences of these endpoints in the pool", question);
        return System.Text.RegularExpressions.Regex.Replace(question, "; profile owner-column is proven: [^\"]*", "");
    }

    private static string WhatIf(LabSession lab, int frontEnd)
    {
        var orphans = lab.Pool.Truth.Orphans(frontEnd, PurgeScope.PoolEndpoints).ToList();
        var size = ((string)lab.Host.Run("param($Bytes) [PsdPurge.View]::Size($Bytes)", orphans.Sum(orphan => orphan.Bytes)).Output.Single().BaseObject)!;
        return string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"What if: Performing the operation \"Delete {orphans.Sum(orphan => orphan.Rows):N0} orphaned entries ({size})\" on target "
                + $"\"{lab.Pool.FrontEnds[frontEnd].ComputerName}\\RTCLOCAL\".");
    }

    private static IEnumerable<(string? FrontEnd, long Deleted)> Deleted(LabSession lab, RunResult result) => lab.InOrder(result)
        .Select(item => ((string?)item.Properties["FrontEnd"].Value, (long)item.Properties["Deleted"].Value));

    private static IEnumerable<string?> Statuses(LabSession lab, RunResult result) => lab.InOrder(result)
        .Select(item => item.Properties["Status"].Value.ToString());
}
