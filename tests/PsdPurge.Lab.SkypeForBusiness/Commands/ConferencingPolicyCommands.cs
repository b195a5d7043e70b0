using System.Collections.Concurrent;

namespace PsdPurge.Lab.SkypeForBusiness;

/// <summary>The conferencing policies. The process remembers the settings of each topology until it ends.</summary>
public abstract class ConferencingPolicyCmdlet : CsCmdlet
{
    private const string Global = "Global";

    private static readonly ConcurrentDictionary<(string Topology, string Policy), bool> Set = new();

    /// <summary>The policy. The default is Global.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    public string Identity { get; set; } = Global;

    private protected CsConferencingPolicy Read() => new(Identity, Set.TryGetValue(Key, out var set) && set);

    private protected void Write(bool value) => Set[Key] = value;

    private (string Topology, string Policy) Key => (Topology.Source, Identity.ToUpperInvariant());
}

/// <summary>Shows a conferencing policy.</summary>
[Cmdlet(VerbsCommon.Get, "CsConferencingPolicy"), OutputType(typeof(CsConferencingPolicy))]
public sealed class GetCsConferencingPolicyCommand : ConferencingPolicyCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteObject(Read());
}

/// <summary>Changes a conferencing policy.</summary>
[Cmdlet(VerbsCommon.Set, "CsConferencingPolicy", SupportsShouldProcess = true)]
public sealed class SetCsConferencingPolicyCommand : ConferencingPolicyCmdlet
{
    /// <summary>Whether deleting a conference removes its state from all replicas.</summary>
    [Parameter]
    public bool? EnableReliableConferenceDeletion { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (EnableReliableConferenceDeletion is { } value && ShouldProcess(Identity))
        {
            Write(value);
        }
    }
}

/// <summary>The part of a conferencing policy that the lab knows.</summary>
/// <param name="Identity">Its name.</param>
/// <param name="EnableReliableConferenceDeletion">Whether deleting a conference removes its state from all replicas.</param>
public sealed record CsConferencingPolicy(string Identity, bool EnableReliableConferenceDeletion);
