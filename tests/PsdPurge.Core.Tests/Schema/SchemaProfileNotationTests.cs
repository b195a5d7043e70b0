using System.Collections;
using System.Management.Automation.Language;
using CsCheck;

namespace PsdPurge.Core.Tests.Schema;

public class SchemaProfileNotationTests
{
    private static readonly Gen<string> Name = Gen.OneOf(
        Gen.String[Gen.Char.AlphaNumeric, 1, 20],
        Gen.String[Gen.Int[0, 11].Select(i => "'\u2018\u2019\u201A\u201B\"$`@(); a"[i]), 1, 12].Where(s => s.Trim().Length > 0));

    private static readonly Gen<SchemaProfile> Profile =
        Gen.Select(Name, Name, Name, Gen.Bool, Gen.Int[0, 2], (name, organizer, conference, isBinary, target) =>
    {
        LinkTarget to = new[] { LinkTarget.ConfId, LinkTarget.ExternalConfId, LinkTarget.ConferenceKey }[target];
        BinaryText encoding = isBinary ? BinaryText.SingleByte : BinaryText.Utf16;
        return new SchemaProfile(
            name,
            new SchemaLink(LinkTable.Document, organizer, LinkTarget.UserAtHost, UrnPattern.Parse(organizer + "{UserAtHost}" + conference), encoding),
            new SchemaLink(LinkTable.PersistedServiceData, conference, to, null, encoding));
    });

    [Fact]
    public void What_is_written_is_read_back_by_PowerShells_own_parser_and_nothing_in_it_can_run() => Profile.Sample(profile =>
    {
        ScriptBlockAst script = Parser.ParseInput(SchemaProfileNotation.Write(profile), out _, out ParseError[] errors);
        Assert.Empty(errors);
        Assert.Empty(script.FindAll(
            ast => ast is CommandAst or VariableExpressionAst or SubExpressionAst or ExpandableStringExpressionAst, searchNestedScriptBlocks: true));
        HashtableAst table = Assert.IsType<HashtableAst>(script.Find(ast => ast is HashtableAst, searchNestedScriptBlocks: false));
        Assert.Equal(profile, SchemaProfileNotation.Read((IDictionary)table.SafeGetValue(), "written.psd1"));
    });

    [Theory]
    [InlineData("Nme", "x", "Nme: there is no such key; allowed are Name, Organizer, Conference")]
    [InlineData("Name", "owner-column", "Name: 'owner-column' is a profile of the module itself")]
    [InlineData("Name", "", "Name: allowed are 1 to 64 characters")]
    [InlineData("Organizer", "OwnerId", "Organizer: it must be a hashtable")]
    public void A_wrong_key_is_named_with_the_file_and_what_is_allowed(string key, object value, string complaint)
    {
        Hashtable data = Valid();
        data[key] = value;
        AssertInvalid(data, complaint);
    }

    [Theory]
    [InlineData("Table", "Resource", "Organizer.Table: there is no 'Resource'; allowed are Document, PersistedServiceData")]
    [InlineData("PointsTo", "ConfId", "Organizer.PointsTo: there is no 'ConfId'; allowed are ResourceId, UserAtHost")]
    [InlineData("Pattern", "urn:{ResourceId", "Organizer.Pattern: 'urn:{ResourceId' has a brace that names no part")]
    [InlineData("Pattern", "urn:{UserAtHost}", "Organizer.Pattern: 'urn:{UserAtHost}' has no part {ResourceId}")]
    [InlineData("Encoding", "Utf7", "Organizer.Encoding: there is no 'Utf7'; allowed are Utf16, SingleByte, Utf8")]
    [InlineData("Through", "Names", "Organizer.Through: it must be a hashtable")]
    [InlineData("Column", 17, "Organizer.Column: it must be a text in quotes")]
    [InlineData("Sql", "1 = 1", "Organizer.Sql: there is no such key")]
    public void A_wrong_key_of_a_link_is_named_with_the_link(string key, object value, string complaint)
    {
        Hashtable data = Valid();
        ((Hashtable)data["Organizer"]!)[key] = value;
        AssertInvalid(data, complaint);
    }

    [Fact]
    public void A_missing_key_is_named()
    {
        Hashtable data = Valid();
        data.Remove("Conference");
        AssertInvalid(data, "Conference: it is missing");
    }

    private static void AssertInvalid(Hashtable data, string complaint)
    {
        PsdPurgeException failure = Assert.Throws<PsdPurgeException>(() => SchemaProfileNotation.Read(data, "mine.psd1"));
        Assert.Equal("SchemaProfileInvalid", failure.ErrorId);
        Assert.StartsWith("mine.psd1: " + complaint, failure.Message, StringComparison.Ordinal);
    }

    private static Hashtable Valid() => new()
    {
        ["Name"] = "mine",
        ["Organizer"] = new Hashtable { ["Table"] = "Document", ["Column"] = "OwnerId", ["PointsTo"] = "ResourceId" },
        ["Conference"] = new Hashtable { ["Table"] = "Document", ["Column"] = "Conf", ["PointsTo"] = "ExternalConfId" },
    };
}
