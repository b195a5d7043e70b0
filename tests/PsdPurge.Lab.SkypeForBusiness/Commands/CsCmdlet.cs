namespace PsdPurge.Lab.SkypeForBusiness;

/// <summary>A cmdlet that answers from the lab's topology.</summary>
public abstract class CsCmdlet : PSCmdlet
{
    /// <summary>The topology. Each pipeline reads it again, because the lab may change it.</summary>
    private protected LabTopology Topology { get; private set; } = new();

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        try
        {
            Topology = LabTopologyReader.Read(this);
        }
        catch (LabTopologyException e)
        {
            ThrowTerminatingError(new(e, e.Id, ErrorCategory.ObjectNotFound, null));
        }
    }

    private protected void NotFound(string what, string? name) => WriteError(new(
        new ItemNotFoundException($"Cannot find {what} \"{name}\" in this topology."), "ObjectNotFound", ErrorCategory.ObjectNotFound, name));

    private protected static bool HasUserService(LabPoolEntry pool) =>
        (pool.Services ?? []).Any(service => service.IndexOf("UserServer", StringComparison.OrdinalIgnoreCase) >= 0);

    private protected static bool Same(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    /// <summary>Removes the service's name from a text such as <c>UserServer:pool01.contoso.com</c>. Pools can also be named in this form.</summary>
    private protected static string PoolName(string identity)
    {
        var colon = identity.IndexOf(':');
        return colon < 0 ? identity : identity.Substring(colon + 1);
    }
}
