using System.Globalization;
using PsdPurge.Lab.Scenarios;
using PsdPurge.Lab.Verbs.Runbook;

namespace PsdPurge.Lab.Verbs;

/// <summary>The lab's command line.</summary>
public sealed record CommandLine
{
    /// <summary>runbook, serve, deploy or help.</summary>
    public string Verb { get; private init; } = "runbook";

    /// <summary>The approximate number of entries on a Front-End.</summary>
    public int Entries { get; private init; } = 2_000;

    /// <summary>The seed. Ids, order and sizes follow from it.</summary>
    public int Seed { get; private init; } = 1;

    /// <summary>How documents name organizers and conferences.</summary>
    public SchemaVariant Schema { get; private init; } = SchemaVariant.OwnerColumn;

    /// <summary>The indexes that the tables have in addition to their keys.</summary>
    public IndexLayout Indexes { get; private init; } = IndexLayout.Default;

    /// <summary>The number of Front-Ends in the pool.</summary>
    public int FrontEnds { get; private init; } = 3;

    /// <summary>runbook: the form of the Skype for Business commands.</summary>
    public string Cs { get; private init; } = "cmdlets";

    /// <summary>deploy: the server.</summary>
    public string? Connection { get; private init; }

    /// <summary>deploy: which Front-End's data, from 1.</summary>
    public int FrontEnd { get; private init; } = 1;

    /// <summary>deploy: replace the databases.</summary>
    public bool Force { get; private init; }

    /// <summary>The text of <c>help</c>.</summary>
    public static string Help { get; } = $$"""
        The lab: a Skype for Business pool to practise on, on this machine's loopback addresses only.

          dotnet run --project tests/PsdPurge.Lab [-- <verb> [options]]

        Verbs
          runbook   (default) Starts a pool, walks the purge procedure with the module's cmdlets as an admin would, and checks
                    every number against what the lab itself knows. Exit code 0: all numbers add up; 1: they do not.
          serve     Starts a pool, prints one line of JSON that says where its Front-Ends are, and runs until stdin ends.
          deploy    Lays the same tables and data on a real SQL Server, in databases rtc and rtcdyn.

        Options
          --entries <n>         about how many entries a Front-End holds (default 2000, at least 200)
          --seed <n>            another seed gives other ids, order and sizes (default 1)
          --schema <name>       how documents name organizers and conferences: owner-column (default), or one of those below
          --indexes <names>     key-only (default), all, or some of organizer, checksum, conference-id, address, owner, with commas
                                between them: which indexes Conference, Resource and Document have beside their keys
          --front-ends <n>      how many Front-Ends the pool has (runbook, serve; default 3, 2 to 16)

        Options of serve
          --like <bundle.zip>   the tables of a bundle that Test-PsdPool -BundlePath wrote, with invented rows; in place of --schema

        Options of runbook
          --cs <form>           what the Skype for Business commands are in the session: cmdlets (default), as on a server; script,
                                functions of a script module; remoting, functions that ask another session, as in PowerShell 7

        Options of deploy
          --connection <text>   connection string of the server; its database is ignored
          --front-end <n>       whose data to lay, from 1 (default 1)
          --force               drop the databases rtc and rtcdyn that are there

        Exit code 2: the arguments are wrong; 3: what was asked for failed.

        Schemas
        {{string.Join('\n', SchemaVariant.All.Select(Describe))}}
        """;

    /// <summary>Reads the arguments.</summary>
    /// <exception cref="UsageException">One of them is wrong.</exception>
    public static CommandLine Parse(IReadOnlyList<string> arguments)
    {
        if (arguments.Any(argument => argument is "--help" or "-h" or "-?" or "help"))
        {
            return new() { Verb = "help" };
        }

        var hasVerb = arguments.Count > 0 && !arguments[0].StartsWith('-');
        var line = new CommandLine { Verb = hasVerb ? arguments[0] : "runbook" };
        if (line.Verb is not ("runbook" or "serve" or "deploy"))
        {
            throw new UsageException($"There is no verb '{line.Verb}'. Use runbook, serve or deploy.");
        }

        var given = new HashSet<string>(StringComparer.Ordinal);
        for (var at = hasVerb ? 1 : 0; at < arguments.Count; at++)
        {
            var name = arguments[at];
            if (!given.Add(name))
            {
                throw new UsageException($"{name} is given twice.");
            }

            line = name == "--force" && line.Verb == "deploy"
                ? line with { Force = true }
                : line.With(name, () => at + 1 < arguments.Count ? arguments[++at] : throw new UsageException($"{name} needs a value."));
        }

        return line.Verb == "deploy" && line.Connection is null
            ? throw new UsageException("deploy needs --connection \"<connection string>\".")
            : line;
    }

    /// <summary>The pool that the options describe.</summary>
    internal ScenarioBuilder Describe() =>
        StandardScenario.Describe(Entries, FrontEnds, lagging: !Schema.NamesLocalIds).Seed(Seed).Schema(Schema).Indexes(Indexes);

    private CommandLine With(string name, Func<string> value) => (Verb, name) switch
    {
        (_, "--entries") => this with { Entries = Number(name, value(), StandardScenario.MinEntries, 50_000_000) },
        (_, "--seed") => this with { Seed = Number(name, value(), 0, int.MaxValue) },
        (_, "--schema") => this with { Schema = Variant(value()) },
        ("serve", "--like") => this with { Schema = Like(value()), Indexes = IndexLayout.KeyOnly },
        (_, "--indexes") => this with { Indexes = Layout(value()) },
        ("runbook" or "serve", "--front-ends") => this with { FrontEnds = Number(name, value(), 2, 16) },
        ("runbook", "--cs") => this with { Cs = Form(value()) },
        ("deploy", "--connection") => this with { Connection = value() },
        ("deploy", "--front-end") => this with { FrontEnd = Number(name, value(), 1, FrontEnds) },
        _ => throw new UsageException($"{Verb} has no option '{name}'. See --help."),
    };

    private static string Describe(SchemaVariant schema) => $"  {schema.Name,-19} {schema.Summary}{(schema.IsSolvable ? "" : ": nothing may be deleted")}";

    private static SchemaVariant Variant(string name) => SchemaVariant.All.FirstOrDefault(variant => variant.Name == name)
        ?? throw new UsageException($"There is no schema '{name}'. Use one of {string.Join(", ", SchemaVariant.All)}.");

    private static SchemaVariant Like(string bundle)
    {
        try
        {
            return SchemaVariant.Like(bundle);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException or System.Text.Json.JsonException)
        {
            throw new UsageException($"--like takes a bundle of Test-PsdPool -BundlePath: {exception.Message}");
        }
    }

    private static string Form(string name) => StagedModules.Forms.ContainsKey(name)
        ? name
        : throw new UsageException($"There is no form '{name}'. Use {string.Join(", ", StagedModules.Forms.Keys)}.");

    private static IndexLayout Layout(string name) =>
        IndexLayout.Read(name) ?? throw new UsageException($"There are no indexes '{name}'. Use {IndexLayout.Names}.");

    private static int Number(string name, string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new UsageException(FormattableString.Invariant($"{name} takes a whole number from {least:N0} to {most:N0}, not '{text}'."));
}

/// <summary>The arguments are wrong. The message names the wrong one and what is right.</summary>
public sealed class UsageException(string message) : Exception(message);
