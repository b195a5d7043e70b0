namespace PsdPurge.Schema;

/// <summary>Writes the value of a link as a T-SQL expression.</summary>
internal static class LinkExpression
{
    /// <summary>The link's value in the type of the column that it points to; NULL where the row holds none or it does not parse.</summary>
    /// <exception cref="PsdPurgeException"><c>SchemaUnexpected</c>: the column is missing, or of a type that cannot be followed.</exception>
    public static string Value(SchemaLink link, ServerSchema schema, ColumnInfo target, FrontEnd frontEnd)
    {
        ColumnInfo column = schema.Required(link.Table.ToString(), link.Column);
        var value = $"{(link.Table == LinkTable.Document ? "d" : "psd")}.{column.QuotedName}";
        var isText = column.Kind == ColumnKind.Text;
        if (column.TypeName is "char" or "nchar")
        {
            // Blanks that only fill the column up are no part of what it says.
            value = $"RTRIM({value})";
        }

        if (column.Kind == ColumnKind.Binary && (link.Pattern is not null || target.Kind != ColumnKind.Binary))
        {
            value = link.Encoding == BinaryText.Utf16 ? $"CONVERT(nvarchar(4000), {value})" : $"CONVERT(varchar(8000), {value})";
            isText = true;
        }

        if (link.Pattern is not null)
        {
            if (!isText)
            {
                throw Unfit(link, column, target, frontEnd);
            }

            value = PatternExpression.Extract(link.Pattern, link.Target.ToString(), value);
        }

        return isText && target.Kind == ColumnKind.Text ? Collated(value, column, target)
            : isText && target.Kind is ColumnKind.Integer or ColumnKind.Guid ? $"TRY_CONVERT({target.Declaration}, {value})"
            : column.Kind == ColumnKind.Integer && target.Kind == ColumnKind.Integer && column.MaxLength > target.MaxLength ? $"TRY_CONVERT({target.Declaration}, {value})"
            : column.Kind == target.Kind && target.Kind is not ColumnKind.Other ? value
            : throw Unfit(link, column, target, frontEnd);
    }

    /// <summary>A key as text, without loss, at most 450 characters.</summary>
    public static string Text(ColumnInfo column, string value) => column.Kind == ColumnKind.Binary
        ? $"CONVERT(nvarchar(450), {value}, 1)"
        : $"CONVERT(nvarchar(450), {value})";

    /// <summary>The other way round: text back to the column's type, NULL where it is no such value.</summary>
    public static string FromText(ColumnInfo column, string text) => column.Kind == ColumnKind.Binary
        ? $"TRY_CONVERT({column.Declaration}, {text}, 1)"
        : $"TRY_CONVERT({column.Declaration}, {text})";

    private static string Collated(string value, ColumnInfo column, ColumnInfo target) =>
        column.Collation is null || string.Equals(column.Collation, target.Collation, StringComparison.OrdinalIgnoreCase)
            ? value
            : $"({value}){target.CollateClause}";

    private static PsdPurgeException Unfit(SchemaLink link, ColumnInfo column, ColumnInfo target, FrontEnd frontEnd) => new(
        "SchemaUnexpected",
        ErrorKind.InvalidData,
        $"{frontEnd.DataSource}: {link.Table}.{column.Name} ({column.Declaration}) cannot point to {target.Table}.{target.Name} ({target.Declaration}). Give the profile that fits this server with -SchemaProfile (docs/schema.md).",
        frontEnd);
}
