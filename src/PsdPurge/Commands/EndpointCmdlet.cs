using PsdPurge.Arguments;
using PsdPurge.Completion;

namespace PsdPurge.Commands;

/// <summary>A cmdlet that works on entries of trusted application endpoints' conferences.</summary>
public abstract class EndpointCmdlet : FrontEndCmdlet
{
    /// <summary>Include endpoints that are homed on other pools, for endpoints that were moved.</summary>
    [Parameter(ParameterSetName = PoolSet)]
    [Parameter(ParameterSetName = ComputerSet)]
    public SwitchParameter AllPoolEndpoints { get; set; }

    /// <summary>Only these endpoints, as user@host or sip:user@host.</summary>
    [Parameter(ParameterSetName = PoolSet)]
    [Parameter(ParameterSetName = ComputerSet)]
    [ArgumentCompleter(typeof(EndpointCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? SipAddress { get; set; }

    /// <summary>
    /// How rows name organizer and conference: Auto for the profile that the pool's own data proves, the name of a profile of the module, or the path of a
    /// .psd1 file.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(ProfileCompleter))]
    [ValidateNotNullOrEmpty]
    public string SchemaProfile { get; set; } = ProfileArgument.Auto;

    /// <summary>The addresses of -SipAddress, or null if it was not given.</summary>
    private protected IReadOnlyList<string>? Addresses { get; private set; }

    private protected override void Begin() => Addresses = AddressArgument.Parse(SipAddress);
}
