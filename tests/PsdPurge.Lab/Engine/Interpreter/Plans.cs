using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace PsdPurge.Lab.Engine;

/// <summary>A translated statement and what it was translated against.</summary>
internal abstract class Plan(TranslationContext context, string database)
{
    private readonly string _database = database;
    private readonly List<(SchemaObjectName Name, TableInfo Table)> _tables = context.Tables;

    /// <summary>Variables in the order of SQLite's parameters.</summary>
    public IReadOnlyList<string> Variables { get; } = context.Variables;

    public IReadOnlyCollection<(string Permission, TableInfo Table)> Needs { get; } = context.Needs;

    public IReadOnlyCollection<TableInfo> CommittedReads { get; } = context.CommittedReads;

    public bool LocksRows { get; } = context.LocksRows;

    public bool ReadsTables => _tables.Count > 0;

    /// <summary>Whether every name still has the same meaning.</summary>
    public bool IsValid(SqliteSession session) =>
        session.Database == _database && _tables.TrueForAll(t => ReferenceEquals(session.Names.Find(t.Name), t.Table));

    public void CheckPermissions(SqliteSession session)
    {
        foreach ((string permission, TableInfo table) in Needs)
        {
            if (!session.Server.Catalog.Permissions.May(session.Login, permission, table))
            {
                throw Errors.PermissionDenied(permission, table.Name, table.Database.Name);
            }
        }
    }

    public void Bind(NativeStatement statement, Run run)
    {
        // The translation may have looked at a variable that the SQL does not use.
        for (int i = 0; i < Math.Min(Variables.Count, statement.ParameterCount); i++)
        {
            statement.Bind(i + 1, SessionValues.Get(run, Variables[i]));
        }
    }
}

/// <summary>A query: SQL and columns, or the variables that it assigns.</summary>
internal sealed class QueryPlan(TranslationContext context, string database, string sql, IReadOnlyList<SqlColumn> columns,
    IReadOnlyList<string>? assigns) : Plan(context, database)
{
    public string Sql => sql;

    public IReadOnlyList<SqlColumn> Columns => columns;

    public IReadOnlyList<string>? Assigns => assigns;
}

/// <summary>Keeps a session's plans by the fragment they were made from.</summary>
internal sealed class PlanCache
{
    private const int Kept = 1000;
    private readonly Dictionary<TSqlFragment, Plan> _plans = [];

    public TPlan Get<TPlan>(TSqlFragment fragment, SqliteSession session, Func<TPlan> translate)
        where TPlan : Plan
    {
        if (_plans.TryGetValue(fragment, out Plan? known) && known is TPlan plan && known.IsValid(session))
        {
            return plan;
        }

        if (_plans.Count > Kept)
        {
            _plans.Clear();
        }

        plan = translate();
        _plans[fragment] = plan;
        return plan;
    }
}
