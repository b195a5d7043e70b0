using System.Reflection;
using System.Runtime.Loader;

namespace PsdPurge.Loading;

/// <summary>Lets the cmdlets find PsdPurge.Core, in a load context that other modules do not share. Only PowerShell calls it.</summary>
public sealed class ModuleLoader : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private const string CoreAssembly = "PsdPurge.Core";
    private static readonly object Gate = new();
    private static int _imports;

    // There is one for the process. Its types must stay the same when the module is imported again, or in a second runspace.
    private static readonly Lazy<ModuleLoadContext> Context = new(() =>
        new ModuleLoadContext(Path.Combine(Path.GetDirectoryName(typeof(ModuleLoader).Assembly.Location)!, "dependencies", CoreAssembly + ".dll")));

    /// <inheritdoc/>
    public void OnImport()
    {
        lock (Gate)
        {
            if (_imports++ == 0)
            {
                AssemblyLoadContext.Default.Resolving += Resolve;
            }
        }
    }

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        lock (Gate)
        {
            // Import-Module -Force imports and removes in pairs, but nothing is called when a runspace closes. So the imports are counted, and the count never
            // falls below 0.
            _imports = Math.Max(0, _imports - 1);
            if (_imports == 0)
            {
                AssemblyLoadContext.Default.Resolving -= Resolve;
            }
        }
    }

    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName name) =>
        string.Equals(name.Name, CoreAssembly, StringComparison.OrdinalIgnoreCase) ? Context.Value.LoadCore() : null;
}
