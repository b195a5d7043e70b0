using PsdPurge.Lab.Scenarios;
using PsdPurge.Lab.Verbs;

namespace PsdPurge.Lab.Tests.Scenarios;

public sealed class CommandLineTests
{
    [Fact]
    public void Without_arguments_it_is_the_runbook() => Assert.Equal("runbook", CommandLine.Parse([]).Verb);

    [Fact]
    public void Options_may_come_without_a_verb()
    {
        var line = CommandLine.Parse(["--entries", "5000", "--schema", "document-urn", "--front-ends", "4", "--seed", "9"]);

        Assert.Equal(("runbook", 5000, 4, 9), (line.Verb, line.Entries, line.FrontEnds, line.Seed));
        Assert.Same(SchemaVariant.DocumentUrn, line.Schema);
    }

    [Fact]
    public void Deploy_takes_a_connection_and_force()
    {
        var line = CommandLine.Parse(["deploy", "--connection", "Server=x", "--force", "--front-end", "2", "--indexes", "organizer,checksum"]);

        Assert.Equal(("Server=x", true, 2, "organizer,checksum"), (line.Connection, line.Force, line.FrontEnd, line.Indexes.Name));
    }

    [Theory]
    [InlineData("purge", "There is no verb 'purge'")]
    [InlineData("serve --what", "serve has no option '--what'")]
    [InlineData("serve --entries", "--entries needs a value")]
    [InlineData("serve --entries many", "--entries takes a whole number from 200")]
    [InlineData("serve --entries 5", "--entries takes a whole number from 200")]
    [InlineData("serve --seed 1 --seed 2", "--seed is given twice")]
    [InlineData("serve --force", "serve has no option '--force'")]
    [InlineData("serve --schema mine", "There is no schema 'mine'. Use one of owner-column, document-urn, utf8-urn, ")]
    [InlineData(
        "serve --indexes mine",
        "There are no indexes 'mine'. Use key-only, all, or one or more of organizer, checksum, conference-id, address, owner, with commas between them.")]
    [InlineData("serve --like none.zip", "--like takes a bundle of Test-PsdPool -BundlePath: ")]
    [InlineData("runbook --like none.zip", "runbook has no option '--like'")]
    [InlineData("deploy", "deploy needs --connection")]
    [InlineData("deploy --connection x --front-ends 3", "deploy has no option '--front-ends'")]
    public void Wrong_arguments_are_named(string arguments, string message)
    {
        var refused = Assert.Throws<UsageException>(() => CommandLine.Parse(arguments.Split(' ')));

        Assert.StartsWith(message, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("serve -h")]
    public void Help_is_always_there(string arguments) => Assert.Equal("help", CommandLine.Parse(arguments.Split(' ')).Verb);
}
