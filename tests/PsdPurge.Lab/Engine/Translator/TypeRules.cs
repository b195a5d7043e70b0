namespace PsdPurge.Lab.Engine;

/// <summary>T-SQL's rules for combining types: precedence, implicit conversion, collation.</summary>
internal static class TypeRules
{
    /// <summary>The length of the longest bigint, including its sign.</summary>
    private const int MostDigits = 20;

    /// <summary>The type of a value that may have either of two types.</summary>
    public static SqlType Common(SqlType a, SqlType b)
    {
        if (a == b)
        {
            return a;
        }

        (SqlType high, SqlType low) = SqlTypes.Rank(a) <= SqlTypes.Rank(b) ? (a, b) : (b, a);
        if (high.Kind == SqlTypeKind.Decimal && low.IsNumeric())
        {
            return DecimalValues.Result('u', high, DecimalValues.For(low));
        }

        if ((high.IsCharacter() && low.IsCharacter()) || (high.IsBinary() && low.IsBinary()))
        {
            SqlTypeKind kind = (a.Kind, b.Kind) switch
            {
                var (x, y) when x == y => x,
                (SqlTypeKind.NChar, _) when b.Kind == SqlTypeKind.VarChar => SqlTypeKind.NVarChar,
                (_, SqlTypeKind.NChar) when a.Kind == SqlTypeKind.VarChar => SqlTypeKind.NVarChar,
                _ => high.Kind,
            };
            return new SqlType(kind, a.Length == SqlType.Max || b.Length == SqlType.Max ? SqlType.Max : Math.Max(a.Length, b.Length));
        }

        return high.IsDate() && low.IsDate() ? high with { Scale = Math.Max(high.Scale, low.Scale) } : high;
    }

    public static SqlType Common(IEnumerable<Expr> expressions)
    {
        SqlType? type = null;
        foreach (Expr e in expressions.Where(e => !e.IsUntypedNull))
        {
            type = type is null ? e.Type : Common(type, e.Type);
        }

        return type ?? SqlTypes.Int;
    }

    /// <summary>A conversion that T-SQL makes by itself.</summary>
    public static Expr Implicit(Expr e, SqlType to)
    {
        CheckImplicit(e, to);
        return Convert(e, to);
    }

    public static Expr Convert(Expr e, SqlType to, ConversionMode mode = ConversionMode.Expression, int style = 0)
    {
        if (e.IsLiteral && e.Value is null)
        {
            return e with { Type = to, UntypedNull = false };
        }

        Conversion how = new(e.Type, to, mode, style);
        if (e.IsLiteral)
        {
            try
            {
                return Expr.Literal(Conversions.Convert(e.Value, how), to) with
                {
                    Collation = e.Collation,
                    CollationSource = e.CollationSource
                };
            }
            catch (TSqlException)
            {
                // The error is not reported now, because a branch that never runs must not fail.
            }
        }

        if (Conversions.IsFree(e.Type, to))
        {
            return e with { Type = to };
        }

        bool digits = e.Type.IsInteger() && to.Kind is SqlTypeKind.VarChar or SqlTypeKind.NVarChar
            && to.Length is SqlType.Max or >= MostDigits;
        return digits
            ? new Expr($"CAST({e.Sql} AS TEXT)", to, e.Nullable)
            : new Expr($"t_convert({e.Sql}, {ConversionTable.IdOf(how)})", to, e.Nullable || mode == ConversionMode.Try)
            {
                Collation = e.Type.IsCharacter() && to.IsCharacter() ? e.Collation : null,
                CollationSource = e.Type.IsCharacter() && to.IsCharacter() ? e.CollationSource : CollationSource.Default,
            };
    }

    /// <summary>Brings two operands to their common type.</summary>
    public static (Expr A, Expr B, SqlType Type) Unify(Expr a, Expr b)
    {
        (a, b) = (Whole(a, b), Whole(b, a));
        if (a.IsUntypedNull || b.IsUntypedNull)
        {
            SqlType known = a.IsUntypedNull ? b.Type : a.Type;
            return (Convert(a, known), Convert(b, known), known);
        }

        SqlType type = Common(a.Type, b.Type);
        return (Implicit(a, type), Implicit(b, type), type);
    }

