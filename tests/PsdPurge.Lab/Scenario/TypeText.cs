using PsdPurge.Lab.Engine;

namespace PsdPurge.Lab.Scenarios;

/// <summary>Columns in the notation of CREATE TABLE, and the size of their values.</summary>
internal static class TypeText
{
    /// <summary>A column that takes NULL.</summary>
    public static string Declaration(SqlColumn column, string? collation = null) =>
        $"[{column.Name.Replace("]", "]]", StringComparison.Ordinal)}] {Of(column.Type)}{(collation is null ? "" : " COLLATE " + collation)} NULL";

    /// <summary>A type with its length.</summary>
    public static string Of(SqlType type) => type.Kind switch
    {
        SqlTypeKind.Char or SqlTypeKind.NChar or SqlTypeKind.VarChar or SqlTypeKind.NVarChar or SqlTypeKind.Binary or SqlTypeKind.VarBinary =>
            Name(type) + (type.Length == SqlType.Max ? "(max)" : FormattableString.Invariant($"({type.Length})")),
        _ => Name(type),
    };

    /// <summary>DATALENGTH of a plain value in a column of this type.</summary>
    public static int DataLength(SqlType type, object? value) => (type.Kind, value) switch
    {
        (_, null) => 0,
        (SqlTypeKind.Char or SqlTypeKind.Binary, _) => type.Length,
        (SqlTypeKind.NChar, _) => 2 * type.Length,
        (SqlTypeKind.VarChar or SqlTypeKind.Text, string text) => text.Length,
        (_, string text) => 2 * text.Length,
        (_, byte[] bytes) => bytes.Length,
        (_, bool) => 1,
        (SqlTypeKind.SmallInt, _) => 2,
        (SqlTypeKind.Int, _) => 4,
        (SqlTypeKind.BigInt or SqlTypeKind.DateTime, _) => 8,
        (SqlTypeKind.UniqueIdentifier, _) => 16,
        _ => throw new NotSupportedException($"The lab does not know what a {type.Kind} weighs."),
    };

    private static string Name(SqlType type) => type.Kind.ToString().ToLowerInvariant();
}
