using System.Runtime.CompilerServices;
using PsdPurge.Lab.Engine;
using static PsdPurge.Lab.Scenarios.StrangerColumns;

namespace PsdPurge.Lab.Scenarios;

/// <summary>Columns of strangers that look like links but are not. Their values are the same on every Front-End.</summary>
internal static class StrangerDecoys
{
    /// <summary>The least number of living conferences with a document in which a nearly right column is wrong.</summary>
    private const int LeastWrong = 5;

    private static readonly ConditionalWeakTable<FrontEndData, HashSet<int>> Wrong = [];

    /// <summary>An organizer who is not in the Resource table.</summary>
    public static Organizer Nobody { get; } =
        new() { Index = -1, Address = "gone@contoso.com", DirectoryAddress = "gone@contoso.com", IsEndpoint = false, HomePool = "" };

    /// <summary>The public id. A tenth of the rows have a former id of the conference instead.</summary>
    public static ExtraColumn StaleId(string name) => Plain(name, new(SqlTypeKind.NVarChar, 64), (frontEnd, document) =>
        OfConference(document, IsStale(document) ? FormerId(document) : frontEnd.Names(document).ConferenceId, ""));

    /// <summary>The right public id in the rows in which <see cref="StaleId"/> is stale, and NULL in the others.</summary>
    public static ExtraColumn WhereStale(string name) => Plain(name, new(SqlTypeKind.NVarChar, 64), (frontEnd, document) =>
        OfConference(document, IsStale(document) ? frontEnd.Names(document).ConferenceId : null, null));

    /// <summary>The organizer's ResourceId. One row in a hundred has someone else's.</summary>
    public static ExtraColumn NearlyOwner(string name) => Plain(name, new(SqlTypeKind.Int), (frontEnd, document) =>
        IsWrong(frontEnd, document) ? frontEnd.ResourceId(Another(frontEnd, document)) : frontEnd.Names(document).ResourceId);

    /// <summary>The public id. One row in a hundred has a former id of the conference instead.</summary>
    public static ExtraColumn NearlyPublicId(string name) => Plain(name, new(SqlTypeKind.NVarChar, 64), (frontEnd, document) =>
        OfConference(document, IsWrong(frontEnd, document) ? FormerId(document) : frontEnd.Names(document).ConferenceId, ""));

    /// <summary>The person who changed the document last: the organizer in most rows, someone else in the others.</summary>
    public static ExtraColumn LastModifier(string name) => Plain(name, new(SqlTypeKind.Int), (frontEnd, document) =>
        Scatter.Of(document.Plan.Number, name) % 100 < 85 ? frontEnd.Names(document).ResourceId : frontEnd.ResourceId(Another(frontEnd, document)));

    /// <summary>One of a few numbers that happen to be ResourceIds.</summary>
    public static ExtraColumn FewNumbers(string name) => Plain(name, new(SqlTypeKind.Int), (frontEnd, document) =>
        frontEnd.ResourceIds.Count == 0 ? 0 : frontEnd.ResourceIds[
            (int)(Scatter.Of(document.Plan.Number, name) % (uint)Math.Min(5, frontEnd.ResourceIds.Count))]);

    /// <summary>The same number in each row, which happens to be a ResourceId.</summary>
    public static ExtraColumn OneNumber(string name) =>
        Plain(name, new(SqlTypeKind.SmallInt), (frontEnd, _) => frontEnd.ResourceIds.Count == 0 ? 0 : frontEnd.ResourceIds[0]);

    private static bool IsStale(LabDocument document) => Scatter.Of(document.Plan.Number, "former id") % 10 == 0;

    private static string FormerId(LabDocument document) => ConferenceId.Of(500_000_000L + document.Plan.Number);

    private static bool IsWrong(FrontEndData frontEnd, LabDocument document) =>
        Scatter.Of(document.Plan.Number, "wrong") % 100 == 0 || Wrong.GetValue(frontEnd, ChooseWrong).Contains(document.Plan.Number);

    private static HashSet<int> ChooseWrong(FrontEndData frontEnd) => frontEnd.Conferences
        .OrderBy(conference => Scatter.Of(conference.Plan.Number, "choice"))
        .Take(LeastWrong)
        .Select(conference => conference.Plan.Number)
        .ToHashSet();

    private static Organizer Another(FrontEndData frontEnd, LabDocument document) =>
        frontEnd.Organizers.Count == 0 ? Nobody : frontEnd.Organizers[(document.Plan.Organizer.Index + 1) % frontEnd.Organizers.Count];
}
