namespace PsdPurge.Lab.Engine;

/// <summary>SQL Server's properties of each type: name, id, size, family, rank.</summary>
internal static class SqlTypes
{
    public static readonly SqlType Bit = new(SqlTypeKind.Bit);
    public static readonly SqlType Int = new(SqlTypeKind.Int);
    public static readonly SqlType SmallInt = new(SqlTypeKind.SmallInt);
    public static readonly SqlType TinyInt = new(SqlTypeKind.TinyInt);
    public static readonly SqlType BigInt = new(SqlTypeKind.BigInt);
    public static readonly SqlType Float = new(SqlTypeKind.Float);
    public static readonly SqlType DateTime = new(SqlTypeKind.DateTime, Scale: 3);
    public static readonly SqlType DateTime2 = new(SqlTypeKind.DateTime2, Scale: 7);
    public static readonly SqlType Guid = new(SqlTypeKind.UniqueIdentifier);
    public static readonly SqlType SysName = NVarChar(128);

    private static readonly (SqlTypeKind Kind, string Name, int Id, int Rank)[] Facts =
    [
        (SqlTypeKind.Xml, "xml", 241, 0), (SqlTypeKind.DateTimeOffset, "datetimeoffset", 43, 1),
        (SqlTypeKind.DateTime2, "datetime2", 42, 2),
        (SqlTypeKind.DateTime, "datetime", 61, 3), (SqlTypeKind.SmallDateTime, "smalldatetime", 58, 4), (SqlTypeKind.Date, "date", 40, 5),
        (SqlTypeKind.Time, "time", 41, 6), (SqlTypeKind.Float, "float", 62, 7), (SqlTypeKind.Real, "real", 59, 8),
        (SqlTypeKind.Decimal, "decimal", 106, 9), (SqlTypeKind.Money, "money", 60, 10), (SqlTypeKind.SmallMoney, "smallmoney", 122, 11),
        (SqlTypeKind.BigInt, "bigint", 127, 12), (SqlTypeKind.Int, "int", 56, 13), (SqlTypeKind.SmallInt, "smallint", 52, 14),
        (SqlTypeKind.TinyInt, "tinyint", 48, 15), (SqlTypeKind.Bit, "bit", 104, 16), (SqlTypeKind.NText, "ntext", 99, 17),
        (SqlTypeKind.Text, "text", 35, 18), (SqlTypeKind.Image, "image", 34, 19), (SqlTypeKind.RowVersion, "timestamp", 189, 20),
        (SqlTypeKind.UniqueIdentifier, "uniqueidentifier", 36, 21), (SqlTypeKind.NVarChar, "nvarchar", 231, 22),
        (SqlTypeKind.NChar, "nchar", 239, 23),
        (SqlTypeKind.VarChar, "varchar", 167, 24), (SqlTypeKind.Char, "char", 175, 25), (SqlTypeKind.VarBinary, "varbinary", 165, 26),
        (SqlTypeKind.Binary, "binary", 173, 27),
    ];

    private static readonly Dictionary<SqlTypeKind, (SqlTypeKind Kind, string Name, int Id, int Rank)> ByKind =
        Facts.ToDictionary(f => f.Kind);

    public static SqlType VarChar(int length) => new(SqlTypeKind.VarChar, length > 8000 ? SqlType.Max : length);

    public static SqlType NVarChar(int length) => new(SqlTypeKind.NVarChar, length > 4000 ? SqlType.Max : length);

    public static SqlType Decimal(int precision, int scale) => new(SqlTypeKind.Decimal, 0, (byte)precision, (byte)scale);

    public static string Name(SqlType type) => ByKind[type.Kind].Name;

    public static int SystemTypeId(SqlType type) => ByKind[type.Kind].Id;

    /// <summary>The rank of a type. The lower rank wins when two types are combined.</summary>
    public static int Rank(SqlType type) => ByKind[type.Kind].Rank;

    public static IEnumerable<(string Name, int Id, SqlTypeKind Kind)> All => Facts.Select(f => (f.Name, f.Id, f.Kind));

    public static bool IsInteger(this SqlType type) => type.Kind <= SqlTypeKind.BigInt;

    public static bool IsApproximate(this SqlType type) => type.Kind is SqlTypeKind.Real or SqlTypeKind.Float;

    public static bool IsDecimal(this SqlType type) => type.Kind is SqlTypeKind.Decimal or SqlTypeKind.Money or SqlTypeKind.SmallMoney;

    public static bool IsNumeric(this SqlType type) => type.Kind <= SqlTypeKind.SmallMoney;

