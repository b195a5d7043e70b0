using Microsoft.SqlServer.TransactSql.ScriptDom;
using PsdPurge.Bundle;
using PsdPurge.Diagnosis;
using PsdPurge.Schema.Resolver;

namespace PsdPurge.Core.Tests.Sql;

/// <summary>Lync 2013 runs SQL Server 2012. Every statement that the module can send must parse as its T-SQL.</summary>
public class StatementTests
{
    private static readonly SchemaProfile[] Profiles =
    [
        .. SchemaProfile.BuiltIn,
        new(
            "conf-id",
            new SchemaLink(LinkTable.Document, "OwnerId", LinkTarget.ResourceId),
            new SchemaLink(LinkTable.PersistedServiceData, "TheConf", LinkTarget.ConfId)),
        new(
            "key",
            new SchemaLink(LinkTable.Document, "Owner]Name", LinkTarget.UserAtHost),
            new SchemaLink(LinkTable.PersistedServiceData, "Key", LinkTarget.ConferenceKey)),
        new(
            "urn-with-quote",
            new SchemaLink(LinkTable.PersistedServiceData, "Urn", LinkTarget.UserAtHost, UrnPattern.Parse("it's:{UserAtHost};{x}:{ConfId}:end")),
            new SchemaLink(LinkTable.PersistedServiceData, "Urn", LinkTarget.ConfId, UrnPattern.Parse("it's:{UserAtHost};{x}:{ConfId}:end"))),
        new("utf8", Utf8("Text", LinkTarget.UserAtHost), Utf8("Text", LinkTarget.ConferenceKey)),
        new("through one", Through("NameId", LinkTarget.UserAtHost), Through("NameId", LinkTarget.ExternalConfId)),
        new("through two", Through("NameId", LinkTarget.UserAtHost), Through("OtherId", LinkTarget.ConfId)),
    ];

    /// <summary>Statements whose result decides which rows are deleted, by the first part of their names.</summary>
    private static readonly string[] Deciding = [
        "living",
        "select",
        "fill",
        "fill requested",
        "delete",
        "delete without a backup",
        "kept",
        "returned",
        "live conferences",
        "unattributed active conferences",
    ];

    /// <summary>Every reference to Conference or ActiveConference in a statement, with its hints.</summary>
    private static readonly Lazy<IReadOnlyList<(string Kind, string Table, TableHintKind[] Locks)>> Conferences = new(() => [.. FindConferences()]);

    /// <summary>Each text once, under the first name of its kind. Profiles and types that do not appear in a statement do not make it different.</summary>
    public static TheoryData<string, string> AllStatements()
    {
        TheoryData<string, string> distinct = [];
        HashSet<(string Kind, string Text)> seen = [];
        foreach (object[] statement in Statements())
        {
            var (name, sql) = ((string)statement[0], (string)statement[1]);
            if (seen.Add((Kind(name), sql)))
            {
                distinct.Add(name, sql);
            }
        }

        return distinct;
    }

