using System.Globalization;
using PsdPurge.Tests.Hosting;

namespace PsdPurge.Tests.Help;

/// <summary>Every example of every page, run on a lab pool as it stands there but for names and paths.</summary>
public class ExampleTests
{
    // Commands that this package of PowerShell lacks, as far as the examples need them; remoting to a lab's Front-End stays in this session.
    private const string Missing = """
        function global:Export-Csv {
            param([Parameter(Position = 0)] $Path, [switch] $Append, [switch] $NoTypeInformation, [Parameter(ValueFromPipeline)] $InputObject)
            begin { $lines = [System.Collections.Generic.List[string]]::new() }
            process {
                if ($lines.Count -eq 0) { $lines.Add(($InputObject.PSObject.Properties.Name -join ',')) }
                $lines.Add((($InputObject.PSObject.Properties | ForEach-Object { '"' + "$($_.Value)".Replace('"', '""') + '"' }) -join ','))
            }
            end { [IO.File]::WriteAllLines($ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Path), $lines) }
        }
        function global:Import-Csv {
            param($Path)
            $header, $rows = [IO.File]::ReadAllLines($ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Path))
            foreach ($row in $rows) {
                $values = $row.Substring(1, $row.Length - 2) -split '","'
                $item = [ordered] @{}
                $i = 0
                foreach ($name in $header -split ',') { $item[$name] = $values[$i++].Replace('""', '"') }
                [pscustomobject] $item
            }
        }
        function global:Group-Object { param($Property) $input | ForEach-Object { $_.$Property } }
        function global:Sort-Object { $input }
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
        await using var lab = await LabSession.StartAsync();
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
