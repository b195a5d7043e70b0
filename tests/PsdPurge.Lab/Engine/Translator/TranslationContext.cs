using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace PsdPurge.Lab.Engine;

/// <summary>What the translation of one statement collects, and the translators that share it.</summary>
internal sealed class TranslationContext
{
    private readonly Func<string, SqlType?> _variableType;
    private readonly Dictionary<string, int> _parameters = new(StringComparer.OrdinalIgnoreCase);
    private int _aliases;

    /// <param name="names">Resolves table names for the session.</param>
    /// <param name="variableType">The type of a variable or of a session value such as @@ROWCOUNT. Null if it was not declared.</param>
    public TranslationContext(NameResolver names, Func<string, SqlType?> variableType)
    {
        Names = names;
        _variableType = variableType;
        Expressions = new ExpressionTranslator(this);
        Predicates = new PredicateTranslator(this);
        Queries = new QueryTranslator(this);
        From = new FromTranslator(this);
    }

    public NameResolver Names { get; }

    public ExpressionTranslator Expressions { get; }

    public PredicateTranslator Predicates { get; }

    public QueryTranslator Queries { get; }

    public FromTranslator From { get; }

    /// <summary>Variables in the order of SQLite's parameters ?1, ?2, ...</summary>
    public List<string> Variables { get; } = [];

    public List<(SchemaObjectName Name, TableInfo Table)> Tables { get; } = [];

    public HashSet<(string Permission, TableInfo Table)> Needs { get; } = [];

    public Dictionary<string, CommonTable> CommonTables { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>SQLite's WITH clause of the statement, or an empty text.</summary>
    public string Prefix { get; set; } = "";

    /// <summary>Tables read WITH (READCOMMITTEDLOCK). The reader waits for sessions with uncommitted changes in them.</summary>
    public HashSet<TableInfo> CommittedReads { get; } = [];

    /// <summary>Whether a hint requests locks for which others must wait.</summary>
    public bool LocksRows { get; set; }

    public string NextAlias() => "t" + (++_aliases).ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A variable as an expression.</summary>
    public Expr Variable(string name)
    {
        SqlType type = _variableType(name) ?? throw Errors.UndeclaredVariable(name);
        if (!_parameters.TryGetValue(name, out int index))
        {
            Variables.Add(name);
            _parameters.Add(name, index = Variables.Count);
        }

        return new Expr($"?{index}", type);
    }

    /// <summary>Finds a table and remembers that the plan depends on it.</summary>
    public TableInfo Table(SchemaObjectName name, string permission)
    {
        TableInfo table = Names.Table(name);
        Tables.Add((name, table));
        Needs.Add((permission, table));
        return table;
    }
}

/// <summary>A CTE: its SQL name and its columns.</summary>
internal sealed record CommonTable(string Alias, string Definition, IReadOnlyList<SourceColumn> Columns)
{
    /// <summary>Stands for a CTE while its own query is translated.</summary>
    public static CommonTable Unfinished { get; } = new("", "", []);
}
