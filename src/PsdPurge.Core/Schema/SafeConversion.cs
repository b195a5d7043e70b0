using System.Globalization;

namespace PsdPurge.Schema;

/// <summary>
/// Writes conversions that give NULL if a value cannot be converted. It does not use TRY_CONVERT, because an upgraded database keeps its compatibility level,
/// and below 110 the server does not know that function.
/// </summary>
internal static class SafeConversion
{
    /// <summary>
    /// Compares by code point, whatever the database's collation. The ranges of a linguistic collation include more digits than CONVERT accepts.
    /// </summary>
    public const string ByCodePoint = "COLLATE Latin1_General_BIN2";

    private const string HexDigit = "[0123456789ABCDEFabcdef]";

    private static readonly string GuidForm = string.Join("-", new[] { 8, 4, 4, 4, 12 }.Select(n => string.Concat(Enumerable.Repeat(HexDigit, n))));

    /// <summary>Predicate: the text holds a character that is not printable ASCII.</summary>
    public static string IsNotAscii(string text) => $"{text} LIKE N'%[^ -~]%' {ByCodePoint}";

    /// <summary>A text as a whole number, a GUID or the bytes that it denotes (<c>0x1F</c>).</summary>
    public static string FromText(ServerColumn target, string text) => target.Kind switch
    {
        ColumnKind.Guid => Guid(text),
        ColumnKind.Binary => Bytes(target, text),
        _ => Integer(target, text),
    };

    /// <summary>A whole number of a wider type.</summary>
    public static string FromInteger(ServerColumn target, string number)
    {
        (string least, string most) = Range(target);
        return $"CASE WHEN {number} BETWEEN {least} AND {most} THEN CONVERT({target.Declaration}, {number}) END";
    }

    /// <summary>A number of a statement's text.</summary>
    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A number of up to 18 digits always fits in a bigint.</summary>
    private static string Integer(ServerColumn target, string text)
    {
        var plain = $"LTRIM(RTRIM(CONVERT(nvarchar({ServerLimits.ValueCharacters}), {text})))";
        var digits = $"CASE WHEN LEFT({plain}, 1) = N'-' THEN SUBSTRING({plain}, 2, {ServerLimits.ValueCharacters}) ELSE {plain} END";
        return $"CASE WHEN {digits} LIKE N'[0123456789]%' {ByCodePoint} AND {digits} NOT LIKE N'%[^0123456789]%' {ByCodePoint} AND LEN({digits}) <= 18"
            + $" THEN {FromInteger(target, $"CONVERT(bigint, {plain})")} END";
    }

    private static string Guid(string text)
    {
        var plain = $"LTRIM(RTRIM(CONVERT(nvarchar({ServerLimits.ValueCharacters}), {text})))";
        return $"CASE WHEN {plain} LIKE N'{GuidForm}' {ByCodePoint} THEN CONVERT(uniqueidentifier, {plain})"
            + $" WHEN {plain} LIKE N'{{{GuidForm}}}' {ByCodePoint} THEN CONVERT(uniqueidentifier, SUBSTRING({plain}, 2, 36)) END";
    }

    private static string Bytes(ServerColumn target, string text)
    {
        var digits = $"SUBSTRING(CONVERT(nvarchar({ServerLimits.ValueCharacters}), {text}), 3, {ServerLimits.ValueCharacters})";
        return $"CASE WHEN LEFT({text}, 2) = N'0x' AND {digits} NOT LIKE N'%[^0123456789ABCDEFabcdef]%' {ByCodePoint} AND LEN({digits}) % 2 = 0"
            + $" THEN CONVERT({target.Declaration}, {text}, 1) END";
    }

    private static (string Least, string Most) Range(ServerColumn target) => target.TypeName switch
    {
        "tinyint" => ("0", "255"),
        "smallint" => ("-32768", "32767"),
        "int" => ("-2147483648", "2147483647"),
        "bigint" => ("-9223372036854775808", "9223372036854775807"),
        _ => ("-" + Nines(target.Precision), Nines(target.Precision)),
    };

    private static string Nines(int digits) => new('9', Math.Max(1, digits));
}
