using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PsdPurge.Lab.Scenarios;

/// <summary>Values for columns of a bundle's catalog.</summary>
internal static class LikeValue
{
    /// <summary>A value for a column about which nothing is known. It differs from row to row if the column is a key or part of one.</summary>
    public static object? Invented(LikeColumn column, bool isKey, int row, IReadOnlyList<object?> sampled) =>
        !isKey && sampled.Count > 0 ? sampled[row % sampled.Count]
        : column.Nullable && !isKey ? null
        : Of(column, isKey ? row + 1 : 0);

    /// <summary>A value from a bundle's JSON.</summary>
    public static object? Of(LikeColumn column, JsonElement cell) => cell.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Number => Of(column, cell.GetDecimal()),
        JsonValueKind.String when cell.GetString() is { } text => column.TypeName.Contains("binary", StringComparison.Ordinal) || column.TypeName == "image"
            ? Convert.FromHexString(text[2..])
            : Of(column, text),
        _ => Of(column, cell.GetBoolean() ? 1 : 0),
    };

    /// <summary>A value in the form that a column of this type holds.</summary>
    public static object? Of(LikeColumn column, object? value) => value is null ? null : column.TypeName switch
    {
        "tinyint" or "smallint" or "int" or "bigint" => value is string or Guid ? Number(value) : Convert.ToInt64(value, CultureInfo.InvariantCulture),
        "bit" => value is true or 1,
        "uniqueidentifier" => value as Guid? ?? (Guid.TryParse(value as string, out var guid) ? guid : StableGuid.Of($"{value}")),
        "decimal" or "numeric" or "money" or "smallmoney" => Convert.ToString(value is string ? 0 : value, CultureInfo.InvariantCulture),
        "float" or "real" => 0.0,
        "binary" or "varbinary" or "image" => value as byte[] ?? Padded(Encoding.Unicode.GetBytes(Text(value)), column),
        "char" or "nchar" => Cut(Text(value), column.Length).PadRight(column.Length),
        "varchar" or "nvarchar" => Cut(Text(value), column.Length),
        "text" or "ntext" => Text(value),
        "datetime" or "smalldatetime" => value as DateTime? ?? LabTime.Of(value is int number ? number : 0),
        "date" => "2026-01-05",
        "time" => "06:00:00" + Fraction(column),
        "datetime2" => "2026-01-05 06:00:00" + Fraction(column),
        "datetimeoffset" => "2026-01-05 06:00:00" + Fraction(column) + " +00:00",
        _ => value as byte[] ?? [],
    };

    /// <summary>The bytes. Zeros fill up a binary column.</summary>
    public static byte[] Padded(byte[] bytes, LikeColumn column) =>
        column.TypeName == "binary" ? [.. bytes, .. new byte[Math.Max(0, column.Length - bytes.Length)]] : bytes;

    /// <summary>A default that replaces the real one, which no bundle contains.</summary>
    public static string Literal(LikeColumn column) => column.TypeName switch
    {
        "uniqueidentifier" => "'00000000-0000-0000-0000-000000000000'",
        "binary" or "varbinary" or "image" => "0x",
        _ when column.Collation is not null => "''",
        "date" or "datetime" or "datetime2" or "smalldatetime" or "datetimeoffset" or "time" => "'2026-01-05'",
        _ => "0",
    };

    private static long Number(object value) =>
        long.TryParse(value as string, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static string Text(object value) => value as string ?? Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static string Cut(string text, int length) => length < 0 || text.Length <= length ? text : text[..length];

    private static string Fraction(LikeColumn column) => (column.Length < 0 ? 7 : column.Length) is > 0 and var digits ? "." + new string('0', digits) : "";
}
