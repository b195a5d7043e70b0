using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace PsdPurge.Lab.Engine;

/// <summary>Sends the rows of an OUTPUT clause to the client as they come, or writes them to a table.</summary>
internal sealed class OutputWriter : IDisposable
{
    private readonly IReadOnlyList<SqlColumn> _columns;
    private readonly IResultSink? _sink;
    private readonly TableWriter? _into;

    public OutputWriter(Run run, IReadOnlyList<SqlColumn> columns, OutputIntoClause? into)
    {
        _columns = columns;
        if (into is null)
        {
            _sink = run.Sink;
            _sink.BeginRows(columns);
            return;
        }

        TableInfo table = into.IntoTable switch
        {
            NamedTableReference named => run.Session.Names.Table(named.SchemaObject),
            VariableTableReference variable =>
                run.Session.Temp.Find(variable.Variable.Name) ?? throw Errors.UndeclaredVariable(variable.Variable.Name),
            _ => throw Errors.NotSupported("this target of OUTPUT INTO"),
        };
        IReadOnlyList<ColumnInfo> targets = into.IntoTableColumns.Count > 0
            ? [.. into.IntoTableColumns.Select(c => table.Find(c.MultiPartIdentifier.Identifiers[^1].Value)
                ?? throw Errors.InvalidColumn(c.MultiPartIdentifier.Identifiers[^1].Value))]
            : [.. table.Columns.Where(c => c.Identity is null && !c.IsReadOnly)];
        if (table.Columns.Any(c => c.Default is not null && !targets.Contains(c)))
        {
            throw Errors.NotSupported("OUTPUT INTO a table with defaults in other columns");
        }

        if (targets.Count != columns.Count)
        {
            throw new TSqlException(213, "Column name or number of supplied values does not match table definition.");
        }

        _into = new TableWriter(run.Session, table, targets, [.. columns.Select(c => c.Type)]);
    }

    public void Row(IRow row)
    {
        if (_into is null)
        {
            _sink!.Row(row);
            return;
        }

        object?[] values = new object?[_columns.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = RowValues.Box(row, i, _columns[i].Type);
        }

        _into.Write(values);
    }

    public void Dispose() => _into?.Dispose();
}
