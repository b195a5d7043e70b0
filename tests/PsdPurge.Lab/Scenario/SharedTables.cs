using System.Security.Cryptography;
using System.Text;

namespace PsdPurge.Lab.Scenarios;

/// <summary>The rows of the tables that do not depend on the schema variant.</summary>
internal static class SharedTables
{
    public static IEnumerable<TableRows> Rtc(Scenario scenario, FrontEndData frontEnd) =>
    [
        Resource(frontEnd),
        ResourceDirectory(frontEnd),
        FrontEnds(scenario),
        RoutingGroups(scenario),
        Conference(frontEnd, frontEnd.Conferences, scenario.Schema),
    ];

    public static IEnumerable<TableRows> RtcDyn(FrontEndData frontEnd) => [ActiveConference(frontEnd), Participant(frontEnd)];

    private static TableRows Resource(FrontEndData frontEnd) => new(
        "dbo.Resource",
        [Column.Int("ResourceId"), Column.Text("UserAtHost", 450)],
        frontEnd.Organizers.Select(organizer => new object?[] { frontEnd.ResourceId(organizer), organizer.Address }));

    private static TableRows ResourceDirectory(FrontEndData frontEnd) => new(
        "dbo.ResourceDirectory",
        [
            Column.Int("ResourceId"), Column.Text("UserPrincipalName", 1024), Column.Time("InsertTime"), Column.Time("UpdateTime"),
            Column.Bit("Enabled"), Column.Text("AdDisplayName", 256), Column.Int("RoutingGroupId"),
        ],
        frontEnd.Organizers.Select(organizer => new object?[]
        {
            frontEnd.ResourceId(organizer), organizer.Address, LabTime.Of(organizer.Index), LabTime.Of(organizer.Index + 90),
            true, organizer.Address.Split('@')[0], 1 + (organizer.Index % RoutingGroupCount),
        }));

    private const int RoutingGroupCount = 3;

    private static TableRows FrontEnds(Scenario scenario) => new(
        "dbo.FrontEnd",
        [Column.Int("FrontEndId"), Column.Text("Fqdn", 256)],
        scenario.FrontEnds.Select(frontEnd => new object?[] { frontEnd.Index + 1, frontEnd.Fqdn }));

    private static TableRows RoutingGroups(Scenario scenario) => new(
        "dbo.RoutingGroupAssignment",
        [Column.Int("RoutingGroupId"), Column.Id("RoutingGroupName"), Column.Int("FrontEndId")],
        Enumerable.Range(0, RoutingGroupCount).Select(group => new object?[]
        {
            group + 1, StableGuid.Of($"{scenario.PoolFqdn}/{group}"), 1 + (group % scenario.FrontEnds.Count),
        }));

    /// <summary>Rows of rtc.dbo.Conference.</summary>
    public static TableRows Conference(FrontEndData frontEnd, IEnumerable<LabConference> conferences, SchemaVariant schema) => new(
        "dbo.Conference",
        [
            Column.Int("ConfId"), Column.Int("OrganizerId"), Column.Int("ServerMode"), Column.Bit("Static"), Column.Text("ExternalConfId", 64),
            Column.Int("ExternalConfIdCksum"), schema.ConferenceKeyColumn, Column.Text("Title", 256), Column.Time("ProvisionTime"),
            Column.Time("LastUpdateTime"), Column.BigInt("Version"), Column.Int("AdmissionType"), Column.Bit("Locked"),
            Column.Int("Autopromote"), Column.Bit("PstnLobbyBypass"),
        ],
        conferences.Select(conference => new object?[]
        {
            conference.ConfId, frontEnd.ResourceId(conference.Plan.Organizer), 15, false, schema.ExternalConfId(conference.Plan),
            Checksum(conference.Plan.ConferenceId!), schema.ConferenceKey(conference.Plan), "Case "
                + conference.Plan.ConferenceId, LabTime.Of(conference.ConfId),
            LabTime.Of(conference.ConfId + 30), 1L + (conference.ConfId % 7), 1, false,
            0, true,
        }));

    private static TableRows ActiveConference(FrontEndData frontEnd) => new(
        "dbo.ActiveConference",
        [
            Column.Int("ConfId"), Column.BigInt("ConfStateVersion"), Column.Bit("Locked"), Column.Int("AdmissionType"), Column.Int("AutoPromote"),
            Column.Bit("PstnLobbyBypass"), Column.Id("ActivationInstance"), Column.Bit("IsLargeMeeting"),
        ],
        Active(frontEnd).Select(conference => new object?[]
        {
            conference.ConfId, 1L, false, 1, 0, true, StableGuid.Of(conference.Plan.ConferenceId!), false,
        }));

    private static TableRows Participant(FrontEndData frontEnd) => new(
        "dbo.Participant",
        [Column.Int("ConfId"), Column.Text("UserAtHost", 440), Column.Time("JoinTime"), Column.Bit("EnterpriseId")],
        Active(frontEnd).Select(conference => new object?[] { conference.ConfId, "guest@contoso.com", LabTime.Of(conference.ConfId), true }));

    private static IEnumerable<LabConference> Active(FrontEndData frontEnd) =>
        frontEnd.Conferences.Where(conference => conference.Plan.ActiveOn.Contains(frontEnd.Index));

    /// <summary>Conference.ExternalConfIdCksum.</summary>
    public static int Checksum(string text) => BitConverter.ToInt32(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
