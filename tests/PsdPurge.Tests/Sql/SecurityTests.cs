using PsdPurge.Lab.Faults;
using PsdPurge.Lab.Scenarios;
using PsdPurge.Tests.Hosting;

namespace PsdPurge.Tests.Sql;

/// <summary>Input from people, files and the directory is data and never syntax. A password does not appear anywhere.</summary>
public class SecurityTests
{
    private static readonly string[] Nasty =
    [
        "';DROP TABLE dbo.PersistedServiceData;--", "]; DELETE FROM dbo.PersistedServiceData; --", "' OR 1=1 --",
        "%", "_", "[a-z]%", "*", "\"", "$(x)", "`$(x)",
        "\u2028GO\u2028DROP TABLE x", "ü\ud83d\ude00", "0x", "NULL", "@p0", "#Candidate", new string('x', 5000), "../../etc/passwd", "{0}", "\\",
    ];

    [Fact]
    public async Task No_text_of_an_entry_becomes_syntax()
    {
        await using var lab = await LabSession.StartAsync();
        var before = lab.Pool.Snapshot();
        foreach (var text in Nasty)
        {
            foreach (var column in new[] { "SipAddress", "ConferenceId", "DocId", "Pool", "FrontEnd", "Entries", "Bytes" })
            {
                var result = lab.Host.Run(
                    """
                    param($Column, $Text, $FrontEnd)
                    $row = [ordered]@{ Pool = 'pool01.contoso.com'; FrontEnd = $FrontEnd; SipAddress = 'help_desk@contoso.com';
                        ConferenceId = 'ABC123'; DocId = '17'; Entries = '1'; Bytes = '1' }
                    $row[$Column] = $Text
                    [pscustomobject]$row | Remove-AppEndpointPsdEntries -Force
                    """,
                    column,
                    text,
                    lab.Pool.FrontEnds[0].ComputerName);
                Assert.All(result.Column("Deleted"), deleted => Assert.Equal(0L, deleted));
                Assert.True(result.Errors.Count > 0 || result.Output.Count > 0, $"{column} '{text}' passed in silence.");
                Assert.DoesNotContain("SqlError", result.ErrorIds);
            }
        }

        Assert.Equal(before.FrontEnds.Select(f => f.Entries.Count), lab.Pool.Snapshot().FrontEnds.Select(f => f.Entries.Count));
    }

    [Fact]
    public async Task No_address_or_profile_name_becomes_syntax()
    {
        await using var lab = await LabSession.StartAsync();
        var before = lab.Pool.Snapshot();
        foreach (var text in Nasty)
        {
            var byAddress = lab.Host.Run("param($Text) Select-AppEndpointPsdEntries pool01.contoso.com -SipAddress \"$Text@contoso.com\"", text);
            Assert.Empty(byAddress.Output);
            Assert.DoesNotContain("SqlError", byAddress.ErrorIds);
            var byProfile = lab.Host.Run("param($Text) Select-AppEndpointPsdEntries pool01.contoso.com -SchemaProfile $Text", text);
            Assert.Empty(byProfile.Output);
            Assert.NotEmpty(byProfile.Errors);
        }

        Assert.Equal(before.FrontEnds.Select(f => f.Entries.Count), lab.Pool.Snapshot().FrontEnds.Select(f => f.Entries.Count));
    }

    [Fact]
    public async Task The_password_is_in_no_stream_no_log_and_no_backup()
    {
        await using var lab = await LabSession.StartAsync();
        using var lost = lab.Pool.FrontEnds[0].Faults.On(Request.Containing("DELETE TOP")).Once().KillConnection();
        List<RunResult> results =
        [
            lab.Host.Run("Select-AppEndpointPsdEntries pool01.contoso.com -Verbose -Debug"),
            lab.Host.Run("Remove-AppEndpointPsdEntries pool01.contoso.com -Force -Verbose -Debug"),
        ];
        using var refused = lab.Pool.FrontEnds[1].Faults.OnLogin().Refuse();
        results.Add(lab.Host.Run("Remove-AppEndpointPsdEntries pool01.contoso.com -AllPoolEndpoints -Force -Verbose -Debug"));

        var password = lab.Pool.FrontEnds[0].Password;
        var said = results.SelectMany(result => result.Verbose
            .Concat(result.Warnings)
            .Concat(result.Errors.SelectMany(
                error => new[] { error.ToString(), error.Exception.ToString(), $"{error.TargetObject}", error.ErrorDetails?.Message ?? "" }))
            .Concat(result.Output.SelectMany(item => item.Properties.Select(property => $"{property.Value}"))))
            .Concat(lab.Host.Host.Lines)
            .Concat(Directory.GetFiles(lab.BackupFolder, "*", SearchOption.AllDirectories).Select(File.ReadAllText))
            .ToList();
        Assert.NotEmpty(results[2].Errors);
        Assert.True(said.Count > 30);
        Assert.DoesNotContain(said, text => text.Contains(password, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Why_entries_were_skipped_can_be_listed_and_exported()
    {
        await using var lab = await LabSession.StartAsync();
        var history = Path.Combine(lab.BackupFolder, "history.csv");
        var report = Path.Combine(lab.BackupFolder, "report.html");

        // The objects have the same texts as after Export-Csv and Import-Csv, which use ToString.
        var result = lab.Host.Run(
            """
            $lines = Remove-AppEndpointPsdEntries pool01.contoso.com -Force | ForEach-Object {
                $line = [ordered]@{}
                foreach ($property in $_.PSObject.Properties) { $line[$property.Name] = "$(if ($null -ne $property.Value) { $property.Value.ToString() })" }
                $line.Time = $_.Time.ToString('o')  # In a culture's form the first days of a month may be refused.
                [pscustomobject]$line
            }
            $lines | Add-PsdHistory $args[0]
            $null = $lines | Export-PsdReport $args[1]
            $lines.SkippedBy
            """,
            history,
            report);

        Assert.Empty(result.Errors);
        var texts = result.Output.Select(line => (string)line.BaseObject).ToList();
        Assert.Contains(texts, text => text.Contains("ConferenceOnOtherFrontEnd: ", StringComparison.Ordinal));
        Assert.All(texts, text => Assert.Contains($",{text.Replace(": ", "=").Replace(", ", " ")},", File.ReadAllText(history), StringComparison.Ordinal));
        Assert.Contains(": the conference exists on another Front-End", File.ReadAllText(report), StringComparison.Ordinal);
        Assert.DoesNotContain("the reason was not recorded", File.ReadAllText(report), StringComparison.Ordinal);
    }
}
