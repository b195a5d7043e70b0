using System.Globalization;

namespace PsdPurge.Schema;

/// <summary>What kind of value a column holds, as far as linking goes.</summary>
internal enum ColumnKind
{
    Integer,
    Guid,
    Text,
    Binary,
    Other,
}

/// <summary>A column as the server's own sys.columns describes it.</summary>
/// <param name="Table">The table's name as found.</param>
/// <param name="Name">The column's name as found.</param>
/// <param name="TypeName">The base type's name, lower case.</param>
/// <param name="MaxLength">Bytes; -1 for max.</param>
/// <param name="Precision">Digits of a decimal.</param>
/// <param name="Scale">Digits behind the point, or of a second.</param>
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

    /// <summary>Reads one from a row that holds its parts in their order.</summary>
    /// <param name="row">The row.</param>
    /// <param name="first">Where in it the table's name stands.</param>
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

    /// <summary>Whether it is of one of the old types for large values, which cannot be compared as they stand.</summary>
    public bool IsOldLarge => TypeName is "text" or "ntext" or "image";

    /// <summary>How many bytes a value takes at most; null if that has no bound.</summary>
    public int? MostBytes => MaxLength < 0 || IsOldLarge ? null : MaxLength;

    /// <summary>How many characters a text column holds at most; null if that has no bound, or where it holds no text.</summary>
    public int? MostCharacters => Kind != ColumnKind.Text ? null : IsUnicode ? MostBytes / 2 : MostBytes;

    /// <summary>The type as CREATE TABLE and CONVERT want it: <c>nvarchar(450)</c>.</summary>
    public string Declaration => TypeName switch
    {
        "char" or "varchar" or "binary" or "varbinary" => $"{TypeName}({Length(MaxLength)})",
        "nchar" or "nvarchar" => $"{TypeName}({Length(MaxLength > 0 ? MaxLength / 2 : MaxLength)})",
        "decimal" or "numeric" => string.Format(CultureInfo.InvariantCulture, "{0}({1}, {2})", TypeName, Precision, Scale),
        "datetime2" or "time" or "datetimeoffset" => string.Format(CultureInfo.InvariantCulture, "{0}({1})", TypeName, Scale),
        _ => TypeName,
    };

    /// <summary>For a text column, <c> COLLATE name</c>: temp tables would otherwise take tempdb's collation and refuse to be compared.</summary>
    public string CollateClause => Collation is { } name && name.All(c => char.IsLetterOrDigit(c) || c == '_') ? " COLLATE " + name : "";

    /// <summary>The same column, to be compared without case even if the database tells cases apart.</summary>
    public ServerColumn IgnoringCase() =>
        Collation is { } name && (name.Contains("_CS") || name.Contains("_BIN")) ? this with { Collation = "Latin1_General_CI_AS" } : this;

    private static string Length(int length) => length < 0 ? "max" : length.ToString(CultureInfo.InvariantCulture);
}
