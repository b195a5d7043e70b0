using PsdPurge.Lab.Engine;

namespace PsdPurge.Lab.Tds;

/// <summary>Writes the format of the values of a column or an output parameter: TYPE_INFO and COLMETADATA (MS-TDS 2.2.5.6, 2.2.7.4).</summary>
internal static class TypeInfoWriter
{
    private const ushort NullableFlag = 0x01;
    private const ushort IdentityFlag = 0x10;
    private const uint TimestampUserType = 80;
    private const int MaxShortLength = 8000;
    private const ushort PlpLength = 0xFFFF;

    public static void WriteColMetadata(PacketWriter writer, IReadOnlyList<SqlColumn> columns)
    {
        writer.Token(Token.ColMetadata);
        writer.UInt16(columns.Count);
        foreach (SqlColumn column in columns)
        {
            WriteUserTypeAndFlags(writer, column.Type, column.Nullable, column.Identity);
            Write(writer, column.Type, column.Nullable);
            if (column.Type.Kind is SqlTypeKind.Text or SqlTypeKind.NText or SqlTypeKind.Image)
            {
                // The name of the table that the text pointer belongs to. It has no parts.
                writer.Byte(0);
            }

            writer.ByteText(column.Name);
        }
    }

    public static void WriteUserTypeAndFlags(PacketWriter writer, SqlType type, bool nullable, bool identity)
    {
        writer.Int32((int)(type.Kind == SqlTypeKind.RowVersion ? TimestampUserType : 0));
        writer.UInt16((nullable ? NullableFlag : 0) | (identity ? IdentityFlag : 0));
    }

    public static void Write(PacketWriter writer, SqlType type, bool nullable)
    {
        switch (type.Kind)
        {
            case SqlTypeKind.Bit: Fixed(writer, nullable, TypeToken.Bit, TypeToken.BitN, 1); break;
            case SqlTypeKind.TinyInt: Fixed(writer, nullable, TypeToken.TinyInt, TypeToken.IntN, 1); break;
            case SqlTypeKind.SmallInt: Fixed(writer, nullable, TypeToken.SmallInt, TypeToken.IntN, 2); break;
            case SqlTypeKind.Int: Fixed(writer, nullable, TypeToken.Int, TypeToken.IntN, 4); break;
            case SqlTypeKind.BigInt: Fixed(writer, nullable, TypeToken.BigInt, TypeToken.IntN, 8); break;
            case SqlTypeKind.Real: Fixed(writer, nullable, TypeToken.Real, TypeToken.FloatN, 4); break;
            case SqlTypeKind.Float: Fixed(writer, nullable, TypeToken.Float, TypeToken.FloatN, 8); break;
            case SqlTypeKind.SmallMoney: Fixed(writer, nullable, TypeToken.SmallMoney, TypeToken.MoneyN, 4); break;
            case SqlTypeKind.Money: Fixed(writer, nullable, TypeToken.Money, TypeToken.MoneyN, 8); break;
            case SqlTypeKind.SmallDateTime: Fixed(writer, nullable, TypeToken.SmallDateTime, TypeToken.DateTimeN, 4); break;
            case SqlTypeKind.DateTime: Fixed(writer, nullable, TypeToken.DateTime, TypeToken.DateTimeN, 8); break;
            case SqlTypeKind.Decimal: Decimal(writer, type); break;
            case SqlTypeKind.Char: Characters(writer, TypeToken.BigChar, type, bytesEach: 1); break;
            case SqlTypeKind.VarChar: Characters(writer, TypeToken.BigVarChar, type, bytesEach: 1); break;
            case SqlTypeKind.NChar: Characters(writer, TypeToken.NChar, type, bytesEach: 2); break;
            case SqlTypeKind.NVarChar: Characters(writer, TypeToken.NVarChar, type, bytesEach: 2); break;
            case SqlTypeKind.Binary: Sized(writer, TypeToken.BigBinary, type.Length, bytesEach: 1); break;
            case SqlTypeKind.VarBinary: Sized(writer, TypeToken.BigVarBinary, type.Length, bytesEach: 1); break;
            case SqlTypeKind.RowVersion: Sized(writer, TypeToken.BigBinary, 8, bytesEach: 1); break;
            case SqlTypeKind.Text: Long(writer, TypeToken.Text, int.MaxValue, collation: true); break;
            case SqlTypeKind.NText: Long(writer, TypeToken.NText, int.MaxValue - 1, collation: true); break;
            case SqlTypeKind.Image: Long(writer, TypeToken.Image, int.MaxValue, collation: false); break;
            case SqlTypeKind.Xml: WithByte(writer, TypeToken.Xml, 0); break;
            case SqlTypeKind.UniqueIdentifier: WithByte(writer, TypeToken.Guid, 16); break;
            case SqlTypeKind.Date: writer.Byte((byte)TypeToken.DateN); break;
            case SqlTypeKind.Time: WithByte(writer, TypeToken.TimeN, type.Scale); break;
            case SqlTypeKind.DateTime2: WithByte(writer, TypeToken.DateTime2N, type.Scale); break;
            case SqlTypeKind.DateTimeOffset: WithByte(writer, TypeToken.DateTimeOffsetN, type.Scale); break;
            default: throw new NotSupportedException($"The wire has no form for {type.Kind}.");
        }
    }

    private static void Fixed(PacketWriter writer, bool nullable, TypeToken notNull, TypeToken orNull, byte size)
    {
        if (nullable)
        {
            WithByte(writer, orNull, size);
        }
        else
        {
            writer.Byte((byte)notNull);
        }
    }

    private static void WithByte(PacketWriter writer, TypeToken token, byte facet)
    {
        writer.Byte((byte)token);
        writer.Byte(facet);
    }

    private static void Decimal(PacketWriter writer, SqlType type)
    {
        WithByte(writer, TypeToken.DecimalN, (byte)WireDecimal.LengthOf(type.Precision));
        writer.Byte(type.Precision);
        writer.Byte(type.Scale);
    }

    private static void Characters(PacketWriter writer, TypeToken token, SqlType type, int bytesEach)
    {
        Sized(writer, token, type.Length, bytesEach);
        writer.Bytes(Collation.Bytes);
    }

    private static void Sized(PacketWriter writer, TypeToken token, int length, int bytesEach)
    {
        writer.Byte((byte)token);
        writer.UInt16(length switch
        {
            SqlType.Max => PlpLength,
            0 => MaxShortLength,
            _ => length * bytesEach,
        });
    }

    private static void Long(PacketWriter writer, TypeToken token, int length, bool collation)
    {
        writer.Byte((byte)token);
        writer.Int32(length);
        if (collation)
        {
            writer.Bytes(Collation.Bytes);
        }
    }
}