    /// <summary>A comparison that is true, false or unknown, as in T-SQL.</summary>
    public static string Compare(Expr a, string op, Expr b)
    {
        string verb = op switch
        {
            "=" => "equal to",
            "<>" => "not equal to",
            "<" => "less than",
            ">" => "greater than",
            "<=" => "less than or equal to",
            _ => "greater than or equal to"
        };
        if (a.Type.IsOldLob() || b.Type.IsOldLob())
        {
            throw new TSqlException(402,
                $"The data types {SqlTypes.Name(a.Type)} and {SqlTypes.Name(b.Type)} are incompatible in the {verb} operator.");
        }

        (Expr x, Expr y, SqlType type) = Unify(a, b);
        if (type.Kind == SqlTypeKind.UniqueIdentifier && op is not ("=" or "<>"))
        {
            return $"({x.Keyed} {op} {y.Keyed})";
        }

        string collate = type.IsCharacter() || type.IsDecimal() ? " COLLATE " + Collated(x, y, verb).SqliteCollation : "";
        return $"({x.Sql} {op} {y.Sql}{collate})";
    }

    /// <summary>The operand whose collation counts.</summary>
    public static Expr Collated(Expr a, Expr b, string operation)
    {
        if (a.CollationSource != b.CollationSource)
        {
            return a.CollationSource > b.CollationSource ? a : b;
        }

        return a.CollationSource == CollationSource.Default || string.Equals(a.Collation, b.Collation, StringComparison.OrdinalIgnoreCase)
            ? a
            : throw new TSqlException(468,
                $"Cannot resolve the collation conflict between \"{b.Collation}\" and \"{a.Collation}\" in the {operation} "
                + "operation.", 16, 9);
    }

    /// <summary>An integer literal with too many digits for int is still compared with integers as an integer, so that an index can be used.</summary>
    private static Expr Whole(Expr e, Expr other) =>
        e is { IsLiteral: true, Value: string text } && e.Type.Kind == SqlTypeKind.Decimal && e.Type.Scale == 0 && other.Type.IsInteger()
            && long.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out long number)
            ? Expr.Literal(number, SqlTypes.BigInt)
            : e;

    private static void CheckImplicit(Expr e, SqlType to)
    {
        SqlType from = e.Type;
        bool clash = LargeTypes.Clash(from, to) || (to.Kind == SqlTypeKind.UniqueIdentifier && !(from.IsCharacter() || from.IsBinary() || from.Kind == to.Kind))
            || (from.Kind == SqlTypeKind.UniqueIdentifier && !(to.IsCharacter() || to.IsBinary() || from.Kind == to.Kind))
            || (to.IsDate() && from.IsNumeric() && to.Kind is not (SqlTypeKind.DateTime or SqlTypeKind.SmallDateTime))
            || (from.IsDate() && to.IsNumeric());
        if (clash && !e.IsUntypedNull)
        {
            throw Errors.TypeClash(from, to);
        }

        if (from.IsCharacter() && to.IsBinary() && !e.IsUntypedNull)
        {
            throw new TSqlException(257,
                $"Implicit conversion from data type {SqlTypes.Name(from)} to {SqlTypes.Name(to)} is not allowed. Use the "
                + "CONVERT function to run this query.", 16, 3);
        }
    }
}

/// <summary>Numbers the conversions, so that SQL text can name one.</summary>
internal static class ConversionTable
{
    private static readonly Lock Gate = new();
    private static readonly Dictionary<Conversion, int> Ids = [];
    private static Conversion[] _all = new Conversion[64];

    public static int IdOf(Conversion conversion)
    {
        lock (Gate)
        {
            if (!Ids.TryGetValue(conversion, out int id))
            {
                id = Ids.Count;
                if (id == _all.Length)
                {
                    Array.Resize(ref _all, id * 2);
                }

                _all[id] = conversion;
                Ids[conversion] = id;
            }

            return id;
        }
    }

    public static Conversion Get(long id) => Volatile.Read(ref _all)[id];
}
