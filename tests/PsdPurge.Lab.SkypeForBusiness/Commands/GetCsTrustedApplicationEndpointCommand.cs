using System.Globalization;

namespace PsdPurge.Lab.SkypeForBusiness;

/// <summary>Lists the trusted application endpoints of all pools.</summary>
[Cmdlet(VerbsCommon.Get, "CsTrustedApplicationEndpoint"), OutputType(typeof(CsTrustedApplicationEndpoint))]
public sealed class GetCsTrustedApplicationEndpointCommand : CsCmdlet
{
    private EndpointFilter? _filter;

    /// <summary>The endpoint's DN, SIP address or display name.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public string? Identity { get; set; }

    /// <summary>One comparison, such as <c>DisplayName -like "help*"</c>. The lab supports -eq, -ne and -like.</summary>
    [Parameter]
    public string? Filter { get; set; }

    /// <summary>The application, such as <c>helpdesk</c> or <c>urn:application:helpdesk</c>.</summary>
    [Parameter]
    public string? ApplicationId { get; set; }

    /// <summary>The pool of the application's servers.</summary>
    [Parameter]
    public string? TrustedApplicationPoolFqdn { get; set; }

    /// <summary>The maximum number of endpoints to return, or Unlimited.</summary>
    [Parameter]
    public string? ResultSize { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (Filter is null)
        {
            return;
        }

        _filter = EndpointFilter.Parse(Filter);
        if (_filter is null)
        {
            ThrowTerminatingError(new(
                new ArgumentException($"The lab does not understand the filter '{Filter}'. Use one comparison, such as DisplayName -like \"help*\"."),
                "InvalidFilter",
                ErrorCategory.InvalidArgument,
                Filter));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var found = 0L;
        var most = Most();
        foreach (var entry in Topology.Endpoints ?? [])
        {
            var endpoint = new CsTrustedApplicationEndpoint(entry, Topology.RegistrarPoolAs);
            if (found < most && Fits(endpoint, entry))
            {
                found++;
                WriteObject(endpoint);
            }
        }

        if (found == 0 && Identity is not null)
        {
            NotFound("trusted application endpoint", Identity);
        }
    }

    private bool Fits(CsTrustedApplicationEndpoint endpoint, LabEndpointEntry entry) =>
        (Identity is null || Same(endpoint.Identity, Identity) || Same(endpoint.DisplayName, Identity)
            || Same(endpoint.SipAddress, Identity) || Same(endpoint.SipAddress, "sip:" + Identity))
        && (ApplicationId is null || Same(endpoint.OwnerUrn, ApplicationId) || Same(endpoint.OwnerUrn, "urn:application:" + ApplicationId))
        && (TrustedApplicationPoolFqdn is null || Same(entry.TrustedApplicationPool, TrustedApplicationPoolFqdn))
        && (_filter is null || _filter.Fits(endpoint));

    private long Most()
    {
        if (ResultSize is null || Same(ResultSize, "Unlimited"))
        {
            return long.MaxValue;
        }

        if (!long.TryParse(ResultSize, NumberStyles.None, CultureInfo.InvariantCulture, out var most))
        {
            ThrowTerminatingError(new(
                new ArgumentException($"ResultSize '{ResultSize}' is neither a number nor Unlimited."),
                "InvalidResultSize",
                ErrorCategory.InvalidArgument,
                ResultSize));
        }

        return most;
    }
}
