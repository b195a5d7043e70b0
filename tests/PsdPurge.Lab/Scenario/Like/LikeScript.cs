using System.Text;

namespace PsdPurge.Lab.Scenarios;

/// <summary>T-SQL that makes tables as a bundle's catalog describes them.</summary>
internal static class LikeScript
{
    /// <summary>Types that the lab's engine does not know. It has bytes in their place.</summary>
    private static readonly string[] Unknown = ["sql_variant", "geography", "geometry", "hierarchyid", "xml"];

    /// <summary>All tables of a database, with their keys and indexes.</summary>
    public static string Tables(LikeDatabase database) => string.Join(
        "\nGO\n",
        database.Tables.Where(IsOfDbo).SelectMany(table =>
            table.Indexes.Where(index => !IsInTable(index)).SelectMany(index => Index(table, index)).Prepend(Table(table))));

    /// <summary>All foreign keys that invented rows satisfy. They are added once the rows exist.</summary>
    public static IEnumerable<string> ForeignKeys(LikeDatabase database) =>
        from table in database.Tables.Where(IsOfDbo)
        from key in table.ForeignKeys.Where(key => key.OtherSchema == "dbo")
        select $"BEGIN TRY ALTER TABLE dbo.{Quote(table.Table)} ADD CONSTRAINT {Quote(key.Name)} FOREIGN KEY ({Names(key.Columns)}) "
            + $"REFERENCES dbo.{Quote(key.OtherTable)} ({Names(key.OtherColumns)})"
            + $"{(key.OnDelete == "NO_ACTION" ? "" : " ON DELETE " + key.OnDelete.Replace('_', ' '))}; END TRY BEGIN CATCH PRINT ERROR_MESSAGE(); END CATCH;";

    /// <summary>Whether a table is in dbo. The lab knows only that schema.</summary>
    public static bool IsOfDbo(LikeTable table) => table.Schema.Equals("dbo", StringComparison.OrdinalIgnoreCase) && table.Columns.Count > 0;

    public static string Quote(string name) => $"[{name.Replace("]", "]]", StringComparison.Ordinal)}]";

    private static bool IsInTable(LikeIndex index) => index.PrimaryKey || index.UniqueConstraint;

    private static string Table(LikeTable table)
    {
        var text = new StringBuilder($"CREATE TABLE dbo.{Quote(table.Table)}\n(");
        text.Append(string.Join(",", table.Columns.Select(column => "\n    " + Column(column))));
        foreach (var index in table.Indexes.Where(IsInTable))
        {
            var kind = index.PrimaryKey ? "PRIMARY KEY" : "UNIQUE";
            text.Append(",\n    CONSTRAINT ").Append(Quote(index.Name));
            text.Append(' ').Append(kind).Append(' ').Append(index.Type).Append(" (").Append(Keys(index)).Append(')');
        }

        return text.Append("\n);").ToString();
    }

    private static string Column(LikeColumn column)
    {
        var type = Unknown.Contains(column.TypeName) ? "varbinary(max)" : column.Type;
        return $"{Quote(column.Name)} {type}{(column.Collation is null ? "" : " COLLATE " + column.Collation)}"
            + $"{(column.Identity ? " IDENTITY(1, 1)" : "")} {(column.Nullable ? "NULL" : "NOT NULL")}"
            + (column.HasDefault ? " DEFAULT " + LikeValue.Literal(column) : "");
    }

    /// <summary>A bundle does not contain which rows a filtered index covers. So the index covers all rows, and they need not differ.</summary>
    private static IEnumerable<string> Index(LikeTable table, LikeIndex index)
    {
        yield return $"CREATE {(index.Unique && !index.Filtered ? "UNIQUE " : "")}{(index.Type == "CLUSTERED" ? "CLUSTERED " : "")}INDEX {Quote(index.Name)} "
            + $"ON dbo.{Quote(table.Table)} ({Keys(index)}){(index.Included.Count > 0 ? $" INCLUDE ({Names(index.Included)})" : "")};";
        if (index.Disabled)
        {
            yield return $"ALTER INDEX {Quote(index.Name)} ON dbo.{Quote(table.Table)} DISABLE;";
        }
    }

    private static string Keys(LikeIndex index) =>
        string.Join(", ", index.Columns.Select(column => Quote(column) + (index.Descending.Contains(column) ? " DESC" : "")));

    private static string Names(IEnumerable<string> columns) => string.Join(", ", columns.Select(Quote));
}
