namespace PsdPurge.Purge.Backup;

/// <summary>A condition that a column holds a value: text before and after the value's literal, and the condition for NULL.</summary>
internal sealed record ColumnMatch(string Before, string After, string Null)
{
    /// <summary>Equal as the server's unique keys are: what cannot stand twice in the key.</summary>
    public static ColumnMatch AsTheServerCompares(ServerColumn column) => new($"{column.QuotedName} = ", "", IsNull(column));

    /// <summary>
    /// Equal in every byte, for tables without a key: comparing texts ignores case and trailing spaces, comparing binary values trailing zeros, comparing
    /// moments their time zone, and large values cannot be compared at all.
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
