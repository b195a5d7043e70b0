using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace PsdPurge.Lab.Engine;

/// <summary>The table that a DELETE or UPDATE changes, the rows it finds, and the names its clauses may use.</summary>
internal sealed class DmlTarget
{
    private readonly TranslationContext _context;

    public DmlTarget(TranslationContext context, UpdateDeleteSpecificationBase specification, string permission)
    {
        _context = context;
        Scope scope = Scope = new Scope(null);
        string from = specification.FromClause is null ? "" : context.From.Translate(specification.FromClause, scope);
        Source = Find(specification.Target, ref from);
        Table = Source.Table!;
        context.Needs.Add((permission, Table));
        string where = "";
        if (specification.WhereClause is { } clause)
        {
            where = clause.Cursor is not null
                ? throw Errors.NotSupported("WHERE CURRENT OF") : " WHERE " + context.Predicates.Translate(clause.SearchCondition, scope);
            context.Needs.Add(("SELECT", Table));
        }

        if (specification.FromClause is null && specification.WhereClause is null)
        {
            context.Needs.Remove(("SELECT", Table));
        }

        Joins = scope.Sources.Count > 1;
        Tail = $" FROM {from}{where}";
        HasCondition = where.Length > 0 || Joins;
    }

    public Scope Scope { get; }

    public Source Source { get; }

    public TableInfo Table { get; }

    /// <summary>Whether a row may be found more than once.</summary>
    public bool Joins { get; }

    public bool HasCondition { get; }

    /// <summary>FROM and WHERE.</summary>
    public string Tail { get; }

    public string RowId => $"{Source.Alias}._rowid_";

    /// <summary>The names of an OUTPUT clause: deleted, inserted, and the other tables of FROM.</summary>
    public Scope OutputScope(bool deleted, bool inserted)
    {
        Scope scope = new(null);
        if (deleted)
        {
            scope.Sources.Add(new Source("deleted", Source.Alias, Source.Columns, Table) { Aliased = true });
        }

        if (inserted)
        {
            scope.Sources.Add(FromTranslator.TableSource(Table, "inserted", "", aliased: true));
        }

        scope.Sources.AddRange(Scope.Sources.Where(s => s != Source));
        return scope;
    }

    private Source Find(TableReference target, ref string from)
    {
        SchemaObjectName name = target switch
        {
            NamedTableReference named => named.SchemaObject,
            VariableTableReference variable => new SchemaObjectName { Identifiers = { new Identifier { Value = variable.Variable.Name } } },
            _ => throw Errors.NotSupported($"{target.GetType().Name} as the target of a statement"),
        };
        _context.From.CheckHints((target as NamedTableReference)?.TableHints ?? []);
        if (name.Count == 1 && Scope.Sources.Find(s => s.Aliased
            && s.Name.Equals(name.BaseIdentifier.Value, StringComparison.OrdinalIgnoreCase)) is { } alias)
        {
            return alias.Table is not null
                ? alias
                : throw Errors.NotSupported("changing a derived table or CTE");
        }

        if (name.Count == 1 && _context.CommonTables.ContainsKey(name.BaseIdentifier.Value))
        {
            throw Errors.NotSupported("changing a derived table or CTE");
        }

        TableInfo table = _context.Table(name, "SELECT");
        List<Source> same = Scope.Sources.FindAll(s => s.Table == table);
        if (same.Count > 1)
        {
            throw new TSqlException(8154, $"The table '{table.Name}' is ambiguous.", 15);
        }

        if (same.Count == 1)
        {
            return same[0];
        }

        Source added = FromTranslator.TableSource(table, name.BaseIdentifier.Value, _context.NextAlias(), aliased: false);
        Scope.Add(added);
        from = from.Length == 0 ? $"{table.Sqlite} AS {added.Alias}" : $"{from} JOIN {table.Sqlite} AS {added.Alias}";
        return added;
    }
}
