using System.Globalization;

namespace PsdPurge.Lab.Engine;

/// <summary>Names and literals as SQLite reads them.</summary>
internal static class SqlText
{
    public static string Name(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    public static string String(string value) => value.Contains('\0', StringComparison.Ordinal)
        ? $"CAST(x'{Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(value))}' AS TEXT)"
        : "'" + value.Replace("'", "''", StringComparison.Ordinal) + "'";

    public static string Literal(object? value) => value switch
    {
        null => "NULL",
        long number => number == long.MinValue ? "(-9223372036854775807 - 1)" : number.ToString(CultureInfo.InvariantCulture),
        double number => number.ToString("E17", CultureInfo.InvariantCulture),
        string text => String(text),
        byte[] bytes => $"x'{Convert.ToHexString(bytes)}'",
        _ => throw new ArgumentException($"A value of type {value.GetType()} has no T-SQL representation."),
    };
}
