using System.Globalization;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace PsdPurge.Lab.Engine;

/// <summary>Literals with the types that T-SQL gives them.</summary>
internal static class Literals
{
    public static Expr Read(Literal literal)
    {
        string text = literal.Value;
        switch (literal)
        {
            case IntegerLiteral:
                return long.TryParse(text, CultureInfo.InvariantCulture, out long number) && number is >= int.MinValue and <= int.MaxValue
                    ? Expr.Literal(number, SqlTypes.Int)
                    : Expr.Literal(text.TrimStart('0'), SqlTypes.Decimal(text.TrimStart('0').Length, 0));
            case NumericLiteral:
                string[] parts = text.Split('.');
                string whole = parts[0].TrimStart('0');
                int scale = parts.Length > 1 ? parts[1].Length : 0;
                SqlType type = SqlTypes.Decimal(Math.Max(1, whole.Length + scale), scale);
                return Expr.Literal(DecimalValues.Store(decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture), type, type),
                    type);
            case RealLiteral:
                return Expr.Literal(double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture), SqlTypes.Float);
            case MoneyLiteral:
                SqlType money = SqlTypes.Normalize(new SqlType(SqlTypeKind.Money));
                return Expr.Literal(DecimalValues.Store(decimal.Parse(text.TrimStart('$'), NumberStyles.Number,
                    CultureInfo.InvariantCulture), money, money), money);
            case StringLiteral s:
                return s.IsNational
                    ? Expr.Literal(text, SqlTypes.NVarChar(Math.Max(1, text.Length)))
                    : Expr.Literal(TextValues.ToCodePage(text), SqlTypes.VarChar(Math.Max(1, text.Length)));
            case BinaryLiteral:
                string hex = text[2..].Replace("\\\n", "", StringComparison.Ordinal);
                byte[] bytes = Convert.FromHexString(hex.Length % 2 == 0 ? hex : "0" + hex);
                return Expr.Literal(bytes,
                    new SqlType(SqlTypeKind.VarBinary, bytes.Length > 8000 ? SqlType.Max : Math.Max(1, bytes.Length)));
            case NullLiteral:
                return Expr.Null;
            default:
                throw Errors.NotSupported($"the literal {literal.GetType().Name}");
        }
    }
}
