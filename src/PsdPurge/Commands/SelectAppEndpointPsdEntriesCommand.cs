using System.Globalization;
using PsdPurge.Arguments;
using PsdPurge.Completion;
using PsdPurge.SkypeForBusiness;

namespace PsdPurge.Commands;

/// <summary>Lists the entries that deleted conferences of trusted application endpoints left on each Front-End. Changes nothing.</summary>
[Cmdlet(VerbsCommon.Select, "AppEndpointPsdEntries", DefaultParameterSetName = PoolSet)]
[OutputType(typeof(AppEndpointPsdEntry))]
public sealed class SelectAppEndpointPsdEntriesCommand : EndpointCmdlet
{
    private ProfileChoice _profiles = null!;

    /// <summary>
    /// Folder in which Auto remembers each pool's profile, or none. Default: PSDPURGE_PROFILES of the environment, else PsdPurge\Profiles in the user's local
    /// application data.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ProfileFolder { get; set; }

    /// <summary>
    /// Forget the profile that is remembered for the pool, find the one that its data proves now, and remember that one. This is how you accept a different
    /// profile.
    /// </summary>
    [Parameter]
    public SwitchParameter ForgetProfile { get; set; }

    /// <summary>
    /// Accept living conferences of the endpoints that no document names, because they really have no documents. Otherwise they keep the schema profile from
    /// being proven, because their documents may be among those that look orphaned.
    /// </summary>
    [Parameter]
    public SwitchParameter AllowUnnamedConferences { get; set; }

    private protected override void Begin()
    {
        base.Begin();
        _profiles = new ProfileChoice(this, SchemaProfile, ProfileFolder, ForgetProfile);
    }

    private protected override void WorkOn(Target target)
    {
        var endpoints = ResolveEndpoints(target, Addresses, AllPoolEndpoints);
        if (endpoints.Count == 0)
        {
            return;
        }

        long documents = 0;
        RunOver(target, (run, queue, token) => _profiles.RunAsync(
            run,
            profile => new SelectionScope(endpoints, profile) { AllowUnnamedConferences = AllowUnnamedConferences },
            proven => EntrySelector.SelectAsync(
                run,
                proven,
                entry =>
                {
                    Interlocked.Increment(ref documents);
                    queue.Output(entry);
                },
                token),
            _ => { },
            token));
        Log(string.Format(CultureInfo.InvariantCulture, "{0}: {1:N0} document(s) with orphaned entries.", target.Name, documents));
    }
}
