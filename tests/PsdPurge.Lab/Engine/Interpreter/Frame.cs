namespace PsdPurge.Lab.Engine;

/// <summary>A variable or parameter and its value.</summary>
internal sealed class Variable(SqlType type, object? value = null)
{
    public SqlType Type { get; } = type;

    public object? Value { get; set; } = value;
}

/// <summary>One level of running T-SQL: a batch, or the text of an EXEC.</summary>
internal sealed class Frame
{
    public Dictionary<string, Variable> Variables { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How many TRY blocks of this frame the running statement is in.</summary>
    public int TryDepth { get; set; }

    /// <summary>The error that the running CATCH block handles.</summary>
    public SqlMessage? Caught { get; set; }

    public long? ScopeIdentity { get; set; }

    public void Declare(string name, SqlType type, object? value = null)
    {
        if (!Variables.TryAdd(name, new Variable(type, value)))
        {
            throw new TSqlException(134,
                $"The variable name '{name}' has already been declared. Variable names must be unique within a query batch or "
                + "stored procedure.", 15, 2);
        }
    }
}

/// <summary>What a statement runs with.</summary>
internal sealed record Run(SqliteSession Session, Frame Frame, IResultSink Sink, CancellationToken Cancel);
