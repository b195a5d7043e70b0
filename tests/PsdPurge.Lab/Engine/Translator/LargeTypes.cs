namespace PsdPurge.Lab.Engine;

/// <summary>
/// Refuses what SQL Server does not do with text, ntext and image: compare, sort, group, compute. A statement has to convert such a column first. Otherwise it
/// fails here, too.
/// </summary>
internal static class LargeTypes
{
    private const string OnlyNullAndLike = "The text, ntext, and image data types cannot be compared or sorted, except when using IS NULL or LIKE operator.";

    /// <summary>Built-in functions that accept such a type, with the position of that argument, from 1.</summary>
    private static readonly Dictionary<string, int> Takes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["DATALENGTH"] = 1,
        ["SUBSTRING"] = 1,
        ["PATINDEX"] = 2,
        ["ISNULL"] = 1,
    };

    public static bool IsLarge(SqlType type) => type.Kind is SqlTypeKind.Text or SqlTypeKind.NText or SqlTypeKind.Image;

    /// <summary>Refuses an argument of a built-in function.</summary>
    public static void CheckArgument(string function, int place, SqlType type)
    {
        if (IsLarge(type) && (Takes.GetValueOrDefault(function) != place || (place == 2 && type.Kind == SqlTypeKind.Image)))
        {
            throw new TSqlException(
                8116, $"Argument data type {SqlTypes.Name(type)} is invalid for argument {place} of {function.ToLowerInvariant()} function.");
        }
    }

    /// <summary>Refuses ORDER BY and GROUP BY.</summary>
    public static void CheckKey(SqlType type)
    {
        if (IsLarge(type))
        {
            throw new TSqlException(306, OnlyNullAndLike, 16, 2);
        }
    }

    /// <summary>Refuses SELECT DISTINCT.</summary>
    public static void CheckDistinct(SqlType type)
    {
        if (IsLarge(type))
        {
            throw new TSqlException(421, $"The {SqlTypes.Name(type)} data type cannot be selected as DISTINCT because it is not comparable.");
        }
    }

    /// <summary>Refuses UNION, INTERSECT and EXCEPT, which look for equal rows.</summary>
    public static void CheckOperand(SqlType type)
    {
        if (IsLarge(type))
        {
            throw new TSqlException(
                5335,
                $"The data type {SqlTypes.Name(type)} cannot be used as an operand to the UNION, INTERSECT or EXCEPT operators because it is not comparable.");
        }
    }

    /// <summary>Refuses COUNT.</summary>
    public static void CheckAggregate(string aggregate, SqlType type)
    {
        if (IsLarge(type))
        {
            throw new TSqlException(8117, $"Operand data type {SqlTypes.Name(type)} is invalid for {aggregate.ToLowerInvariant()} operator.");
        }
    }

    /// <summary>Refuses operators, such as +.</summary>
    public static void CheckOperator(SqlType a, SqlType b, string verb)
    {
        if (IsLarge(a) || IsLarge(b))
        {
            throw a.Kind == b.Kind
                ? new TSqlException(8117, $"Operand data type {SqlTypes.Name(a)} is invalid for {verb} operator.")
                : new TSqlException(402, $"The data types {SqlTypes.Name(a)} and {SqlTypes.Name(b)} are incompatible in the {verb} operator.");
        }
    }

    /// <summary>Refuses variables.</summary>
    public static void CheckVariable(SqlType type)
    {
        if (IsLarge(type))
        {
            throw new TSqlException(2739, "The text, ntext, and image data types are invalid for local variables.");
        }
    }

    /// <summary>Refuses columns that cannot be part of an index's key, because the length of their values has no bound.</summary>
    public static void CheckIndexKey(TableInfo table, string column)
    {
        SqlType type = table.Find(column)!.Type;
        if (type.IsOldLob() || ((type.IsCharacter() || type.IsBinary()) && type.Length == SqlType.Max))
        {
            throw new TSqlException(1919, $"Column '{column}' in table 'dbo.{table.Name}' is of a type that is invalid for use as a key column in an index.");
        }
    }

    /// <summary>Refuses included columns.</summary>
    public static void CheckIncluded(TableInfo table, string column)
    {
        if (IsLarge(table.Find(column)!.Type))
        {
            throw new TSqlException(
                1999, $"Column '{column}' in table 'dbo.{table.Name}' is of a type that is invalid for use as included column in an index.");
        }
    }

    /// <summary>
    /// Whether one of the types is a large one, and the other is a type that it does not convert to or from. text and ntext convert to and from characters,
    /// image to and from bytes.
    /// </summary>
    public static bool Clash(SqlType from, SqlType to)
    {
        if (from.Kind == to.Kind || !(IsLarge(from) || IsLarge(to)))
        {
            return false;
        }

        return from.Kind == SqlTypeKind.Image || to.Kind == SqlTypeKind.Image ? !(from.IsBinary() && to.IsBinary()) : !(from.IsCharacter() && to.IsCharacter());
    }
}