    private static TheoryData<string, string> Statements()
    {
        TheoryData<string, string> statements = new()
        {
            { "session", SessionStatements.Settings(TimeSpan.FromSeconds(5)) },
            { "begin", SessionStatements.Begin },
            { "commit", SessionStatements.Commit },
            { "rollback", SessionStatements.Rollback },
            { "count", CountStatements.Entries },
            { "columns", SchemaStatements.Columns },
            { "Front-Ends", SchemaStatements.FrontEnds },
            { "server", SchemaStatements.Server },
            { "any entry", SchemaStatements.AnyEntry },
            { "unique key", SchemaStatements.UniqueKey },
            { "columns of what a link goes through", SchemaStatements.ThroughColumns },
            { "keys of what a link goes through", SchemaStatements.ThroughKeys },
            { "columns of all other tables", SchemaStatements.OtherColumns },
            { "keys of all tables", SchemaStatements.OtherKeys },
            { "addresses beyond ASCII", LinkStatements.AddressesBeyondAscii },
            { "indexes of Conference", SchemaStatements.ConferenceIndexes },
            { "doctor, without locks", DiagnosisStatements.ReadWithoutLocks },
            { "doctor, server", DiagnosisStatements.Server },
            { "doctor, databases", DiagnosisStatements.Databases },
            { "doctor, rights", DiagnosisStatements.Rights },
            { "doctor, temporary table", DiagnosisStatements.TempTable },
            { "doctor, files", DiagnosisStatements.Files },
            { "doctor, volumes", DiagnosisStatements.Volumes },
            { "doctor, indexes", DiagnosisStatements.Indexes },
            { "doctor, tables", DiagnosisStatements.Tables },
            { "bundle, columns", new CatalogStatements("rtc").Columns },
            { "bundle, indexes", new CatalogStatements("rtcdyn").Indexes },
            { "bundle, foreign keys", new CatalogStatements("rtc").ForeignKeys },
            { "bundle, code", new CatalogStatements("rtcdyn").Code },
            { "bundle, rows", new CatalogStatements("rtcdyn").Rows },
            { "clear elsewhere", OrphanStatements.ClearElsewhere },
            { "active elsewhere", OrphanStatements.AddActiveElsewhere },
            { "unattributed active conferences", OrphanStatements.UnattributedActiveConferences },
            { "living, count", LivingStatements.Count },
            { "living, end", LivingStatements.DropTables },
            { "evidence, end of the sample", EvidenceStatements.DropSample },
            { "evidence, suspects of candidates", EvidenceStatements.FillSuspectsFromCandidates },
            { "carried, not ASCII", CarriedIdStatements.BeyondAscii },
            { "evidence, suspects", EvidenceStatements.CountSuspects },
            { "evidence, end of suspects", EvidenceStatements.DropSuspects },
            { "evidence, end without suspects", EvidenceStatements.DropSuspectsIfNone },
            { "candidates", RemoveStatements.SummarizeCandidates },
            { "preflight, rights", PreflightStatements.MayDelete },
            { "preflight, side effects", PreflightStatements.SideEffects },
            { "multi-row insert", MultiRowInsert.Statement("#LiveElsewhere", ["UserAtHost", "ConferenceId"], ["@p", "@p"], Rows(1000, 2), out _) },
            { "row probe", RowProbe.Statement(
                [TestSchema.Column("PersistedServiceData", "DocId", "int"), TestSchema.Column("PersistedServiceData", "it's ]", "int")]) },
        };
        var combinations =
            from profile in Profiles
            from docId in new[] { "int", "bigint", "uniqueidentifier", "binary" }
            from link in new[] { "nvarchar", "varchar", "varbinary", "char", "ntext", "image", "binary" }
            where docId == "int" || link is "nvarchar" or "varchar" or "varbinary"
            from activeCheck in new[] { true, false }
            select (profile, docId, link, activeCheck);
        foreach ((SchemaProfile profile, string docId, string link, bool activeCheck) in combinations)
        {
            ServerSchema schema = TestSchema.For(profile, docId, link);
            OrphanStatements orphans = new(schema, new BoundProfile(profile, schema, TestSchema.FrontEnd), activeCheck);
            RemoveStatements remove = new(schema, orphans);
            var name = $"{profile}, DocId {docId}, {link}, {(activeCheck ? "active check" : "no active check")}";
            statements.Add($"tables: {name}", orphans.CreateTables);
            statements.Add($"addresses: {name}", LinkStatements.CreateUtf8Address(schema));
            statements.Add($"organizers: {name}", orphans.FillOrganizer);
            statements.Add($"live conferences: {name}", orphans.LiveConferences);
            statements.Add($"named organizers: {name}", orphans.NamedOrganizers);
            statements.Add($"select: {name}", orphans.SelectOrphans);
            statements.Add($"remove tables: {name}", remove.CreateTables);
            statements.Add($"requested: {name}", MultiRowInsert.Statement(
                "#Requested", RemoveStatements.RequestedColumns, remove.RequestedValues, Rows(3, RemoveStatements.RequestedColumns.Count), out _));
            statements.Add($"fill: {name}", remove.FillCandidate(onlyRequested: false));
            statements.Add($"fill requested: {name}", remove.FillCandidate(onlyRequested: true));
            statements.Add($"summarize requested: {name}", remove.SummarizeRequested);
            statements.Add($"delete: {name}", remove.DeleteBatch(null));
            statements.Add($"delete without a backup: {name}", remove.DeleteBatch(RowProbe.Columns(schema)));
            statements.Add($"kept: {name}", remove.SummarizeKept);
            statements.Add($"returned: {name}", remove.FindReturned);
            EvidenceStatements evidence = new(schema, orphans.Profile);
            statements.Add($"evidence, oldest ids: {name}", evidence.OldestIds);
            statements.Add($"evidence, newest ids: {name}", evidence.NewestIds);
            statements.Add($"evidence, tables: {name}", evidence.CreateSample);
            statements.Add($"evidence, ends: {name}", evidence.FillEnds);
            statements.Add($"evidence, living: {name}", evidence.FillLiving);
            statements.Add($"evidence, known: {name}", evidence.FillKnown);
            statements.Add($"evidence, sample: {name}", evidence.Sample);
            statements.Add($"evidence, suspects' tables: {name}", evidence.CreateSuspects);
            statements.Add($"evidence, suspects: {name}", MultiRowInsert.Statement(
                "#Suspect", EvidenceStatements.SuspectColumns, evidence.SuspectValues, Rows(3, EvidenceStatements.SuspectColumns.Count), out _));
            statements.Add($"evidence, explained: {name}", evidence.FillExplained);
            statements.Add($"evidence, unexplained: {name}", evidence.Unexplained);
            LivingStatements living = new(schema, orphans.Profile);
            statements.Add($"living, tables: {name}", living.CreateTables);
            statements.Add($"living: {name}", living.Fill);
            statements.Add($"living ids: {name}", living.Ids);
            statements.Add($"named: {name}", living.FillNamed);
            statements.Add($"named ids: {name}", LivingStatements.NamedIds(schema));
            CarriedIdStatements carried = new(schema, orphans.Profile);
            IReadOnlyList<ScannedColumn> columns = [.. schema.EntryColumns.Where(ScannedColumn.CanCarry).Select(c => new ScannedColumn(c, profile.Conference))];
            statements.Add($"carried, tables: {name}", carried.CreateTables);
            statements.Add($"carried, ids: {name}", carried.Fill);
            statements.Add($"carried, numbers: {name}", carried.FillNumbers);
            statements.Add($"carried, names: {name}", string.Join("\n", carried.Names));
            statements.Add($"carried, addresses: {name}", carried.Addresses);
            statements.Add($"carried, living: {name}", carried.LivingEntries(columns));
            statements.Add($"carried, candidates: {name}", carried.Candidates(columns, 7));
            statements.Add($"carried, candidates of others: {name}", carried.CandidatesOfOthers(columns));
            foreach (ScannedColumn column in columns)
            {
                statements.Add(
                    $"carried, hits {column.Name}: {name}",
                    string.Join("\n", carried.Hits(column, onlyAscii: true).Concat(carried.Hits(column, onlyAscii: false, numbers: true))));
            }

            SampleHop hop = new(LinkTable.Document, schema.DocId, schema.OtherKeys[0]);
            SampleColumn[] read = [
                .. schema.EntryColumns.Select(c => new SampleColumn(LinkTable.PersistedServiceData, c, null)),
                new(LinkTable.Document, schema.OtherKeys[0], hop),
            ];
            statements.Add($"resolver, entries: {name}", ResolverStatements.Entries(read, newest: true));
            statements.Add($"bundle, rows: {name}", SampleStatements.Rows("it's ]", schema.DocId, schema.EntryColumns, 3));
            statements.Add($"resolver, keys: {name}", ResolverStatements.Resolving([hop, hop], newest: true));
            statements.Add($"resolver, living: {name}", ResolverStatements.Living(schema, newest: false));
        }

        return statements;
    }

