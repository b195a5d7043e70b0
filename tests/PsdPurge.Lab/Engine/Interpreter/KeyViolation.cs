using System.Globalization;

namespace PsdPurge.Lab.Engine;

/// <summary>Turns SQLite's message about a violated key into SQL Server's.</summary>
internal static class KeyViolation
{
    private const string Prefix = "UNIQUE constraint failed: ";

    /// <param name="violation">SQLite's message.</param>
    /// <param name="table">The table.</param>
    /// <param name="value">The refused row's value of a column.</param>
    public static TSqlException Explain(ConstraintException violation, TableInfo table, Func<string, object?> value)
    {
        IndexInfo? index = Find(violation.Message, table);
        if (index is null)
        {
            return Errors.NotSupported($"this constraint: {violation.Message}");
        }

        string key = string.Join(", ", index.Columns.Select(c => Show(value(c), table.Find(c)!.Type)));
        string duplicate = $"The duplicate key value is ({key}).";
        return index.PrimaryKey || index.UniqueConstraint
            ? new TSqlException(2627,
                $"Violation of {(index.PrimaryKey ? "PRIMARY" : "UNIQUE")} KEY constraint '{index.Name}'. "
                    + $"Cannot insert duplicate key in object 'dbo.{table.Name}'. {duplicate}", 14)
            : new TSqlException(2601,
                $"Cannot insert duplicate key row in object 'dbo.{table.Name}' with unique index '{index.Name}'. {duplicate}", 14);
    }

    private static IndexInfo? Find(string message, TableInfo table)
    {
        if (!message.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        string rest = message[Prefix.Length..];
        if (rest.StartsWith("index '", StringComparison.Ordinal))
        {
            string name = rest["index '".Length..].TrimEnd('\'');
            return table.Indexes.FirstOrDefault(i => i.SqliteName is { } sqlite
                && name.StartsWith(sqlite, StringComparison.OrdinalIgnoreCase));
        }

        HashSet<string> columns = new(rest.Split(", ").Select(c => c[(table.SqliteName.Length + 1)..]), StringComparer.OrdinalIgnoreCase);
        return table.Indexes.FirstOrDefault(i => i.Unique && !i.Disabled && columns.SetEquals(i.Columns));
    }

    private static string Show(object? value, SqlType type) => value switch
    {
        null => "<NULL>",
        byte[] bytes when type.Kind == SqlTypeKind.UniqueIdentifier => new Guid(bytes).ToString(),
        byte[] bytes => "0x" + Convert.ToHexString(bytes),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
