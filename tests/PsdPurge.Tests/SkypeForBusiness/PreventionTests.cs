using PsdPurge.Tests.Hosting;

namespace PsdPurge.Tests.SkypeForBusiness;

public class PreventionTests
{
    private const string Policies = "function Policy($Identity, $On) { [pscustomobject]@{ Identity = $Identity; EnableReliableConferenceDeletion = $On } } ";
    private const string Remove = "Remove-AppEndpointPsdEntries ee02.contoso.com -WhatIf -Verbose";

    [Theory]
    [InlineData("Policy Global $false", "is off in the conferencing policy Global.")]
    [InlineData("Policy Global $true; Policy Tag:A $false; Policy Tag:B $false", "is off in 2 conferencing policies: Tag:A, Tag:B.")]
    [InlineData("1..9 | ForEach-Object { Policy \"Tag:$_\" $false }", "is off in 9 conferencing policies: Tag:1, Tag:2, Tag:3, Tag:4, Tag:5, ....")]
    [InlineData("Policy Global 'False'", "is off in the conferencing policy Global.")]
    public void A_run_reminds_once_of_policies_that_leave_entries_behind(string policies, string expected)
    {
        using var host = new ModuleHost(FakeDeployment.Texts + Policies + "function Get-CsConferencingPolicy { " + policies + " }");

        Assert.Contains(expected, host.Run(Remove).Warnings.Single(IsReminder), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("function Get-CsConferencingPolicy { Policy Global $true }")]
    [InlineData("function Get-CsConferencingPolicy { }")]
    [InlineData("function Get-CsConferencingPolicy { $null }")]
    [InlineData("function Get-CsConferencingPolicy { [pscustomobject]@{ Identity = 'Global' } }")]
    [InlineData("function Get-CsConferencingPolicy { throw 'The store is down.' }")]
    [InlineData("function Get-CsConferencingPolicy { [CmdletBinding()] param() Write-Error 'The store is down.' }")]
    public void Without_an_answer_that_says_so_there_is_no_reminder_and_no_error(string policies)
    {
        using var host = new ModuleHost(FakeDeployment.Texts + Policies + policies);
        var result = host.Run(Remove);

        Assert.DoesNotContain(result.Warnings, IsReminder);
        Assert.Equal(["FrontEndUnreachable"], result.ErrorIds);
    }

    [Theory]
    [InlineData("@() | Remove-AppEndpointPsdEntries")]
    [InlineData("'hello' | Remove-AppEndpointPsdEntries")]
    [InlineData("Remove-AppEndpointPsdEntries apps.contoso.com, nowhere.contoso.com")]
    [InlineData("Remove-AppEndpointPsdEntries ee02.contoso.com -SipAddress nobody@contoso.com")]
    public void Where_no_Front_End_was_asked_nothing_is_asked_about_policies_either(string remove)
    {
        using var host = new ModuleHost(FakeDeployment.Texts + Policies + "function Get-CsConferencingPolicy { $global:Asked = $true; Policy Global $false }");

        Assert.DoesNotContain(host.Run(remove).Warnings, IsReminder);
        Assert.Equal([false], host.Run("[bool] $Asked").Output.Select(item => item.BaseObject));
    }

    [Theory]
    [InlineData("'ee01.contoso.com', 'ee02.contoso.com' | Remove-AppEndpointPsdEntries -WhatIf")]
    [InlineData("[pscustomobject]@{ Pool = 'ee02.contoso.com'; FrontEnd = '127.0.0.1,3'; SipAddress = 'attendant@contoso.com'; ConferenceId = 'A'; "
        + "DocId = '1'; Entries = '1'; Bytes = '1' } | Remove-AppEndpointPsdEntries -WhatIf")]
    public void Several_pools_and_entries_are_one_run(string remove)
    {
        using var host = new ModuleHost(FakeDeployment.Texts + Policies + "function Get-CsConferencingPolicy { Policy Global $false }");

        Assert.Single(host.Run(remove).Warnings, IsReminder);
    }

    private static bool IsReminder(string warning) => warning.StartsWith("EnableReliableConferenceDeletion", StringComparison.Ordinal);
}
