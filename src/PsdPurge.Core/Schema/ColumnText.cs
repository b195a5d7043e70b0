namespace PsdPurge.Schema;

/// <summary>A column's text as T-SQL expressions: the text, its form for searching, and the condition for reading it.</summary>
/// <param name="Text">The text.</param>
/// <param name="Search">The same text, in the form in which literals are searched.</param>
/// <param name="Condition">A predicate that must hold before the text is read, or null.</param>
internal sealed record ColumnText(string Text, string Search, string? Condition)
{
    /// <summary>The length of the longest text that is read. It is one less than the limit of nvarchar, because patterns append a character.</summary>
    private const int MostCharacters = ServerLimits.ValueCharacters - 1;

    /// <summary>The text of a character column.</summary>
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
    /// The text of a binary column. SQL Server 2012 cannot read UTF-8. So its bytes are read one by one as characters of the database's code page, in which
    /// ASCII has its usual codes, and compared by code point. If a byte is not one character, nothing is read.
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
            // Trailing zeros only fill the column.
            text = $"LEFT({text}, ISNULL(NULLIF(CHARINDEX(NCHAR(0), {text} {SafeConversion.ByCodePoint}), 0) - 1, {ServerLimits.ValueCharacters}))";
        }

        return new ColumnText(text, encoding == BinaryText.Utf8 ? $"LOWER({text} {SafeConversion.ByCodePoint})" : text, condition);
    }

    private static string FitsIn(string value, int bytesEach) => $"DATALENGTH({value}) <= {SafeConversion.Number(MostCharacters * bytesEach)}";
}
