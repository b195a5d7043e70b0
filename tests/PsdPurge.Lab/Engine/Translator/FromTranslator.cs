using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace PsdPurge.Lab.Engine;

/// <summary>Translates FROM clauses and fills the scope with what they offer.</summary>
internal sealed class FromTranslator(TranslationContext context)
{
    public string Translate(FromClause from, Scope scope)
    {
        List<string> items = [];
        foreach (TableReference reference in from.TableReferences)
        {
            string item = Translate(reference, scope);
            items.Add(reference is JoinTableReference && items.Count > 0 ? $"({item})" : item);
        }

        return string.Join(" JOIN ", items);
    }

    /// <summary>A base table as a source of columns.</summary>
    public static Source TableSource(TableInfo table, string name, string alias, bool aliased) =>
        new(name, alias, [.. table.Columns.Select(c =>
            new SourceColumn(c.Name, Column(c, alias.Length == 0 ? "" : alias + ".")))], table)
        { Aliased = aliased };

    /// <summary>A column of a base table as an expression.</summary>
    public static Expr Column(ColumnInfo column, string prefix) => new(prefix + SqlText.Name(column.Name), column.Type, column.Nullable)
    {
        IsColumn = true,
        Identity = column.Identity is not null,
        Collation = column.Collation,
        CollationSource = column.Collation is null ? CollationSource.Default : CollationSource.Implicit,
    };

    public void CheckHints(IEnumerable<TableHint> hints)
    {
        foreach (TableHint hint in hints)
        {
            context.LocksRows |= hint.HintKind is TableHintKind.UpdLock or TableHintKind.XLock or TableHintKind.TabLockX or TableHintKind.HoldLock
                or TableHintKind.Serializable or TableHintKind.RepeatableRead;
            if (hint.HintKind is TableHintKind.SpatialWindowMaxCells or TableHintKind.Snapshot)
            {
                throw Errors.NotSupported($"the table hint {hint.HintKind}");
            }
        }
    }

    private string Translate(TableReference reference, Scope scope)
    {
        switch (reference)
        {
            case NamedTableReference named:
                return Named(named, scope);
            case SchemaObjectFunctionTableReference { SchemaObject.BaseIdentifier.Value: SystemViews.VolumeStatistics } volumes:
                string shown = volumes.Alias?.Value ?? SystemViews.VolumeStatistics;
                return View(context.Names.View(volumes.SchemaObject)!.Value, shown, volumes.Alias is not null, scope);
            case VariableTableReference variable:
                SchemaObjectName name = new() { Identifiers = { new Identifier { Value = variable.Variable.Name } } };
                return Table(context.Table(name, "SELECT"), variable.Alias?.Value ?? variable.Variable.Name, variable.Alias is not null,
                    scope);
            case QueryDerivedTable derived:
                Query query = context.Queries.Translate(derived.QueryExpression, null, QueryPlace.Derived);
                string alias = context.NextAlias();
                scope.Add(new Source(derived.Alias.Value, alias,
                    QueryTranslator.DerivedColumns(derived.Alias.Value, query, derived.Columns, alias + "."))
                { Aliased = true });
                return $"({query.Render()}) AS {alias}";
            case InlineDerivedTable values:
                return Values(values, scope);
            case JoinParenthesisTableReference p:
                return $"({Translate(p.Join, scope)})";
            case UnqualifiedJoin { UnqualifiedJoinType: UnqualifiedJoinType.CrossJoin } cross:
                return $"{Translate(cross.FirstTableReference, scope)} JOIN {Member(cross.SecondTableReference, scope)}";
            case QualifiedJoin join:
                return Join(join, scope);
            default:
                throw Errors.NotSupported($"{reference.GetType().Name} in FROM (APPLY, PIVOT, functions and remote tables)");
        }
    }

