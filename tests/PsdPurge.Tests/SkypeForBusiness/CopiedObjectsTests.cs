using PsdPurge.Lab;
using PsdPurge.Lab.Scenarios;
using PsdPurge.Tests.Hosting;

namespace PsdPurge.Tests.SkypeForBusiness;

/// <summary>
/// Copies of another session's objects have one level of properties. Deeper objects are reduced to their string form, which may be the name of a type.
/// </summary>
public class CopiedObjectsTests
{
    [Fact]
    public async Task Computers_whose_names_did_not_come_along_are_asked_for()
    {
        await using var lab = await LabSession.StartAsync(options: new LabPoolOptions { ComputersAs = "objects" }, form: CsForm.Remoting);
        var result = lab.Host.Run("Get-PsdEntryCount pool01.contoso.com");

        Assert.Equal([], result.Errors.Select(error => error.ToString()));
        Assert.Equal(lab.Pool.FrontEnds.Select(frontEnd => frontEnd.ComputerName).Order(), result.Column("FrontEnd").Order());
    }

    [Fact]
    public async Task Endpoints_whose_home_cannot_be_read_are_told_of()
    {
        await using var lab = await LabSession.StartAsync(options: new LabPoolOptions { RegistrarPoolAs = "unreliable" }, form: CsForm.Remoting);
        var result = lab.Host.Run("Select-AppEndpointPsdEntries pool01.contoso.com");
        var all = lab.Pool.Scenario.Endpoints.Count();

        Assert.Empty(result.Errors);
        Assert.Empty(result.Output);
        Assert.Contains(
            $"{all} of {all} trusted application endpoints name a home that is no pool of the topology "
                + "('PsdPurge.Lab.SkypeForBusiness.UnreliableRegistrarPool'), so they are left out. "
            + "Look for them, too, with -AllPoolEndpoints, or name them with -SipAddress.",
            result.Warnings);
        Assert.Equal(
            lab.Orphans(PurgeScope.AllPoolEndpoints).Sum(one => one.Orphans),
            lab.Host.Run("Select-AppEndpointPsdEntries pool01.contoso.com -AllPoolEndpoints").Column("Entries").Sum(entries => (long)entries!));
    }

    [Fact]
    public void Endpoints_of_a_pool_that_is_gone_are_told_of_once_and_the_others_are_looked_for()
    {
        using var host = new ModuleHost(FakeDeployment.Texts.Replace(
            "'ee02.contoso.com'\n    Endpoint 'sip:homeless", "'old.contoso.com'\n    Endpoint 'sip:homeless", StringComparison.Ordinal));
        var result = host.Run("Select-AppEndpointPsdEntries ee01.contoso.com, ee02.contoso.com -Verbose");

        Assert.Single(result.Warnings, "1 of 4 trusted application endpoints names a home that is no pool of the topology ('old.contoso.com'), "
            + "so it is left out. "
            + "Look for it, too, with -AllPoolEndpoints, or name it with -SipAddress.");
        Assert.Contains("pool ee01.contoso.com: 2 Front-End(s), 2 endpoint(s) to look for.", result.Verbose);
        Assert.DoesNotContain(
            host.Run("Select-AppEndpointPsdEntries ee01.contoso.com -AllPoolEndpoints").Warnings,
            warning => warning.Contains("home", StringComparison.Ordinal));
    }
}
