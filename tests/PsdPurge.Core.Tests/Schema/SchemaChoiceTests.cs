using System.Text;
using PsdPurge.Schema.Resolver;

namespace PsdPurge.Core.Tests.Schema;

/// <summary>The profiles that a search accepts and refuses, on servers with thirty conferences of three organizers each.</summary>
public sealed class SchemaChoiceTests
{
    private const int Living = 30;
    private const int Deleted = 20;
    private static readonly string[] People = ["app@contoso.com", "bot@contoso.com", "müller@contoso.com"];
    private static readonly IReadOnlyList<LivingConference> All =
    [
        .. Enumerable.Range(0, Living + Deleted).Select(i => new LivingConference($"{5000 + i}", $"{100 + (i % 3)}", People[i % 3], $"ID{i:D4}QX", null)),
    ];

    private static readonly SampleColumn Owner = Column("Owner", "int", 4);
    private static readonly SampleColumn Conference = Column("Conf", "nvarchar", 128);

    [Fact]
    public void Columns_that_name_every_conference_with_its_organizer_are_taken()
    {
        SchemaProfile profile = SchemaChoice.Make([Sample((Owner, i => Number(All[i].OrganizerId)), (Conference, i => All[i].ExternalConfId))]).Profile;

        Assert.Equal(("Owner", "Conf"), (profile.Organizer.Column, profile.Conference.Column));
    }

    [Fact]
    public void One_living_conference_under_somebody_else_is_enough_to_refuse() =>
        AssertRefuses("SchemaNotFound", Sample((Owner, i => Number(All[i == 7 ? i + 1 : i].OrganizerId)), (Conference, i => All[i].ExternalConfId)));

    [Fact]
    public void Two_organizers_of_one_id_who_both_have_a_document_for_it_are_no_reason_to_refuse()
    {
        List<LivingConference> shared = [.. All];
        shared[7] = shared[7] with { ExternalConfId = shared[8].ExternalConfId };

        Assert.NotNull(SchemaChoice.Make([Sample(shared, (Owner, i => Number(shared[i].OrganizerId)), (Conference, i => shared[i].ExternalConfId))]));
    }

    [Fact]
    public void Of_two_organizer_columns_that_are_right_about_all_that_lives_none_is_taken_where_they_disagree_about_what_is_deleted()
    {
        // The column of the address cannot contain every address. So the number names more conferences, and would win.
        SampleColumn address = Column("Address", "varchar", 300);

        AssertRefuses("SchemaAmbiguous", Sample(
            (Owner, i => Number(All[i == Living + 6 ? i + 1 : i].OrganizerId)),
            (address, i => i % 3 == 2 ? "m?ller@contoso.com" : All[i].UserAtHost),
            (Conference, i => All[i].ExternalConfId)));
    }

    [Fact]
    public void Of_two_organizer_columns_that_never_disagree_the_one_that_names_more_is_taken()
    {
        SampleColumn address = Column("Address", "varchar", 300);

        SchemaProfile profile = SchemaChoice.Make([Sample(
            (address, i => i % 3 == 2 ? "m?ller@contoso.com" : All[i].UserAtHost),
            (Owner, i => Number(All[i].OrganizerId)),
            (Conference, i => All[i].ExternalConfId))]).Profile;

        Assert.Equal("Owner", profile.Organizer.Column);
    }

    [Fact]
    public void A_column_that_living_conferences_show_to_be_wrong_is_no_rival()
    {
        // Both columns are wrong in the same rows, so that they never name a living conference under another organizer.
        SampleColumn owner = Column("Actor", "int", 4);
        SampleColumn conference = Column("Former", "nvarchar", 128);

        SchemaProfile profile = SchemaChoice.Make([Sample(
            (Owner, i => Number(All[i].OrganizerId)),
            (Conference, i => All[i].ExternalConfId),
            (owner, i => Number(All[i % 9 == 4 ? i - 1 : i].OrganizerId)),
            (conference, i => i % 9 == 4 ? $"XX{i:D4}" : All[i].ExternalConfId))]).Profile;

        Assert.Equal(("Owner", "Conf"), (profile.Organizer.Column, profile.Conference.Column));
    }

    [Fact]
    public void A_binary_column_is_read_in_one_encoding()
    {
        SampleColumn name = Column("Name", "varbinary", -1);
        SchemaProfile profile = SchemaChoice.Make(
            [Sample((name, i => Encoding.UTF8.GetBytes($"urn:conf:{All[i].UserAtHost}:{All[i].ExternalConfId}")))]).Profile;

        Assert.Equal((BinaryText.Utf8, BinaryText.Utf8), (profile.Organizer.Encoding, profile.Conference.Encoding));
        Assert.Equal(profile.Organizer.Pattern, profile.Conference.Pattern);
    }

    private static void AssertRefuses(string errorId, ServerSample sample) =>
        Assert.Equal(errorId, Assert.Throws<PsdPurgeException>(() => SchemaChoice.Make([sample])).ErrorId);

    private static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static SampleColumn Column(string name, string type, int length)
    {
        var collation = type.Contains("char", StringComparison.Ordinal) ? "Latin1_General_CI_AS" : null;
        return new(LinkTable.Document, TestSchema.Column("Document", name, type, length, collation), null);
    }

    private static ServerSample Sample(params (SampleColumn Column, Func<int, object?> Value)[] columns) => Sample(All, columns);

    private static ServerSample Sample(
        IReadOnlyList<LivingConference> conferences,
        params (SampleColumn Column, Func<int, object?> Value)[] columns) => ServerSample.Of(
        TestSchema.FrontEnd,
        new ServerSchema(
            TestSchema.FrontEnd,
            [
                TestSchema.Column("Resource", "ResourceId", "int"), TestSchema.Column("Resource", "UserAtHost", "nvarchar", 900, "Latin1_General_CI_AS"),
                TestSchema.Column("Conference", "ConfId", "int"), TestSchema.Column("Conference", "ExternalConfId", "nvarchar", 128, "Latin1_General_CI_AS"),
            ],
            ["DocId"]),
        [.. conferences.Take(Living)],
        [.. columns.Select(c => c.Column)],
        conferences.Select((_, i) => (object?[])[i + 1, .. columns.Select(c => c.Value(i))]));
}
