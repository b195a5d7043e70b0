using PsdPurge.Lab.Engine;

namespace PsdPurge.Lab.Tds;

/// <summary>How a value's length precedes it.</summary>
internal enum LengthForm { Fixed, Byte, Short, Long, Plp, None }

/// <summary>A parameter's TYPE_INFO: the T-SQL type that it stands for and how its value is laid out.</summary>
internal readonly record struct WireType(SqlType Type, LengthForm Form, int Size = 0)
{
    private const ushort PlpLength = 0xFFFF;

    /// <exception cref="TSqlException">The lab does not accept parameters of the type.</exception>
    public static WireType Read(ref PayloadReader reader)
    {
        TypeToken token = (TypeToken)reader.Byte();
        switch (token)
        {
            case TypeToken.Null: return new(new(SqlTypeKind.NVarChar, 1), LengthForm.None);
            case TypeToken.Bit: return Fixed(SqlTypeKind.Bit, 1);
            case TypeToken.TinyInt: return Fixed(SqlTypeKind.TinyInt, 1);
            case TypeToken.SmallInt: return Fixed(SqlTypeKind.SmallInt, 2);
            case TypeToken.Int: return Fixed(SqlTypeKind.Int, 4);
            case TypeToken.BigInt: return Fixed(SqlTypeKind.BigInt, 8);
            case TypeToken.Real: return Fixed(SqlTypeKind.Real, 4);
            case TypeToken.Float: return Fixed(SqlTypeKind.Float, 8);
            case TypeToken.Money: return Fixed(SqlTypeKind.Money, 8);
            case TypeToken.SmallMoney: return Fixed(SqlTypeKind.SmallMoney, 4);
            case TypeToken.DateTime: return Fixed(SqlTypeKind.DateTime, 8);
            case TypeToken.SmallDateTime: return Fixed(SqlTypeKind.SmallDateTime, 4);
            case TypeToken.BitN: return Nullable(reader.Byte(), SqlTypeKind.Bit, SqlTypeKind.Bit, SqlTypeKind.Bit, SqlTypeKind.Bit);
            case TypeToken.IntN: return Nullable(reader.Byte(), SqlTypeKind.TinyInt, SqlTypeKind.SmallInt, SqlTypeKind.Int, SqlTypeKind.BigInt);
            case TypeToken.FloatN: return Nullable(reader.Byte(), SqlTypeKind.Real, SqlTypeKind.Real, SqlTypeKind.Real, SqlTypeKind.Float);
            case TypeToken.MoneyN:
                return Nullable(reader.Byte(), SqlTypeKind.SmallMoney, SqlTypeKind.SmallMoney, SqlTypeKind.SmallMoney, SqlTypeKind.Money);
            case TypeToken.DateTimeN:
                return Nullable(reader.Byte(), SqlTypeKind.SmallDateTime, SqlTypeKind.SmallDateTime, SqlTypeKind.SmallDateTime, SqlTypeKind.DateTime);
            case TypeToken.DecimalN or TypeToken.NumericN:
                reader.Byte();
                return new(new(SqlTypeKind.Decimal, 0, reader.Byte(), reader.Byte()), LengthForm.Byte);
            case TypeToken.Guid: reader.Byte(); return new(new(SqlTypeKind.UniqueIdentifier), LengthForm.Byte);
            case TypeToken.DateN: return new(new(SqlTypeKind.Date), LengthForm.Byte);
            case TypeToken.TimeN: return new(new(SqlTypeKind.Time, Scale: reader.Byte()), LengthForm.Byte);
            case TypeToken.DateTime2N: return new(new(SqlTypeKind.DateTime2, Scale: reader.Byte()), LengthForm.Byte);
            case TypeToken.DateTimeOffsetN: return new(new(SqlTypeKind.DateTimeOffset, Scale: reader.Byte()), LengthForm.Byte);
            case TypeToken.LegacyVarBinary: return new(new(SqlTypeKind.VarBinary, reader.Byte()), LengthForm.Byte);
            case TypeToken.LegacyBinary: return new(new(SqlTypeKind.Binary, reader.Byte()), LengthForm.Byte);
            case TypeToken.LegacyVarChar: return Legacy(ref reader, SqlTypeKind.VarChar);
            case TypeToken.LegacyChar: return Legacy(ref reader, SqlTypeKind.Char);
            case TypeToken.BigVarBinary: return Short(reader.UInt16(), SqlTypeKind.VarBinary, 1);
            case TypeToken.BigBinary: return Short(reader.UInt16(), SqlTypeKind.Binary, 1);
            case TypeToken.BigVarChar: return Characters(ref reader, SqlTypeKind.VarChar, 1);
            case TypeToken.BigChar: return Characters(ref reader, SqlTypeKind.Char, 1);
            case TypeToken.NVarChar: return Characters(ref reader, SqlTypeKind.NVarChar, 2);
            case TypeToken.NChar: return Characters(ref reader, SqlTypeKind.NChar, 2);
            case TypeToken.Text: reader.Int32(); reader.Bytes(Collation.Length); return new(new(SqlTypeKind.Text), LengthForm.Long);
            case TypeToken.NText: reader.Int32(); reader.Bytes(Collation.Length); return new(new(SqlTypeKind.NText), LengthForm.Long);
            case TypeToken.Image: reader.Int32(); return new(new(SqlTypeKind.Image), LengthForm.Long);
            case TypeToken.Xml: return Xml(ref reader);
            case TypeToken.Table: throw new TSqlException(40515, "The lab takes no table-valued parameters.");
            default: throw new TSqlException(8009, $"The lab takes no parameters of the type that the protocol numbers 0x{(byte)token:X2}.");
        }
    }

    private static WireType Fixed(SqlTypeKind kind, int size) => new(new SqlType(kind), LengthForm.Fixed, size);

    private static WireType Nullable(byte size, SqlTypeKind one, SqlTypeKind two, SqlTypeKind four, SqlTypeKind eight) => new(
        new SqlType(size switch
        {
            1 => one,
            2 => two,
            4 => four,
            8 => eight,
            _ => throw new TdsProtocolException("A number has an impossible size."),
        }),
        LengthForm.Byte);

    private static WireType Legacy(ref PayloadReader reader, SqlTypeKind kind)
    {
        WireType type = new(new SqlType(kind, reader.Byte()), LengthForm.Byte);
        reader.Bytes(Collation.Length);
        return type;
    }

    private static WireType Characters(ref PayloadReader reader, SqlTypeKind kind, int bytesEach)
    {
        WireType type = Short(reader.UInt16(), kind, bytesEach);
        reader.Bytes(Collation.Length);
        return type;
    }

    private static WireType Short(ushort length, SqlTypeKind kind, int bytesEach) => length == PlpLength
        ? new(new SqlType(kind, SqlType.Max), LengthForm.Plp)
        : new(new SqlType(kind, length / bytesEach), LengthForm.Short);

    private static WireType Xml(ref PayloadReader reader)
    {
        if (reader.Byte() != 0)
        {
            // The name of a schema collection: database, owner, collection.
            reader.ByteText();
            reader.ByteText();
            reader.Text(reader.UInt16());
        }

        return new(new SqlType(SqlTypeKind.Xml, SqlType.Max), LengthForm.Plp);
    }
}
