using System.Text.Encodings.Web;
using System.Text.Json;
using PsdPurge.Lab.Scenarios;

namespace PsdPurge.Lab;

/// <summary>Writes the topology as the stand-in SkypeForBusiness module reads it.</summary>
internal static class LabTopologyJson
{
    private const string ApplicationPool = "apps.contoso.com";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(LabPool pool, LabPoolOptions options) => JsonSerializer.Serialize(
        new
        {
            computersAs = options.ComputersAs,
            registrarPoolAs = options.RegistrarPoolAs,
            readinessFile = pool.Readiness.File,
            localComputer = pool.FrontEnds[0].ComputerName,
            pools = (object[])
            [
                Pool(pool.PoolFqdn, "UserServer", pool.FrontEnds.Select(frontEnd => frontEnd.ComputerName)),
                // This pool is not part of the lab. No server answers there.
                Pool(pool.Scenario.OtherPoolFqdn, "UserServer", ["fe11.contoso.com", "fe12.contoso.com", "fe13.contoso.com"]),
                Pool("edge.contoso.com", "EdgeServer", ["edge01.contoso.com"]),
                Pool(ApplicationPool, "ExternalServer", ["app01.contoso.com", "app02.contoso.com"]),
                .. options.HasOldPools ? OldPools() : [],
            ],
            endpoints = pool.Scenario.Endpoints.Select(Endpoint),
        },
        Readable);

    private static object[] OldPools() =>
    [
        Pool("sba01.contoso.com", "Registrar", ["sba01.contoso.com"]),
        Pool("lync2010.contoso.com", "UserServer", ["fe2010.contoso.com"], version: 5),
    ];

    private static object Pool(string fqdn, string service, IEnumerable<string> computers, int version = 7) =>
        new { fqdn, site = "site:Redmond", services = new[] { $"{service}:{fqdn}" }, computers, version };

    private static object Endpoint(Organizer endpoint) => new
    {
        sipAddress = "sip:" + endpoint.DirectoryAddress,
        registrarPool = endpoint.HomePool,
        ownerUrn = "urn:application:" + endpoint.Application,
        displayName = endpoint.DirectoryAddress.Split('@')[0],
        identity = $"CN={{{StableGuid.Of(endpoint.Address)}}},CN=Application Contacts,CN=RTC Service,CN=Services,CN=Configuration,DC=contoso,DC=com",
        trustedApplicationPool = ApplicationPool,
        enabled = true,
    };
}
