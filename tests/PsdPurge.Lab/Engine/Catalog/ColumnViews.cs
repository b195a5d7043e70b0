namespace PsdPurge.Lab.Engine;

/// <summary>System views about columns and types.</summary>
internal static class ColumnViews
{
    private const string Columns =
        "object_id:i name column_id:i system_type_id:t user_type_id:i max_length:s precision:t scale:t collation_name "
        + "is_nullable:b is_ansi_padded:b is_rowguidcol:b is_identity:b is_computed:b default_object_id:i";

    public static IEnumerable<SystemView> All()
    {
        yield return new("sys", "columns", Columns, s => Each(s, Row));
        yield return new("sys", "all_columns", Columns, s => Each(s, Row));
        yield return new("sys", "identity_columns", Columns + " seed_value:n increment_value:n last_value:n", s => Each(s, (t, c) =>
            c.Identity is null ? null : [.. Row(t, c)!, c.Identity.Seed, c.Identity.Increment, c.Identity.Last]));
        yield return new("sys", "computed_columns", Columns + " definition:x is_persisted:b", s => Each(s, (t, c) =>
            c.Computed is null ? null : [.. Row(t, c)!, c.Computed, false]));
        yield return new("sys", "default_constraints", "name object_id:i parent_object_id:i parent_column_id:i "
            + "definition:x", s => Each(s, (t, c) =>
            c.Default is null ? null
                : [$"DF__{t.Name}__{c.Name}", t.ObjectId + 1000 + c.Id, t.ObjectId, c.Id, BatchCache.TextOf(c.Default)]));
        yield return new("sys", "types", "name system_type_id:t user_type_id:i schema_id:i max_length:s precision:t scale:t "
            + "collation_name is_nullable:b is_user_defined:b", _ =>
            SqlTypes.All.Where(t => t.Kind != SqlTypeKind.Xml).Select(t => TypeRow(t.Name, t.Id, t.Id))
                .Append(TypeRow("numeric", 108, 108)).Append(TypeRow("xml", 241, 241)).Append(TypeRow("sysname", 231, 256)));
        yield return new("INFORMATION_SCHEMA", "TABLES", "TABLE_CATALOG TABLE_SCHEMA TABLE_NAME TABLE_TYPE", s =>
            s.Tables.Select(t => new object?[] { s.Database.Name, "dbo", t.Name, "BASE TABLE" }));
        yield return new("INFORMATION_SCHEMA", "COLUMNS",
            "TABLE_CATALOG TABLE_SCHEMA TABLE_NAME COLUMN_NAME ORDINAL_POSITION:i COLUMN_DEFAULT:x IS_NULLABLE DATA_TYPE "
            + "CHARACTER_MAXIMUM_LENGTH:i CHARACTER_OCTET_LENGTH:i NUMERIC_PRECISION:t NUMERIC_SCALE:i DATETIME_PRECISION:s COLLATION_NAME",
            s => Each(s, (t, c) => InformationRow(s, t, c)));
    }

    private static IEnumerable<object?[]> Each(ViewSource source, Func<TableInfo, ColumnInfo, object?[]?> row) =>
        source.Tables.SelectMany(t => t.Columns.Select(c => row(t, c))).OfType<object?[]>();

    private static object?[]? Row(TableInfo t, ColumnInfo c)
    {
        int type = SqlTypes.SystemTypeId(c.Type);
        return
        [
            t.ObjectId, c.Name, c.Id, type, type, SqlTypes.MaxLength(c.Type), SqlTypes.Precision(c.Type), Scale(c.Type), c.Collation,
            c.Nullable, c.Type.IsCharacter() || c.Type.IsBinary(), false, c.Identity is not null, c.Computed is not null,
            c.Default is null ? 0 : t.ObjectId + 1000 + c.Id,
        ];
    }

    private static int Scale(SqlType type) =>
        type.Kind == SqlTypeKind.DateTime ? 3 : type.IsInteger() || type.IsApproximate() ? 0 : type.Scale;

    private static object?[] TypeRow(string name, int system, int user)
    {
        bool text = name.Contains("char", StringComparison.Ordinal) || name is "text" or "ntext" or "sysname";
        int length = name switch { "sysname" => 256, "numeric" or "decimal" => 17, "xml" => -1, _ => LengthOf(name) };
        return [name, system, user, 4, length, 0, 0, text ? ServerCatalog.DefaultCollation : null,
            name != "sysname", false];
    }

    private static int LengthOf(string name) => SqlTypes.All.First(t => t.Name == name).Kind switch
    {
        SqlTypeKind.Char or SqlTypeKind.VarChar or SqlTypeKind.NChar or SqlTypeKind.NVarChar or SqlTypeKind.Binary or SqlTypeKind.VarBinary => 8000,
        var kind => SqlTypes.MaxLength(SqlTypes.Normalize(new SqlType(kind, Scale: 7))),
    };

    private static object?[] InformationRow(ViewSource s, TableInfo t, ColumnInfo c)
    {
        SqlType type = c.Type;
        bool sized = type.IsCharacter() || type.IsBinary();
        return
        [
            s.Database.Name, "dbo", t.Name, c.Name, c.Id, c.Default is null ? null : BatchCache.TextOf(c.Default),
            c.Nullable ? "YES" : "NO", SqlTypes.Name(type),
            sized ? (type.IsOldLob() ? int.MaxValue : type.Length) : null,
            sized ? (type.IsOldLob() ? int.MaxValue : SqlTypes.MaxLength(type)) : null,
            type.IsNumeric() && type.Kind != SqlTypeKind.Bit ? SqlTypes.Precision(type) : null,
            type.IsNumeric() && !type.IsApproximate() && type.Kind != SqlTypeKind.Bit ? (int)type.Scale : null,
            type.IsDate() ? Scale(type) : null, c.Collation,
        ];
    }
}
