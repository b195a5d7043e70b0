using System.Reflection;
using System.Runtime.Loader;

namespace PsdPurge.Loading;

/// <summary>Contains PsdPurge.Core and its dependencies, so that a session may have loaded another version of any of them.</summary>
internal sealed class ModuleLoadContext(string corePath) : AssemblyLoadContext("PsdPurge")
{
    private readonly AssemblyDependencyResolver _resolver = new(corePath);

    public Assembly LoadCore() => LoadFromAssemblyPath(corePath);

    protected override Assembly? Load(AssemblyName assemblyName) =>
        _resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null;

    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : 0;
}
