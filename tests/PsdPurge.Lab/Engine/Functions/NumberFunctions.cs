namespace PsdPurge.Lab.Engine;

/// <summary>Numeric, hash and NULL functions and their result types.</summary>
internal static class NumberFunctions
{
    public static IEnumerable<FunctionDefinition> Definitions { get; } =
    [
        new("ABS", 1, 1, a => Rounded(a, "t_abs")),
        new("FLOOR", 1, 1, a => Rounded(a, "t_floor")),
        new("CEILING", 1, 1, a => Rounded(a, "t_ceiling")),
        new("SIGN", 1, 1, a => Rounded(a, "t_sign")),
        new("ROUND", 2, 3, a =>
            a.Count == 3 ? throw Errors.NotSupported("ROUND with a third argument") : Rounded(a, "t_round", a.Integer(1).Sql)),
        new("ISNUMERIC", 1, 1, a =>
            a[0].Type.IsNumeric() ? Expr.Literal(1L, SqlTypes.Int) : Expr.Call("t_isnumeric", SqlTypes.Int, a.Text(0))),
        new("ISDATE", 1, 1, a => Expr.Call("t_isdate", SqlTypes.Int, a.Text(0))),
        new("CHECKSUM", 1, 100, a => Expr.Call("t_checksum", SqlTypes.Int, [.. a.Arguments])),
        new("BINARY_CHECKSUM", 1, 100, a => Expr.Call("t_checksum", SqlTypes.Int, [.. a.Arguments])),
        new("HASHBYTES", 2, 2, Hash),
        new("NEWID", 0, 0, _ => new Expr("t_newid()", SqlTypes.Guid, false)),
        new("NEWSEQUENTIALID", 0, 0, _ => new Expr("t_newid()", SqlTypes.Guid, false)),
        new("ISNULL", 2, 2, IsNull),
    ];

    private static Expr Rounded(FunctionCallSite a, string function, string? digits = null)
    {
        Expr value = a[0].Type.IsCharacter() ? TypeRules.Implicit(a[0], SqlTypes.Float) : a[0];
        string scale = value.Type.IsDecimal() ? value.Type.Scale.ToString(System.Globalization.CultureInfo.InvariantCulture) : "0";
        SqlType type = value.Type.Kind is SqlTypeKind.Bit or SqlTypeKind.TinyInt or SqlTypeKind.SmallInt && function != "t_abs"
            ? SqlTypes.Int : value.Type;
        if (type.Kind == SqlTypeKind.Decimal && function is "t_floor" or "t_ceiling")
        {
            type = type with { Scale = 0 };
            scale = "0";
        }

        return new Expr($"{function}({value.Sql}, {scale}{(digits is null ? "" : ", " + digits)})", type, value.Nullable);
    }

    private static Expr Hash(FunctionCallSite a)
    {
        int length = (a[0].Value as string)?.ToUpperInvariant() switch
        {
            "MD5" or "MD2" or "MD4" => 16,
            "SHA" or "SHA1" => 20,
            "SHA2_256" => 32,
            "SHA2_512" => 64,
            _ => 8000
        };
        Expr value = a[1].Type.IsCharacter() || a[1].Type.IsBinary() ? a[1] : throw new TSqlException(8116,
            $"Argument data type {SqlTypes.Name(a[1].Type)} is invalid for argument 2 of hashbytes function.");
        return new Expr($"t_hashbytes({a[0].Sql}, {value.Sql}, "
            + $"{(value.Type.IsUnicode() ? 1 : 0)})", new SqlType(SqlTypeKind.VarBinary, length == 8000 ? 8000 : length));
    }

    /// <summary>ISNULL takes the type of its first argument, unlike COALESCE.</summary>
    private static Expr IsNull(FunctionCallSite a)
    {
        if (a[0].IsUntypedNull)
        {
            return a[1];
        }

        Expr other = TypeRules.Implicit(a[1], a[0].Type);
        return a[0] with
        {
            Sql = $"ifnull({a[0].Sql}, {other.Sql})",
            Nullable = a[0].Nullable && other.Nullable,
            IsColumn = false,
            IsLiteral = false,
            Identity = false,
            Range = IntegerRange.Either(a[0], other)
        };
    }
}
