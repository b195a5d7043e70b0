using System.Reflection;

namespace PsdPurge.Lab.Verbs.Runbook;

/// <summary>Where the build staged the modules.</summary>
public static class StagedModules
{
    /// <summary>Manifest of the PsdPurge module.</summary>
    public static string PsdPurge => Read("ModuleManifest");

    /// <summary>Manifest of the stand-in SkypeForBusiness module.</summary>
    public static string SkypeForBusiness => Read("StandInManifest");

    private static string Read(string key) => Path.GetFullPath(
        Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().First(data => data.Key == key).Value!);
}
