using System.Globalization;
using PsdPurge.Arguments;
using PsdPurge.Completion;
using PsdPurge.SkypeForBusiness;

namespace PsdPurge.Commands;

/// <summary>Lists the entries that deleted conferences of trusted application endpoints left on each Front-End. Changes nothing.</summary>
[Cmdlet(VerbsCommon.Select, "AppEndpointPsdEntries", DefaultParameterSetName = PoolSet)]
[OutputType(typeof(AppEndpointPsdEntry))]
public sealed class SelectAppEndpointPsdEntriesCommand : FrontEndCmdlet
{
    private IReadOnlyList<string>? _addresses;
    private SchemaProfile _profile = null!;

    /// <summary>Also the endpoints that are homed on other pools: for endpoints that were moved.</summary>
    [Parameter]
    public SwitchParameter AllPoolEndpoints { get; set; }

    /// <summary>Only these endpoints, as user@host or sip:user@host.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(EndpointCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? SipAddress { get; set; }

    /// <summary>How rows name organizer and conference: a profile of the module by its name, or a .psd1 file by its path.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ProfileCompleter))]
    [ValidateNotNullOrEmpty]
    public string SchemaProfile { get; set; } = ProfileArgument.Default;

    /// <summary>
    /// Living conferences of the endpoints that no document names are right there: they have none. Without this they keep the schema profile from being proven,
    /// since their documents may be among those that look orphaned.
    /// </summary>
    [Parameter]
    public SwitchParameter AllowUnnamedConferences { get; set; }

    private protected override void Begin()
    {
        _addresses = AddressArgument.Parse(SipAddress);
        _profile = ProfileArgument.Parse(SchemaProfile, this);
    }

    private protected override void ProcessTarget(Target target)
    {
        var endpoints = ResolveEndpoints(target, _addresses, AllPoolEndpoints);
        if (endpoints.Count == 0)
        {
            return;
        }

        var scope = new SelectionScope(endpoints, _profile) { AllowUnnamedConferences = AllowUnnamedConferences };
        long documents = 0;
        RunOver(target, (run, queue, token) => EntrySelector.SelectAsync(
            run,
            scope,
            entry =>
            {
                Interlocked.Increment(ref documents);
                queue.Output(entry);
            },
            token));
        Log(string.Format(CultureInfo.InvariantCulture, "{0}: {1:N0} document(s) with orphaned entries.", target.Name, documents));
    }
}
