using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace PsdPurge.Lab.Engine;

/// <summary>A column of an OUTPUT clause. <paramref name="AfterChange"/> is true for a column over <c>inserted</c>.</summary>
internal sealed record OutputColumn(string Name, Expr Expression, bool AfterChange);

/// <summary>The columns of an OUTPUT clause.</summary>
internal sealed class OutputClauses
{
    private OutputClauses(IReadOnlyList<OutputColumn> columns, OutputIntoClause? into)
    {
        (Columns, Into) = (columns, into);
    }

    public IReadOnlyList<OutputColumn> Columns { get; }

    /// <summary>The target of the rows. Null if they go to the client.</summary>
    public OutputIntoClause? Into { get; }

    public IReadOnlyList<SqlColumn> SqlColumns => [.. Columns.Select(c => new SqlColumn(c.Name, c.Expression.Type, c.Expression.Nullable))];

    public string Sql => string.Join(", ", Columns.Select(c => c.Expression.Sql));

    public static OutputClauses? Read(TranslationContext context, DataModificationSpecification specification, Scope scope)
    {
        if (specification.OutputClause is not null && specification.OutputIntoClause is not null)
        {
            throw Errors.NotSupported("OUTPUT and OUTPUT INTO in one statement");
        }

        IList<SelectElement>? elements = specification.OutputClause?.SelectColumns ?? specification.OutputIntoClause?.SelectColumns;
        return elements is null
            ? null : new OutputClauses([.. elements.SelectMany(e => Element(context, e, scope))], specification.OutputIntoClause);
    }

    private static IEnumerable<OutputColumn> Element(TranslationContext context, SelectElement element, Scope scope)
    {
        switch (element)
        {
            case SelectStarExpression { Qualifier: not null } star:
                List<string> qualifier = [.. star.Qualifier.Identifiers.Select(i => i.Value)];
                List<Source> sources = [.. scope.Qualified(qualifier)];
                return sources.Count > 0
                    ? sources.SelectMany(s => s.Columns).Select(c => new OutputColumn(c.Name, c.Expression, IsInserted(qualifier[0])))
                    : throw Errors.Unbound(string.Join('.', qualifier) + ".*");
            case SelectScalarExpression scalar:
                string name = scalar.ColumnName?.Value
                    ?? (scalar.Expression as ColumnReferenceExpression)?.MultiPartIdentifier.Identifiers[^1].Value ?? "";
                References references = new();
                scalar.Expression.Accept(references);
                return references.Inserted && references.Other
                    ? throw Errors.NotSupported("OUTPUT of one expression over inserted and other columns")
                    : [new OutputColumn(name, context.Expressions.Translate(scalar.Expression, scope), references.Inserted)];
            default:
                throw Errors.NotSupported("this element of an OUTPUT clause");
        }
    }

    private static bool IsInserted(string qualifier) => qualifier.Equals("inserted", StringComparison.OrdinalIgnoreCase);

    private sealed class References : TSqlFragmentVisitor
    {
        public bool Inserted { get; private set; }

        public bool Other { get; private set; }

        public override void Visit(ColumnReferenceExpression node)
        {
            bool inserted = node.MultiPartIdentifier is { Count: > 1 } name && IsInserted(name[0].Value);
            Inserted |= inserted;
            Other |= !inserted;
        }
    }
}
