using PsdPurge.Tests.Hosting;

namespace PsdPurge.Tests.Arguments;

public class RemovalInputTests
{
    private const string Row = """
        function Row($Changes = @{}) {
            $row = [ordered]@{ Pool = 'ee01.contoso.com'; FrontEnd = '127.0.0.1,1'; SipAddress = 'helpdesk@contoso.com';
                ConferenceId = 'ABC123'; DocId = '17'; Entries = '3'; Bytes = '400' }
            foreach ($name in $Changes.Keys) { if ($null -eq $Changes[$name]) { $row.Remove($name) } else { $row[$name] = $Changes[$name] } }
            if (-not $Changes.ContainsKey('Check')) {
                $row.Check = [PsdPurge.Tests.Hosting.EntryCheckText]::Of($row.Pool, $row.FrontEnd, $row.SipAddress, $row.ConferenceId,
                    $row.DocId, $row.Entries, $row.Bytes)
            }
            [pscustomobject]$row
        }
        """;

    [Theory]
    [InlineData("@{ DocId = $null }", "has no column DocId")]
    [InlineData("@{ Pool = $null }", "has no column Pool")]
    [InlineData("@{ FrontEnd = '' }", "has nothing in column FrontEnd")]
    [InlineData("@{ ConferenceId = ' ' }", "has nothing in column ConferenceId")]
    [InlineData("@{ Entries = 'many' }", "has 'many' in column Entries")]
    [InlineData("@{ Bytes = '-1' }", "has '-1' in column Bytes")]
    [InlineData("@{ Entries = '1.5' }", "has '1.5' in column Entries")]
    [InlineData("@{ DocId = @('1', '2') }", "has a Object[] in column DocId")]
    [InlineData("@{ DocId = $true }", "has a Boolean in column DocId")]
    [InlineData("@{ SipAddress = 'nobody' }", "is not a SIP address")]
    [InlineData("@{ Check = '' }", "has nothing in column Check")]
    [InlineData("@{ Check = 'bcdfghjk' }", "its values do not match its column Check")]
    public void An_object_that_is_no_entry_is_refused_and_nothing_is_touched(string changes, string reason)
    {
        using var host = new ModuleHost(FakeDeployment.Texts + Row);
        var result = host.Run($"(Row), (Row {changes}), (Row) | Remove-AppEndpointPsdEntries -Force");

        Assert.Equal(["InvalidInputObject"], result.ErrorIds);
        Assert.Equal(ErrorCategory.InvalidData, result.Errors[0].CategoryInfo.Category);
        Assert.StartsWith("Object 2 of the input ", result.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Contains(reason, result.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.EndsWith("Nothing was deleted.", result.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Theory]
    [InlineData("[System.IO.FileInfo]::new('/x')", ", Bytes; it has ")]
    [InlineData("[pscustomobject]@{ Name = 'x' }", "has no column Pool, FrontEnd, SipAddress, ConferenceId, DocId, Entries, Bytes; it has Name.")]
    [InlineData("[pscustomobject]@{}", ", Bytes; it has none.")]
    [InlineData("17", ", Bytes; it has none.")]
    public void Something_else_altogether_is_refused(string input, string reason)
    {
        using var host = new ModuleHost(FakeDeployment.Texts + Row);
        var result = host.Run($"(Row), {input} | Remove-AppEndpointPsdEntries -Force");

        Assert.Equal(["InvalidInputObject"], result.ErrorIds);
        Assert.Contains(reason, result.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void Objects_without_a_check_text_are_taken_with_a_warning()
    {
        using var host = new ModuleHost(FakeDeployment.Texts + Row);
        var result = host.Run("(Row @{ Check = $null }), (Row @{ Check = $null; DocId = '12' }) | Remove-AppEndpointPsdEntries -WhatIf");

        Assert.DoesNotContain("InvalidInputObject", result.ErrorIds);
        Assert.Single(result.Warnings, warning => warning.StartsWith("2 objects of the input have no column Check, ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("1.23457E+14", "which a spreadsheet makes of a long number")]
    [InlineData("12345678901234500", "of which a spreadsheet keeps the first 15 digits only")]
    public void Without_a_check_text_what_looks_like_a_spreadsheets_doing_is_refused(string docId, string reason)
    {
        using var host = new ModuleHost(FakeDeployment.Texts + Row);
        var result = host.Run($"Row @{{ Check = $null; DocId = '{docId}' }} | Remove-AppEndpointPsdEntries -WhatIf");

        Assert.Equal(["InvalidInputObject"], result.ErrorIds);
        Assert.Contains(reason, result.Errors[0].Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_Front_End_that_is_not_of_the_pool_is_refused_and_nothing_is_touched()
    {
        using var host = new ModuleHost(FakeDeployment.Texts + Row);
        var result = host.Run("(Row), (Row @{ FrontEnd = '127.0.0.1,3' }) | Remove-AppEndpointPsdEntries -Force");

        Assert.Equal(["InvalidInputObject"], result.ErrorIds);
        Assert.StartsWith(
            "Object 2 of the input (line 3 of its file) says that 127.0.0.1,3 is a Front-End of pool ee01.contoso.com, which it is not.",
            result.Errors[0].Exception.Message,
            StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void An_unknown_pool_is_an_error_and_nothing_is_touched()
    {
        using var host = new ModuleHost(FakeDeployment.Texts + Row);
        var result = host.Run("(Row), (Row @{ Pool = 'none.contoso.com' }) | Remove-AppEndpointPsdEntries -Force");

        Assert.Equal(["PoolNotFound"], result.ErrorIds);
        Assert.Empty(result.Output);
    }

    [Theory]
    [InlineData("ee01.contoso.com")]
    [InlineData("")]
    public void An_ordinary_users_entry_is_refused_and_nothing_is_touched(string pool)
    {
        using var host = new ModuleHost(FakeDeployment.Texts + Row);
        var result = host.Run(
            "param($Pool) (Row @{ Pool = $Pool }), (Row @{ SipAddress = 'user@contoso.com'; Pool = $Pool }) | Remove-AppEndpointPsdEntries -Force", pool);

        Assert.Equal(["EndpointNotFound"], result.ErrorIds);
        Assert.Equal("user@contoso.com", result.Errors[0].TargetObject);
        Assert.Empty(result.Output);
    }

    [Theory]
    [InlineData("Identity")]
    [InlineData("Fqdn")]
    [InlineData("PoolName")]
    [InlineData("PoolFqdn")]
    public void An_entry_never_stands_for_its_pool(string column)
    {
        using var host = new ModuleHost(FakeDeployment.Texts + Row);
        var result = host.Run("param($Column) Row @{ Bytes = ''; $Column = 'ee01.contoso.com' } | Remove-AppEndpointPsdEntries -Force", column);

        Assert.Equal(["InvalidInputObject"], result.ErrorIds);
    }

    [Fact]
    public void Entries_of_a_pool_need_the_topology()
    {
        using var host = new ModuleHost(Row);

        Assert.Equal(["CsCmdletsNotLoaded"], host.Run("Row | Remove-AppEndpointPsdEntries -Force").ErrorIds);
    }

    [Fact]
    public void No_entries_are_no_work()
    {
        using var host = new ModuleHost(FakeDeployment.Texts);
        var result = host.Run("@() | Remove-AppEndpointPsdEntries -Force; $EndpointCalls");

        Assert.Empty(result.Errors);
        Assert.Equal([0], result.Output.Select(item => item.BaseObject));
    }
}
