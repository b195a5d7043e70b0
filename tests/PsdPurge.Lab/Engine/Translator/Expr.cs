namespace PsdPurge.Lab.Engine;

/// <summary>Where a collation comes from. A stronger source wins. Different collations from equal sources are error 468.</summary>
internal enum CollationSource { Default, Implicit, Explicit }

/// <summary>A scalar expression in SQLite's SQL with its T-SQL type.</summary>
internal sealed record Expr(string Sql, SqlType Type, bool Nullable = true)
{
    /// <summary>The T-SQL collation of a character expression. Null for the database's collation.</summary>
    public string? Collation { get; init; }

    public CollationSource CollationSource { get; init; }

    /// <summary>Whether the value is already known.</summary>
    public bool IsLiteral { get; init; }

    public object? Value { get; init; }

    /// <summary>Whether it is a plain column, with the affinity and collation that SQLite gives it.</summary>
    public bool IsColumn { get; init; }

    public bool Identity { get; init; }

    /// <summary>Least and greatest value, if more is known than the type implies.</summary>
    public (long Least, long Greatest)? Range { get; init; }

    /// <summary>NULL without a type of its own.</summary>
    public bool IsUntypedNull => IsLiteral && Value is null && UntypedNull;

    public bool UntypedNull { get; init; }

    public static Expr Literal(object? value, SqlType type) =>
        new(SqlText.Literal(value), type, value is null) { IsLiteral = true, Value = value };

    /// <summary>A call of one of the functions that the session registers with SQLite.</summary>
    public static Expr Call(string function, SqlType type, params Expr[] arguments) =>
        new($"{function}({string.Join(", ", arguments.Select(a => a.Sql))})", type, Nullable: true)
        {
            Collation = type.IsCharacter() && arguments.Length > 0 && arguments[0].Type.IsCharacter() ? arguments[0].Collation : null,
            CollationSource = type.IsCharacter() && arguments.Length > 0 && arguments[0].Type.IsCharacter()
                ? arguments[0].CollationSource : CollationSource.Default,
        };

    public static Expr Null { get; } = new("NULL", SqlTypes.Int) { IsLiteral = true, UntypedNull = true };

    /// <summary>The expression as an operand of grouping, sorting or a set operation, for which SQLite must know the collation.</summary>
    public string Keyed
    {
        get
        {
            if (Type.Kind == SqlTypeKind.UniqueIdentifier)
            {
                return $"t_guidkey({Sql})";
            }

            return Collated;
        }
    }

    /// <summary>The expression with its collation spelled out, unless it is a column that has it anyway.</summary>
    public string Collated => IsColumn || (!Type.IsCharacter() && !Type.IsDecimal()) ? Sql : $"({Sql} COLLATE {SqliteCollation})";

    public string SqliteCollation =>
        Type.IsDecimal() ? Collations.Number : Collations.ToSqlite(Collation ?? ServerCatalog.DefaultCollation);
}
