namespace PsdPurge.Purge.Backup;

/// <summary>A condition that compares a column with a value: the text before and after the value's literal, and the condition for NULL.</summary>
internal sealed record ColumnMatch(string Before, string After, string Null)
{
    /// <summary>Equality as in the server's unique keys.</summary>
    public static ColumnMatch AsTheServerCompares(ServerColumn column) => new($"{column.QuotedName} = ", "", IsNull(column));

    /// <summary>
    /// Equality in every byte, for tables without a key. Otherwise, a comparison of texts ignores case and trailing spaces, one of binary values ignores
    /// trailing zeros, and one of moments ignores the time zone. Large values could not be compared at all.
    /// </summary>
    public static ColumnMatch ByteForByte(ServerColumn column)
    {
        var name = column.QuotedName;
        (string before, string after) = column.TypeName switch
        {
            "char" or "varchar" or "text" or "nchar" or "nvarchar" or "ntext" =>
                ($"CONVERT(varbinary(max), CONVERT(nvarchar(max), {name})) = CONVERT(varbinary(max), ", ")"),
            "xml" => ($"CONVERT(varbinary(max), CONVERT(nvarchar(max), {name})) = CONVERT(varbinary(max), CONVERT(nvarchar(max), ", "))"),
            "binary" or "varbinary" or "image" =>
                ($"CONVERT(varchar(max), CONVERT(varbinary(max), {name}), 2) = CONVERT(varchar(max), CONVERT(varbinary(max), ", "), 2)"),
            "datetimeoffset" => ($"CONVERT(nvarchar(40), {name}) = CONVERT(nvarchar(40), ", ")"),
            _ => ($"{name} = ", ""),
        };
        return new ColumnMatch(before, after, IsNull(column));
    }

    private static string IsNull(ServerColumn column) => column.QuotedName + " IS NULL";
}