    private string Join(QualifiedJoin join, Scope scope)
    {
        int start = scope.Sources.Count;
        string left = Translate(join.FirstTableReference, scope);
        int middle = scope.Sources.Count;
        string right = Member(join.SecondTableReference, scope);
        string condition = context.Predicates.Translate(join.SearchCondition, scope);
        string kind = join.QualifiedJoinType switch
        {
            QualifiedJoinType.Inner => "JOIN",
            QualifiedJoinType.LeftOuter => "LEFT JOIN",
            QualifiedJoinType.RightOuter => "RIGHT JOIN",
            _ => "FULL JOIN",
        };
        MakeNullable(scope, start, middle, join.QualifiedJoinType is QualifiedJoinType.RightOuter or QualifiedJoinType.FullOuter);
        MakeNullable(scope, middle, scope.Sources.Count,
            join.QualifiedJoinType is QualifiedJoinType.LeftOuter or QualifiedJoinType.FullOuter);
        return $"{left} {kind} {right} ON {condition}";
    }

    private static void MakeNullable(Scope scope, int from, int to, bool nullable)
    {
        for (int i = from; nullable && i < to; i++)
        {
            scope.Sources[i] = scope.Sources[i].AsNullable();
        }
    }

    private string Member(TableReference reference, Scope scope)
    {
        string text = Translate(reference, scope);
        return reference is JoinTableReference ? $"({text})" : text;
    }

    private string Named(NamedTableReference named, Scope scope)
    {
        if (named.TableSampleClause is not null)
        {
            throw Errors.NotSupported("TABLESAMPLE");
        }

        CheckHints(named.TableHints);
        SchemaObjectName name = named.SchemaObject;
        string shown = named.Alias?.Value ?? name.BaseIdentifier.Value;
        if (name.Count == 1 && context.CommonTables.TryGetValue(name.BaseIdentifier.Value, out CommonTable? cte))
        {
            string alias = cte != CommonTable.Unfinished
                ? context.NextAlias() : throw Errors.NotSupported("recursive common table expressions");
            scope.Add(new Source(shown, alias,
                [.. cte.Columns.Select(c => c with { Expression = c.Expression with { Sql = $"{alias}.{c.Expression.Sql}" } })])
            { Aliased = true });
            return $"{cte.Alias} AS {alias}";
        }

        if (context.Names.View(name) is { } view)
        {
            return View(view, shown, named.Alias is not null, scope);
        }

        TableInfo table = context.Table(name, "SELECT");
        if (named.TableHints.Any(h => h.HintKind == TableHintKind.ReadCommittedLock))
        {
            context.CommittedReads.Add(table);
        }

        return Table(table, shown, named.Alias is not null, scope);
    }

    private string View((SystemView View, DatabaseInfo Database) view, string name, bool aliased, Scope scope)
    {
        string alias = context.NextAlias();
        scope.Add(new Source(name, alias, [.. view.View.Columns.Select(c => new SourceColumn(c.Name, c.Expression(alias)))]) { Aliased = aliased });
        return $"({view.View.Select(view.Database)}) AS {alias}";
    }

    private string Table(TableInfo table, string name, bool aliased, Scope scope)
    {
        string alias = context.NextAlias();
        scope.Add(TableSource(table, name, alias, aliased));
        return $"{table.Sqlite} AS {alias}";
    }

    private string Values(InlineDerivedTable values, Scope scope)
    {
        ValuesRows rows = new(context, [.. values.RowValues.Select(r => r.ColumnValues)], new Scope(null));
        string alias = context.NextAlias();
        string inner = string.Join(", ", rows.Types.Select((_, i) => $"column{i + 1} AS c{i}"));
        scope.Add(new Source(values.Alias.Value, alias,
            [.. values.Columns.Select((c, i) => new SourceColumn(c.Value, new Expr($"{alias}.c{i}", rows.Types[i])))])
        { Aliased = true });
        return $"(SELECT {inner} FROM ({rows.Sql})) AS {alias}";
    }
}