    public static bool IsCharacter(this SqlType type) => type.Kind is >= SqlTypeKind.Char and <= SqlTypeKind.Xml;

    public static bool IsUnicode(this SqlType type) => type.Kind is >= SqlTypeKind.NChar and <= SqlTypeKind.Xml;

    public static bool IsBinary(this SqlType type) => type.Kind is >= SqlTypeKind.Binary and <= SqlTypeKind.RowVersion;

    public static bool IsDate(this SqlType type) => type.Kind >= SqlTypeKind.Date;

    /// <summary>text, ntext, image and xml cannot be compared, sorted or grouped.</summary>
    public static bool IsOldLob(this SqlType type) =>
        type.Kind is SqlTypeKind.Text or SqlTypeKind.NText or SqlTypeKind.Image or SqlTypeKind.Xml;

    /// <summary>Fills in the facets that a caller may leave out.</summary>
    public static SqlType Normalize(SqlType type) => type.Kind switch
    {
        SqlTypeKind.DateTime => DateTime,
        SqlTypeKind.Money => type with { Precision = 19, Scale = 4 },
        SqlTypeKind.SmallMoney => type with { Precision = 10, Scale = 4 },
        SqlTypeKind.Decimal when type.Precision == 0 => type with { Precision = 18 },
        SqlTypeKind.RowVersion => type with { Length = 8 },
        SqlTypeKind.Char or SqlTypeKind.VarChar or SqlTypeKind.NChar or SqlTypeKind.NVarChar or SqlTypeKind.Binary or SqlTypeKind.VarBinary
            when type.Length == 0 => type with { Length = 1 },
        SqlTypeKind.Text or SqlTypeKind.NText or SqlTypeKind.Image or SqlTypeKind.Xml => type with { Length = SqlType.Max },
        _ => type,
    };

    /// <summary>sys.columns.max_length: bytes, -1 for max.</summary>
    public static int MaxLength(SqlType type) => type.Kind switch
    {
        SqlTypeKind.Bit or SqlTypeKind.TinyInt => 1,
        SqlTypeKind.SmallInt => 2,
        SqlTypeKind.Int or SqlTypeKind.Real or SqlTypeKind.SmallMoney or SqlTypeKind.SmallDateTime => 4,
        SqlTypeKind.BigInt or SqlTypeKind.Float or SqlTypeKind.Money or SqlTypeKind.DateTime or SqlTypeKind.RowVersion => 8,
        SqlTypeKind.Decimal => type.Precision switch { <= 9 => 5, <= 19 => 9, <= 28 => 13, _ => 17 },
        SqlTypeKind.Text or SqlTypeKind.NText or SqlTypeKind.Image or SqlTypeKind.UniqueIdentifier => 16,
        SqlTypeKind.NChar or SqlTypeKind.NVarChar when type.Length != SqlType.Max => type.Length * 2,
        SqlTypeKind.Date => 3,
        SqlTypeKind.Time => type.Scale switch { <= 2 => 3, <= 4 => 4, _ => 5 },
        SqlTypeKind.DateTime2 => type.Scale switch { <= 2 => 6, <= 4 => 7, _ => 8 },
        SqlTypeKind.DateTimeOffset => type.Scale switch { <= 2 => 8, <= 4 => 9, _ => 10 },
        _ => type.Length,
    };

    /// <summary>sys.columns.precision.</summary>
    public static int Precision(SqlType type) => type.Kind switch
    {
        SqlTypeKind.Bit => 1,
        SqlTypeKind.TinyInt => 3,
        SqlTypeKind.SmallInt => 5,
        SqlTypeKind.Int => 10,
        SqlTypeKind.BigInt => 19,
        SqlTypeKind.Real => 24,
        SqlTypeKind.Float => 53,
        SqlTypeKind.Date => 10,
        SqlTypeKind.SmallDateTime => 16,
        SqlTypeKind.DateTime => 23,
        SqlTypeKind.Time => type.Scale == 0 ? 8 : 9 + type.Scale,
        SqlTypeKind.DateTime2 => type.Scale == 0 ? 19 : 20 + type.Scale,
        SqlTypeKind.DateTimeOffset => type.Scale == 0 ? 26 : 27 + type.Scale,
        _ => type.Precision,
    };

    /// <summary>The affinity that keeps SQLite from changing a value of this type, and lets indexes serve comparisons.</summary>
    public static string Affinity(SqlType type) =>
        type.IsInteger() ? "INTEGER"
        : type.IsApproximate() ? "REAL"
        : type.IsBinary() || type.Kind == SqlTypeKind.UniqueIdentifier ? "BLOB" : "TEXT";
}
