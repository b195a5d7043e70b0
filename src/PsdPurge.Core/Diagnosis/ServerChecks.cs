namespace PsdPurge.Diagnosis;

/// <summary>A check that needs nothing but what the server has said already.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Asks">The question that must have an answer.</param>
/// <param name="Judge">What the answer means.</param>
internal sealed record ServerCheck(string Name, Func<ServerFacts, Question> Asks, Func<ServerFacts, CheckResult> Judge)
{
    public CheckResult Make(ServerFacts facts) => Asks(facts).Failure is { } failure ? CheckResult.Of(Name, failure) : Judge(facts);
}

/// <summary>The checks of a server's own facts, in the order in which they are shown.</summary>
internal static class ServerChecks
{
    public static IReadOnlyList<ServerCheck> All { get; } =
    [
        new(CheckNames.Clock, facts => facts.Server, InstanceChecks.Clock),
        new(CheckNames.Version, facts => facts.Server, InstanceChecks.Version),
        new(CheckNames.DatabaseState, facts => facts.Databases, DatabaseChecks.State),
        new(CheckNames.CompatibilityLevel, facts => facts.Databases, DatabaseChecks.CompatibilityLevel),
        new(CheckNames.Rights, facts => facts.Rights, TableChecks.Rights),
        new(CheckNames.TempTables, facts => facts.TempTable, TableChecks.TempTables),
        new(CheckNames.DatabaseSize, facts => facts.Files, SpaceChecks.Size),
        new(CheckNames.Log, facts => facts.Files, SpaceChecks.Log),
        new(CheckNames.DiskSpace, facts => facts.Volumes, SpaceChecks.Disk),
        new(CheckNames.SideEffects, facts => facts.SideEffects, TableChecks.SideEffects),
        new(CheckNames.Indexes, facts => facts.Indexes, TableChecks.Indexes),
        new(CheckNames.Rows, facts => facts.Tables, TableChecks.RowCounts),
    ];
}
