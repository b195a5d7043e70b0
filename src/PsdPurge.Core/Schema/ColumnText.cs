namespace PsdPurge.Schema;

/// <summary>A column's text as T-SQL: what is cut from it, what it is searched in, and when it may be read at all.</summary>
/// <param name="Text">The text.</param>
/// <param name="Search">The same text, as literals are looked for in it.</param>
/// <param name="Condition">A predicate without which nothing is read, or null.</param>
internal sealed record ColumnText(string Text, string Search, string? Condition)
{
    /// <summary>The longest text that is read; one character less than nvarchar takes, because patterns put one behind it.</summary>
    private const int MostCharacters = ServerLimits.ValueCharacters - 1;

    /// <summary>Of a character column.</summary>
    public static ColumnText OfText(ServerColumn column, string value)
    {
        var text = column.TypeName switch
        {
            "text" => $"CONVERT(varchar({ServerLimits.ValueBytes}), {value})",
            "ntext" => $"CONVERT(nvarchar({ServerLimits.ValueCharacters}), {value})",

            // Blanks that only fill the column are not part of its text.
            "char" or "nchar" => $"RTRIM({value})",
            _ => value,
        };
        return new ColumnText(text, text, column.IsOldLarge ? FitsIn(value, column.IsUnicode ? 2 : 1) : null);
    }

    /// <summary>
    /// Of a binary column. UTF-8 is what SQL Server 2012 cannot read: there the bytes are taken one by one for characters of the database's code page, which
    /// all have the ASCII characters in their places, and looked at by code point. If that is not one character a byte, nothing is read.
    /// </summary>
    public static ColumnText OfBytes(ServerColumn column, string value, BinaryText encoding)
    {
        var bytes = column.IsOldLarge ? $"CONVERT(varbinary({ServerLimits.ValueBytes}), {value})" : value;
        var isWide = encoding == BinaryText.Utf16;
        var text = isWide ? $"CONVERT(nvarchar({ServerLimits.ValueCharacters}), {bytes})" : $"CONVERT(varchar({ServerLimits.ValueBytes}), {bytes})";
        if (encoding == BinaryText.Utf8 || (column.TypeName == "binary" && !isWide))
        {
            text = $"CONVERT(nvarchar({ServerLimits.ValueCharacters}), {text})";
        }

        var condition = column.MostBytes <= MostCharacters * (isWide ? 2 : 1) ? null : FitsIn(value, isWide ? 2 : 1);
        if (encoding == BinaryText.Utf8)
        {
            condition = $"{(condition is null ? "" : condition + " AND ")}DATALENGTH({text}) = 2 * DATALENGTH({value})";
        }

        if (column.TypeName == "binary")
        {
            // Zeros only fill the column.
            text = $"LEFT({text}, ISNULL(NULLIF(CHARINDEX(NCHAR(0), {text} {SafeConversion.ByCodePoint}), 0) - 1, {ServerLimits.ValueCharacters}))";
        }

        return new ColumnText(text, encoding == BinaryText.Utf8 ? $"LOWER({text} {SafeConversion.ByCodePoint})" : text, condition);
    }

    private static string FitsIn(string value, int bytesEach) => $"DATALENGTH({value}) <= {SafeConversion.Number(MostCharacters * bytesEach)}";
}
