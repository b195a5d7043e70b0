using System.Globalization;

namespace PsdPurge.Schema;

/// <summary>The kind of a column's values, for links.</summary>
internal enum ColumnKind
{
    Integer,
    Guid,
    Text,
    Binary,
    Other,
}

/// <summary>A column as the server's own sys.columns describes it.</summary>
/// <param name="Table">The table's name in the catalog.</param>
/// <param name="Name">The column's name in the catalog.</param>
/// <param name="TypeName">The base type's name, lower case.</param>
/// <param name="MaxLength">Bytes; -1 for max.</param>
/// <param name="Precision">Digits of a decimal.</param>
/// <param name="Scale">Digits after the point, or of a second.</param>
/// <param name="Collation">Collation of a text column, or null.</param>
/// <param name="IsIdentity">Whether the server numbers it.</param>
/// <param name="IsComputed">Whether the server computes it.</param>
internal sealed record ServerColumn(
    string Table,
    string Name,
    string TypeName,
    int MaxLength,
    byte Precision,
    byte Scale,
    string? Collation,
    bool IsIdentity,
    bool IsComputed)
{
    public string QuotedName => Identifier.Quote(Name);

    /// <summary>Reads a column from a row with its properties in order.</summary>
    /// <param name="row">The row.</param>
    /// <param name="first">The index of the table's name in the row.</param>
    public static ServerColumn Read(System.Data.IDataRecord row, int first = 0) => new(
        row.GetString(first),
        row.GetString(first + 1),
        row.GetString(first + 2),
        row.GetInt16(first + 3),
        row.GetByte(first + 4),
        row.GetByte(first + 5),
        row.IsDBNull(first + 6) ? null : row.GetString(first + 6),
        row.GetBoolean(first + 7),
        row.GetBoolean(first + 8));

    public ColumnKind Kind => TypeName switch
    {
        "tinyint" or "smallint" or "int" or "bigint" => ColumnKind.Integer,
        "uniqueidentifier" => ColumnKind.Guid,
        "decimal" or "numeric" when Scale == 0 => ColumnKind.Integer,
        "char" or "varchar" or "nchar" or "nvarchar" or "text" or "ntext" => ColumnKind.Text,
        "binary" or "varbinary" or "image" => ColumnKind.Binary,
        _ => ColumnKind.Other,
    };

    public bool IsUnicode => TypeName is "nchar" or "nvarchar" or "ntext";

    /// <summary>Whether it has one of the old types for large values, which cannot be compared directly.</summary>
    public bool IsOldLarge => TypeName is "text" or "ntext" or "image";

    /// <summary>The size of the largest value in bytes. Null if there is no limit.</summary>
    public int? MostBytes => MaxLength < 0 || IsOldLarge ? null : MaxLength;

    /// <summary>The length of the longest text in characters. Null if there is no limit, or if it is not a text column.</summary>
    public int? MostCharacters => Kind != ColumnKind.Text ? null : IsUnicode ? MostBytes / 2 : MostBytes;

    /// <summary>The type for CREATE TABLE and CONVERT: <c>nvarchar(450)</c>.</summary>
    public string Declaration => TypeName switch
    {
        "char" or "varchar" or "binary" or "varbinary" => $"{TypeName}({Length(MaxLength)})",
        "nchar" or "nvarchar" => $"{TypeName}({Length(MaxLength > 0 ? MaxLength / 2 : MaxLength)})",
        "decimal" or "numeric" => string.Format(CultureInfo.InvariantCulture, "{0}({1}, {2})", TypeName, Precision, Scale),
        "datetime2" or "time" or "datetimeoffset" => string.Format(CultureInfo.InvariantCulture, "{0}({1})", TypeName, Scale),
        _ => TypeName,
    };

    /// <summary>
    /// For a text column, <c> COLLATE name</c>: temp tables would otherwise have tempdb's collation, and the server would refuse the comparison.
    /// </summary>
    public string CollateClause => Collation is { } name && name.All(c => char.IsLetterOrDigit(c) || c == '_') ? " COLLATE " + name : "";

    /// <summary>The same column, compared without regard to case even on a case-sensitive database.</summary>
    public ServerColumn IgnoringCase() =>
        Collation is { } name && (name.Contains("_CS") || name.Contains("_BIN")) ? this with { Collation = "Latin1_General_CI_AS" } : this;

    private static string Length(int length) => length < 0 ? "max" : length.ToString(CultureInfo.InvariantCulture);
}
