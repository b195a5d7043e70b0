namespace PsdPurge.Schema;

/// <summary>Writes the value of a link as a T-SQL expression.</summary>
internal static class LinkExpression
{
    /// <summary>The link's value, in the type of the column that it points to. NULL if the row has none, or it cannot be converted.</summary>
    /// <param name="link">The link.</param>
    /// <param name="column">The column that is read.</param>
    /// <param name="alias">The alias of its table.</param>
    /// <param name="target">The column that the link points to.</param>
    /// <param name="frontEnd">The Front-End with these columns.</param>
    /// <exception cref="PsdPurgeException"><c>SchemaUnexpected</c>: the column is of a type that cannot be followed.</exception>
    public static string Value(SchemaLink link, ServerColumn column, string alias, ServerColumn target, FrontEnd frontEnd)
    {
        var value = $"{alias}.{column.QuotedName}";
        var isText = column.Kind == ColumnKind.Text || (column.Kind == ColumnKind.Binary && (link.Pattern is not null || target.Kind != ColumnKind.Binary));
        if (!isText)
        {
            return link.Pattern is null && column.Kind == target.Kind && column.Kind is not ColumnKind.Other && !column.IsOldLarge && !target.IsOldLarge
                ? Fitted(column, target, value)
                : throw Unfit(link, column, target, frontEnd);
        }

        ColumnText text = column.Kind == ColumnKind.Text ? ColumnText.OfText(column, value) : ColumnText.OfBytes(column, value, link.Encoding);
        var part = link.Pattern is null ? text.Text
            : PatternExpression.Extract(link.Pattern, link.Target.ToString(), text.Text, text.Search == text.Text ? null : text.Search);
        part = target.Kind switch
        {
            ColumnKind.Text when !target.IsOldLarge => Expressible(link, column, part),
            ColumnKind.Integer or ColumnKind.Guid => SafeConversion.FromText(target, part),
            _ => throw Unfit(link, column, target, frontEnd),
        };
        part = text.Condition is null ? part : $"CASE WHEN {text.Condition} THEN {part} END";
        return target.Kind == ColumnKind.Text ? Collated(part, column, target) : part;
    }

    /// <summary>The bytes of a link's UTF-8 text, as <see cref="Utf8Addresses"/> has them.</summary>
    public static string Utf8Bytes(SchemaLink link, ServerColumn column, string alias)
    {
        ColumnText text = ColumnText.OfBytes(column, $"{alias}.{column.QuotedName}", BinaryText.Utf8);
        var part = link.Pattern is null ? text.Text : PatternExpression.Extract(link.Pattern, link.Target.ToString(), text.Text, text.Search);
        return $"CASE WHEN {text.Condition} THEN CONVERT(varbinary({Utf8Addresses.MostBytes}), CONVERT(varchar({Utf8Addresses.MostBytes}), {part})) END";
    }

    /// <summary>A key as text, without loss, and no longer than an index allows.</summary>
    public static string Text(ServerColumn column, string value) => column.Kind == ColumnKind.Binary
        ? $"CONVERT(nvarchar({ServerLimits.KeyCharacters}), {value}, 1)"
        : $"CONVERT(nvarchar({ServerLimits.KeyCharacters}), {value})";

    /// <summary>An id in the form for comparing: without case, blanks, braces and dashes, whatever the databases' collations are.</summary>
    public static string PlainId(string id) =>
        $"REPLACE(REPLACE(REPLACE(LTRIM(RTRIM({id})), N'{{', N''), N'}}', N''), N'-', N''){PlainCollation}";

    /// <summary>The same for the values of many rows. Most of them need no change, and one LIKE by code point costs a fraction of five functions.</summary>
    public static string PlainIdOfMany(string id) =>
        $"CASE WHEN {id} LIKE N'%[-{{}} ]%' COLLATE Latin1_General_BIN2 THEN {PlainId(id)} ELSE {id}{PlainCollation} END";

    /// <summary>The collation of <see cref="PlainId"/>.</summary>
    public const string PlainCollation = " COLLATE Latin1_General_CI_AS";

    /// <summary>Converts text back to the column's type. NULL if it is not such a value.</summary>
    public static string FromText(ServerColumn column, string text) => column.Kind switch
    {
        ColumnKind.Binary or ColumnKind.Integer or ColumnKind.Guid => SafeConversion.FromText(column, text),
        ColumnKind.Text => $"CONVERT({column.Declaration}, {text})",
        _ => $"TRY_CONVERT({column.Declaration}, {text})",
    };

    /// <summary>A value in the collation of the column with which it is compared. Without it, the server refuses the comparison.</summary>
    public static string Collated(string value, ServerColumn column, ServerColumn target) =>
        column.Collation is null || string.Equals(column.Collation, target.Collation, StringComparison.OrdinalIgnoreCase)
            ? value
            : $"({value}){target.CollateClause}";

    /// <summary>
    /// The text, or NULL if the column may have lost characters of it, so that its entries are kept. A code page replaces missing characters with question
    /// marks. UTF-8 is read as ASCII here (<see cref="Utf8Addresses"/> handles the other addresses).
    /// </summary>
    private static string Expressible(SchemaLink link, ServerColumn column, string text) =>
        column.Kind == ColumnKind.Binary && link.Encoding == BinaryText.Utf16 ? text
        : column.Kind == ColumnKind.Binary && link.Encoding == BinaryText.Utf8 ? $"CASE WHEN NOT ({SafeConversion.IsNotAscii(text)}) THEN {text} END"
        : column.IsUnicode ? text
        : $"CASE WHEN CHARINDEX(N'?', {text}) = 0 THEN {text} END";

    private static string Fitted(ServerColumn column, ServerColumn target, string value) =>
        column.Kind == ColumnKind.Integer && column.MaxLength > target.MaxLength ? SafeConversion.FromInteger(target, value) : value;

    private static PsdPurgeException Unfit(SchemaLink link, ServerColumn column, ServerColumn target, FrontEnd frontEnd) => new(
        ErrorIds.SchemaUnexpected,
        ErrorKind.InvalidData,
        $"{frontEnd.DataSource}: {column.Table}.{column.Name} ({column.Declaration}) cannot point to {target.Table}.{target.Name} ({target.Declaration}). "
            + "Give the profile that fits this server with -SchemaProfile (docs/schema.md).",
        frontEnd);
}
