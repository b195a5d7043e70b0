using System.Globalization;
using PsdPurge.Tests.Hosting;

namespace PsdPurge.Tests.Help;

/// <summary>Every example of every page, run on a lab pool as it stands there but for names and paths.</summary>
public class ExampleTests
{
    // What the examples need beside PowerShell's own cmdlets; remoting to a lab's Front-End stays in this session.
    private const string Missing = """
        function global:Format-List { $input }
        function global:Invoke-Command { param($ComputerName, $ScriptBlock) & $ScriptBlock }
        $global:PSDefaultParameterValues['Wait-PoolReplicationReady:PollInterval'] = 1
        """;

    public static TheoryData<string, string> Examples
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (page, title) in HelpPages.Cmdlets.SelectMany(page => HelpPages.PageExamples(page).Select(example => (page, example.Title))))
            {
                data.Add(page, title);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task An_example_runs_without_an_error_and_removes_only_where_it_says_so(string page, string title)
    {
        await using var lab = await LabSession.StartAsync(cmdlets: UtilityCmdlets.All);
        lab.Host.Must(Missing);
        lab.Host.Must("param($Folder) $null = $ExecutionContext.SessionState.Path.SetLocation($Folder)", lab.BackupFolder);
        lab.Host.Host.Answers.Enqueue("Yes to All");
        var before = lab.Pool.Snapshot();
        var code = HelpPages.PageExamples(page).Single(example => example.Title == title).Code;
        var purges = code.Split('\n').Any(line => line.Contains("Remove-", StringComparison.Ordinal) && !line.Contains("-WhatIf", StringComparison.Ordinal));

        var result = lab.Host.Run(OnLab(code, lab));

        // The lab's topology knows another pool, whose Front-Ends are not there.
        Assert.Equal([], result.Errors.Where(error => error.TargetObject?.ToString()?.StartsWith("fe1", StringComparison.Ordinal) != true).Select(error => error.ToString()));
        var after = lab.Pool.Snapshot();
        Assert.Equal(purges, lab.Pool.FrontEnds.Any(frontEnd => after.FrontEnds[frontEnd.Index].Entries.Count < before.FrontEnds[frontEnd.Index].Entries.Count));
    }

    private static string OnLab(string code, LabSession lab)
    {
        foreach (var frontEnd in lab.Pool.FrontEnds)
        {
            code = code.Replace(string.Format(CultureInfo.InvariantCulture, "fe{0:00}.contoso.com", frontEnd.Index + 1), frontEnd.ComputerName, StringComparison.Ordinal);
        }

        return code.Replace("pool01.contoso.com", lab.Pool.PoolFqdn, StringComparison.Ordinal)
            .Replace(@"D:\", lab.BackupFolder + "/", StringComparison.Ordinal)
            .Replace(@".\", "./", StringComparison.Ordinal)
            .Replace("-StableFor 00:20:00", "-StableFor 1", StringComparison.Ordinal);
    }
}
