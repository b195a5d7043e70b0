using System.Globalization;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace PsdPurge.Lab.Engine;

/// <summary>Reads type names as T-SQL writes them.</summary>
internal static class TypeReferences
{
    /// <param name="reference">The type as parsed.</param>
    /// <param name="defaultLength">Length of a char or binary type without one: 1 in declarations, 30 in CAST.</param>
    public static SqlType Read(DataTypeReference reference, int defaultLength = 1)
    {
        if (reference is UserDataTypeReference user)
        {
            return user.Name.BaseIdentifier.Value.Equals("sysname", StringComparison.OrdinalIgnoreCase)
                ? SqlTypes.SysName
                : throw new TSqlException(2715,
                    $"Column, parameter, or variable #1: Cannot find data type {user.Name.BaseIdentifier.Value}.");
        }

        if (reference is XmlDataTypeReference)
        {
            return SqlTypes.Normalize(new SqlType(SqlTypeKind.Xml));
        }

        if (reference is not SqlDataTypeReference known)
        {
            throw Errors.NotSupported("this data type");
        }

        int First(int otherwise) => known.Parameters.Count == 0 ? otherwise
            : known.Parameters[0] is MaxLiteral ? SqlType.Max
            : int.Parse(known.Parameters[0].Value, CultureInfo.InvariantCulture);
        byte Second() => known.Parameters.Count < 2 ? (byte)0 : byte.Parse(known.Parameters[1].Value, CultureInfo.InvariantCulture);

        SqlType type = known.SqlDataTypeOption switch
        {
            SqlDataTypeOption.Bit => SqlTypes.Bit,
            SqlDataTypeOption.TinyInt => SqlTypes.TinyInt,
            SqlDataTypeOption.SmallInt => SqlTypes.SmallInt,
            SqlDataTypeOption.Int => SqlTypes.Int,
            SqlDataTypeOption.BigInt => SqlTypes.BigInt,
            SqlDataTypeOption.Real => new SqlType(SqlTypeKind.Real),
            SqlDataTypeOption.Float => new SqlType(First(53) <= 24 ? SqlTypeKind.Real : SqlTypeKind.Float),
            SqlDataTypeOption.Decimal or SqlDataTypeOption.Numeric => SqlTypes.Decimal(First(18), Second()),
            SqlDataTypeOption.Money => new SqlType(SqlTypeKind.Money),
            SqlDataTypeOption.SmallMoney => new SqlType(SqlTypeKind.SmallMoney),
            SqlDataTypeOption.Char => new SqlType(SqlTypeKind.Char, First(defaultLength)),
            SqlDataTypeOption.VarChar => new SqlType(SqlTypeKind.VarChar, First(defaultLength)),
            SqlDataTypeOption.NChar => new SqlType(SqlTypeKind.NChar, First(defaultLength)),
            SqlDataTypeOption.NVarChar => new SqlType(SqlTypeKind.NVarChar, First(defaultLength)),
            SqlDataTypeOption.Text => new SqlType(SqlTypeKind.Text),
            SqlDataTypeOption.NText => new SqlType(SqlTypeKind.NText),
            SqlDataTypeOption.Image => new SqlType(SqlTypeKind.Image),
            SqlDataTypeOption.Binary => new SqlType(SqlTypeKind.Binary, First(defaultLength)),
            SqlDataTypeOption.VarBinary => new SqlType(SqlTypeKind.VarBinary, First(defaultLength)),
            SqlDataTypeOption.Timestamp or SqlDataTypeOption.Rowversion => new SqlType(SqlTypeKind.RowVersion),
            SqlDataTypeOption.UniqueIdentifier => SqlTypes.Guid,
            SqlDataTypeOption.Date => new SqlType(SqlTypeKind.Date),
            SqlDataTypeOption.Time => new SqlType(SqlTypeKind.Time, Scale: (byte)First(7)),
            SqlDataTypeOption.SmallDateTime => new SqlType(SqlTypeKind.SmallDateTime),
            SqlDataTypeOption.DateTime => SqlTypes.DateTime,
            SqlDataTypeOption.DateTime2 => new SqlType(SqlTypeKind.DateTime2, Scale: (byte)First(7)),
            SqlDataTypeOption.DateTimeOffset => new SqlType(SqlTypeKind.DateTimeOffset, Scale: (byte)First(7)),
            _ => throw Errors.NotSupported($"the data type {known.SqlDataTypeOption}"),
        };
        return SqlTypes.Normalize(type);
    }
}