    [Theory]
    [MemberData(nameof(AllStatements))]
    public void Every_statement_parses_as_SQL_Server_2012(string name, string sql)
    {
        new TSql110Parser(initialQuotedIdentifiers: true).Parse(new StringReader(sql), out IList<ParseError> errors);
        Assert.True(errors.Count == 0, $"{name}: {string.Join("; ", errors.Select(e => $"line {e.Line}: {e.Message}"))}\n{sql}");
    }

    [Fact]
    public void No_statement_needs_the_compatibility_level_of_SQL_Server_2012() =>
        Assert.DoesNotContain(AllStatements(), statement => ((string)statement[1]).Contains("TRY_", StringComparison.OrdinalIgnoreCase));

    [Fact]
    public void No_statement_reads_conferences_dirty() =>
        Assert.DoesNotContain(Conferences.Value, one => one.Locks.Contains(TableHintKind.NoLock) || one.Locks.Contains(TableHintKind.ReadUncommitted));

    [Fact]
    public void What_decides_about_rows_reads_conferences_as_they_are_now()
    {
        List<(string Kind, string Table, TableHintKind[] Locks)> deciding = [.. Conferences.Value.Where(one => Deciding.Contains(one.Kind))];
        Assert.Equal(Deciding.OrderBy(kind => kind), deciding.Select(one => one.Kind).Distinct().OrderBy(kind => kind));
        Assert.DoesNotContain(deciding, one => !one.Locks.Contains(TableHintKind.ReadCommittedLock));
    }

