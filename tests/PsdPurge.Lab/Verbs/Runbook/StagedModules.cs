using System.Reflection;

namespace PsdPurge.Lab.Verbs.Runbook;

/// <summary>Where the build staged the modules.</summary>
public static class StagedModules
{
    /// <summary>Manifest of the PsdPurge module.</summary>
    public static string PsdPurge => Read("ModuleManifest");

    /// <summary>Manifest of the stand-in SkypeForBusiness module: compiled cmdlets.</summary>
    public static string SkypeForBusiness => Read("StandInManifest");

    /// <summary>The forms of the stand-in, by the name that <c>--cs</c> takes.</summary>
    public static IReadOnlyDictionary<string, string> Forms { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["cmdlets"] = SkypeForBusiness,
        ["script"] = Path.Combine(Read("StandInForms"), "Script", "SkypeForBusiness.psm1"),
        ["remoting"] = Path.Combine(Read("StandInForms"), "Remoting", "tmp_lab0000.cs1.psm1"),
    };

    private static string Read(string key) => Path.GetFullPath(
        Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().First(data => data.Key == key).Value!);
}
