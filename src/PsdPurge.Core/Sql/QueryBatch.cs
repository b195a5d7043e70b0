namespace PsdPurge.Sql;

/// <summary>Several statements in one request, because each request costs a round trip.</summary>
internal sealed class QueryBatch
{
    private readonly List<string> _statements = [];
    private readonly List<Action<SqlDataReader>> _rows = [];

    /// <summary>Adds a statement that returns no rows.</summary>
    public QueryBatch Do(string statement)
    {
        _statements.Add(statement);
        return this;
    }

    /// <summary>Adds a statement that returns no rows before all others.</summary>
    public QueryBatch DoFirst(string statement)
    {
        _statements.Insert(0, statement);
        return this;
    }

    /// <summary>Adds a query. <paramref name="row"/> is called for every row of its result.</summary>
    public QueryBatch Ask(string query, Action<SqlDataReader> row)
    {
        _statements.Add(query);
        _rows.Add(row);
        return this;
    }

    /// <summary>Sends the request, unless it is empty.</summary>
    public void Run(FrontEndConnection connection, CancellationToken token, params SqlParameter[] parameters)
    {
        if (_statements.Count > 0)
        {
            connection.Query(string.Join("\n", _statements), Read, token, parameters);
        }
    }

    private int Read(SqlDataReader reader)
    {
        foreach (Action<SqlDataReader> row in _rows)
        {
            while (reader.Read())
            {
                row(reader);
            }

            reader.NextResult();
        }

        return _rows.Count;
    }
}
