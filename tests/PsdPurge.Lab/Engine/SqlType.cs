namespace PsdPurge.Lab.Engine;

/// <summary>The T-SQL types that the lab knows.</summary>
public enum SqlTypeKind
{
    Bit, TinyInt, SmallInt, Int, BigInt,
    Real, Float,
    Decimal, Money, SmallMoney,
    Char, VarChar, Text, NChar, NVarChar, NText, Xml,
    Binary, VarBinary, Image, RowVersion,
    UniqueIdentifier,
    Date, Time, SmallDateTime, DateTime, DateTime2, DateTimeOffset,
}

/// <summary>
/// A T-SQL type with its facets. <see cref="Length"/> is in the unit of the declaration (characters for n/char types, bytes for
/// binary ones); -1 stands for <c>max</c>.
/// </summary>
/// <remarks>
/// How the engine hands a value of each kind to <see cref="IRow"/>, and takes one as a parameter:
/// <list type="bullet">
/// <item>bit and the integers: INTEGER (<see cref="IRow.GetInt64"/>)</item>
/// <item>real, float: REAL (<see cref="IRow.GetDouble"/>)</item>
/// <item>decimal, money, smallmoney: text with invariant digits (<see cref="IRow.GetUtf8"/>)</item>
/// <item>all character types and xml: text</item>
/// <item>binary types and rowversion: bytes (<see cref="IRow.GetBytes"/>)</item>
/// <item>uniqueidentifier: 16 bytes in the order of <see cref="Guid.ToByteArray()"/></item>
/// <item>dates and times: ISO text that sorts correctly, with all the digits of the type's scale: <c>2026-01-31</c>,
/// <c>23:59:59.1234567</c>, <c>2026-01-31 23:59:59.123</c>, <c>2026-01-31 23:59:59.1234567 +02:00</c></item>
/// </list>
/// As parameters, the same values are boxed as <see cref="long"/>, <see cref="double"/>, <see cref="string"/> or <c>byte[]</c>. NULL is null.
/// </remarks>
public sealed record SqlType(SqlTypeKind Kind, int Length = 0, byte Precision = 0, byte Scale = 0)
{
    /// <summary>Stands for <c>max</c>.</summary>
    public const int Max = -1;
}

/// <summary>A column of a result set.</summary>
public sealed record SqlColumn(string Name, SqlType Type, bool Nullable = true, bool Identity = false);
