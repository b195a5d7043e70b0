using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace PsdPurge.Lab.Engine;

/// <summary>The columns of an OUTPUT clause.</summary>
internal sealed class OutputClauses
{
    private OutputClauses(IReadOnlyList<ResultColumn> columns, OutputIntoClause? into)
    {
        (Columns, Into) = (columns, into);
    }

    public IReadOnlyList<ResultColumn> Columns { get; }

    /// <summary>Where the rows go; null to the client.</summary>
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
        if (elements is null)
        {
            return null;
        }

        List<ResultColumn> columns = [];
        foreach (SelectElement element in elements)
        {
            switch (element)
            {
                case SelectStarExpression { Qualifier: not null } star:
                    columns.AddRange(scope.Qualified([.. star.Qualifier.Identifiers.Select(i => i.Value)]).SelectMany(s => s.Columns).Select(c => new ResultColumn(c.Name, c.Expression)));
                    break;
                case SelectScalarExpression scalar:
                    string name = scalar.ColumnName?.Value ?? (scalar.Expression as ColumnReferenceExpression)?.MultiPartIdentifier.Identifiers[^1].Value ?? "";
                    columns.Add(new ResultColumn(name, context.Expressions.Translate(scalar.Expression, scope)));
                    break;
                default:
                    throw Errors.NotSupported("this element of an OUTPUT clause");
            }
        }

        return new OutputClauses(columns, specification.OutputIntoClause);
    }
}