    [Fact]
    public void A_column_of_one_value_is_one_parameter_of_a_multi_row_insert()
    {
        var sql = MultiRowInsert.Statement(
            "#T",
            ["A", "B"],
            ["@p", "TRY_CONVERT(int, @p)"],
            [["app@contoso.com", "1"], ["app@contoso.com", "2"], ["app@contoso.com", "1"]],
            out IReadOnlyList<object> parameters);
        Assert.Equal(
            "INSERT INTO #T (A, B)\nVALUES\n    (@p0, TRY_CONVERT(int, @p1)),\n    (@p0, TRY_CONVERT(int, @p2)),\n    (@p0, TRY_CONVERT(int, @p3));",
            sql);
        Assert.Equal(["app@contoso.com", "1", "2", "1"], parameters);
    }

    [Fact]
    public void A_multi_row_insert_of_other_values_is_the_same_statement()
    {
        string[] texts = [Text("a", "a"), Text("b", "c"), Text("a", "b"), Text("d", "d")];
        Assert.Equal(texts[0], texts[3]);
        Assert.Equal(texts[1], texts[2]);

        static string Text(string first, string second) => MultiRowInsert.Statement("#T", ["A", "B"], ["@p", "@p"], [[first, 1L], [second, 2L]], out _);
    }

    private static IReadOnlyList<object[]> Rows(int rows, int columns) =>
        [.. Enumerable.Range(0, rows).Select(row => Enumerable.Range(0, columns).Select(column => (object)$"{row},{column}").ToArray())];

    private static SchemaLink Utf8(string column, LinkTarget target) =>
        new(LinkTable.Document, column, target, UrnPattern.Parse($"<a href='{{Part1}} {{{target}}}'{{Part2}}"), BinaryText.Utf8);

    private static SchemaLink Through(string column, LinkTarget target) =>
        new(LinkTable.Document, column, target, UrnPattern.Parse($"{{{target}}};")) { Through = new LinkHop("Names", "Id", "It's a ] name") };

    private static string Kind(string name) => name.Split(':')[0];

    private static IEnumerable<(string Kind, string Table, TableHintKind[] Locks)> FindConferences()
    {
        foreach (object[] statement in AllStatements())
        {
            TableVisitor tables = new();
            new TSql110Parser(initialQuotedIdentifiers: true).Parse(new StringReader((string)statement[1]), out _).Accept(tables);
            foreach (NamedTableReference table in tables.Found.Where(t => t.SchemaObject.BaseIdentifier.Value is "Conference" or "ActiveConference"))
            {
                yield return (Kind((string)statement[0]), table.SchemaObject.BaseIdentifier.Value, [.. table.TableHints.Select(hint => hint.HintKind)]);
            }
        }
    }

    private sealed class TableVisitor : TSqlFragmentVisitor
    {
        public List<NamedTableReference> Found { get; } = [];

        public override void Visit(NamedTableReference node) => Found.Add(node);
    }
}
