using System.Globalization;

namespace PsdPurge.Schema;

/// <summary>The reasons why a profile without contradictions is not proven. Each property is one reason: a sentence if it applies, or null.</summary>
internal sealed class EvidenceShortfall
{
    private readonly SchemaEvidence _evidence;
    private readonly EvidenceSample _sample;
    private readonly LivingCounts _living;
    private readonly NamedConferences? _endpoints;

    public EvidenceShortfall(SchemaEvidence evidence, EvidenceSample sample, LivingCounts living, NamedConferences? endpoints)
    {
        _evidence = evidence;
        _sample = sample;
        _living = living;
        _endpoints = endpoints;
    }

    /// <summary>The first reason that applies. Null if the profile is proven.</summary>
    public string? First => NothingToCompare
        ?? NothingNamed ?? UnknownOrganizers ?? TooFewConferences ?? TooFewOrganizers ?? OneOrganizer ?? SharedIds ?? UnlikelyIds ?? UnnamedConferences;

    private string? NothingToCompare => _living.Conferences == 0 ? "The Conference table is empty, so nothing there can be compared." : null;

    private string? NothingNamed => _evidence.ConferenceNamed == 0 && _evidence.SameOrganizer == 0
        ? Text("None of {0} sampled documents names a conference.", _evidence.Sampled)
        : null;

    private string? UnknownOrganizers => _evidence.OrganizerResolved < EvidenceThresholds.MinOrganizerShare * _evidence.OrganizerNamed
        ? Text(
            "The Resource table knows {0} of {1} organizers that the sample names, at least {2:0%} are needed.",
            _evidence.OrganizerResolved,
            _evidence.OrganizerNamed,
            EvidenceThresholds.MinOrganizerShare)
        : null;

    private string? TooFewConferences => _evidence.DistinctConferences < EvidenceThresholds.MinConferences
        ? Text(
            "{0} living conferences (of {1} in the Conference table) are named with their organizer, at least {2} are needed.",
            _evidence.DistinctConferences,
            _living.Conferences,
            EvidenceThresholds.MinConferences)
        : null;

    private string? TooFewOrganizers => _evidence.DistinctOrganizers < EvidenceThresholds.MinOrganizers && _living.Organizers > 1
        ? Text(
            "Those conferences belong to {0} organizer, at least {1} of the {2} are needed.",
            _evidence.DistinctOrganizers,
            EvidenceThresholds.MinOrganizers,
            _living.Organizers)
        : null;

    private string? OneOrganizer => OrganizersOfSample < EvidenceThresholds.MinOrganizers && _living.Resources > 1
        ? Text("All sampled documents name the same organizer, so nobody can tell the link from a constant; the Resource table knows {0}.", _living.Resources)
        : null;

    private string? SharedIds => _evidence.SharedId > EvidenceThresholds.AllowedShared(_evidence.SameOrganizer)
        ? Text(
            "{0} documents name a conference whose id another organizer has, at most {1} may.",
            _evidence.SharedId,
            EvidenceThresholds.AllowedShared(_evidence.SameOrganizer))
        : null;

    private string? UnlikelyIds => _evidence.UnlikelyShape > EvidenceThresholds.MaxUnlikelyShare * Unresolved
        ? Text(
            "{0} of {1} conferences that do not resolve look unlike every id in the Conference table, at most {2:0%} may.",
            _evidence.UnlikelyShape,
            Unresolved,
            EvidenceThresholds.MaxUnlikelyShare)
        : null;

    /// <summary>The reason in the other direction: living conferences of the endpoints that no document names.</summary>
    private string? UnnamedConferences => _endpoints is not null && _endpoints.Unnamed > _endpoints.AllowedUnnamed
        ? Text(
            "No document names {0:N0} of {1:N0} living conferences of these endpoints, at most {2:N0} may be unnamed: "
                + "their documents may be among those that look orphaned, under another id. Such are {3}. "
            + "Look for these ids in the other columns of Document and PersistedServiceData.",
            _endpoints.Unnamed,
            _endpoints.LivingInPool,
            _endpoints.AllowedUnnamed,
            string.Join(", ", _endpoints.Examples))
        : null;

    private int Unresolved => _sample.Ends.Count(d => d.Conference is not null && d.OwnerId is null);

    private int OrganizersOfSample => _sample.All.Where(d => d.ResourceId is not null).Select(d => d.ResourceId).Distinct().Count();

    private static string Text(string format, params object[] values) => string.Format(CultureInfo.InvariantCulture, format, values);
}
