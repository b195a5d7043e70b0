using PsdPurge.Arguments;
using PsdPurge.Completion;

namespace PsdPurge.Commands;

/// <summary>A cmdlet that asks Front-Ends about what conferences of trusted application endpoints left there.</summary>
public abstract class EndpointCmdlet : FrontEndCmdlet
{
    /// <summary>Also the endpoints that are homed on other pools: for endpoints that were moved.</summary>
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
    /// How rows name organizer and conference: Auto takes what the pool's own data proves; a profile of the module by its name, or a .psd1 file by its path.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(ProfileCompleter))]
    [ValidateNotNullOrEmpty]
    public string SchemaProfile { get; set; } = ProfileArgument.Auto;

    /// <summary>What -SipAddress names; null if it was not given.</summary>
    private protected IReadOnlyList<string>? Addresses { get; private set; }

    private protected override void Begin() => Addresses = AddressArgument.Parse(SipAddress);
}
