using System.Globalization;

namespace PsdPurge.Schema;

/// <summary>
/// The evidence in the other direction: how many of the endpoints' living conferences at least one document names, as read by the profile. If no document names
/// a conference, its document may be among those that look orphaned.
/// </summary>
/// <param name="LivingHere">The endpoints' conferences in this Front-End's Conference table.</param>
/// <param name="NamedHere">Of those, how many a document of this Front-End names.</param>
/// <param name="LivingInPool">The endpoints' conferences that live on any Front-End that was asked.</param>
/// <param name="NamedInPool">Of those, how many a document names on at least one Front-End where they live: a replica may lack a document that another
/// has.</param>
/// <param name="Examples">Some of those that no document names anywhere.</param>
internal sealed record NamedConferences(long LivingHere, long NamedHere, long LivingInPool, long NamedInPool, IReadOnlyList<string> Examples)
{
    /// <summary>Whether the administrator accepts conferences without a document.</summary>
    public bool IsAllowed { get; init; }

    /// <summary>Whether a search picked the profile, which nobody has named.</summary>
    public bool IsFound { get; init; }

    /// <summary>Living conferences that no document names on any Front-End.</summary>
    public long Unnamed => LivingInPool - NamedInPool;

    /// <summary>The largest number of unnamed conferences that is allowed.</summary>
    public long AllowedUnnamed => IsAllowed ? LivingInPool : (long)(MaxShare * LivingInPool);

    private double MaxShare => IsFound ? EvidenceThresholds.MaxUnnamedShareOfFound : EvidenceThresholds.MaxUnnamedShare;

    /// <summary>A part of a number, with the share: <c>540 of 552 (97.8%)</c>.</summary>
    public static string Share(long part, long whole) => whole == 0
        ? "0 of 0"
        : string.Format(CultureInfo.InvariantCulture, "{0:N0} of {1:N0} ({2:0.#}%)", part, whole, Math.Floor(1000.0 * part / whole) / 10);
}
