using PsdPurge.Lab.Engine;

namespace PsdPurge.Lab.Tds;

/// <summary>Writes one column of a row.</summary>
internal delegate void ValueEncoder(PacketWriter writer, IRow row, int ordinal);

/// <summary>Chooses, once per result set, how each column's values are written.</summary>
internal static class ValueEncoders
{
    public static ValueEncoder[] For(IReadOnlyList<SqlColumn> columns)
    {
        ValueEncoder[] encoders = new ValueEncoder[columns.Count];
        for (int i = 0; i < encoders.Length; i++)
        {
            encoders[i] = For(columns[i].Type, columns[i].Nullable);
        }

        return encoders;
    }

    public static ValueEncoder For(SqlType type, bool nullable) => type.Kind switch
    {
        SqlTypeKind.Bit => NumberEncoders.Bit(nullable),
        SqlTypeKind.TinyInt => NumberEncoders.Integer(1, nullable),
        SqlTypeKind.SmallInt => NumberEncoders.Integer(2, nullable),
        SqlTypeKind.Int => NumberEncoders.Integer(4, nullable),
        SqlTypeKind.BigInt => NumberEncoders.Integer(8, nullable),
        SqlTypeKind.Real => NumberEncoders.Real(nullable),
        SqlTypeKind.Float => NumberEncoders.Float(nullable),
        SqlTypeKind.Money => NumberEncoders.Money(nullable),
        SqlTypeKind.SmallMoney => NumberEncoders.SmallMoney(nullable),
        SqlTypeKind.Decimal => NumberEncoders.Decimal(type.Precision, type.Scale),
        SqlTypeKind.Char or SqlTypeKind.VarChar => type.Length == SqlType.Max ? TextEncoders.MaxCodePage : TextEncoders.CodePage,
        SqlTypeKind.NChar or SqlTypeKind.NVarChar => type.Length == SqlType.Max ? TextEncoders.MaxUnicode : TextEncoders.Unicode,
        SqlTypeKind.Xml => TextEncoders.MaxUnicode,
        SqlTypeKind.Text => TextEncoders.LongCodePage,
        SqlTypeKind.NText => TextEncoders.LongUnicode,
        SqlTypeKind.Image => BinaryEncoders.Long,
        SqlTypeKind.Binary or SqlTypeKind.VarBinary => type.Length == SqlType.Max ? BinaryEncoders.Max : BinaryEncoders.Short,
        SqlTypeKind.RowVersion => BinaryEncoders.Short,
        SqlTypeKind.UniqueIdentifier => BinaryEncoders.UniqueIdentifier,
        SqlTypeKind.Date => DateTimeEncoders.Date,
        SqlTypeKind.Time => DateTimeEncoders.Time(type.Scale),
        SqlTypeKind.DateTime2 => DateTimeEncoders.DateTime2(type.Scale),
        SqlTypeKind.DateTimeOffset => DateTimeEncoders.DateTimeOffset(type.Scale),
        SqlTypeKind.DateTime => DateTimeEncoders.DateTime(nullable),
        SqlTypeKind.SmallDateTime => DateTimeEncoders.SmallDateTime(nullable),
        _ => throw new NotSupportedException($"The wire has no form for {type.Kind}."),
    };

    /// <summary>Writes a fixed-size value's length byte if its type has one. False if the value is NULL and so already written.</summary>
    public static bool Begin(PacketWriter writer, IRow row, int ordinal, byte size, bool nullable)
    {
        bool isNull = row.IsNull(ordinal);
        if (nullable)
        {
            writer.Byte(isNull ? (byte)0 : size);
            return !isNull;
        }

        return isNull ? throw new InvalidOperationException($"Column {ordinal} is declared NOT NULL but holds NULL.") : true;
    }
}
