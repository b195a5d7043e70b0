using PsdPurge.Diagnosis;

namespace PsdPurge.Bundle;

/// <summary>Reads a database's catalog.</summary>
internal sealed class CatalogReader
{
    private readonly Dictionary<(string Schema, string Name), CatalogTable> _tables = [];
    private readonly List<string> _triggers = [];
    private readonly List<string> _procedures = [];

    private CatalogReader()
    {
    }

    /// <summary>Reads the catalog. It lacks whatever the login may not see.</summary>
    /// <exception cref="PsdPurgeException">The connection was lost.</exception>
    public static DatabaseCatalog Read(FrontEndConnection connection, string database, CancellationToken token)
    {
        CatalogStatements statements = new(database);
        CatalogReader reader = new();
        Question[] questions =
        [
            new Question<int>(statements.Columns, reader.AddColumn),
            new Question<int>(statements.Indexes, reader.AddIndexColumn),
            new Question<int>(statements.ForeignKeys, reader.AddForeignKeyColumn),
            new Question<int>(statements.Code, reader.AddCode),
            new Question<int>(statements.Rows, reader.AddRows),
        ];
        foreach (Question question in questions)
        {
            QuestionRun.Ask(connection, [question], token);
        }

        return new DatabaseCatalog(database, [.. reader._tables.Values], reader._triggers, reader._procedures);
    }

    private int AddColumn(System.Data.IDataRecord row)
    {
        CatalogTable table = Table(row);
        table.Columns.Add(new CatalogColumn(ServerColumn.Read(row, first: 1), row.GetBoolean(10), row.GetInt32(11) == 1));
        return table.Columns.Count;
    }

    private int AddIndexColumn(System.Data.IDataRecord row)
    {
        CatalogTable table = Table(row);
        var name = row.GetString(2);
        if (table.Indexes.LastOrDefault() is not { } index || index.Name != name)
        {
            index = new CatalogIndex(name, row.GetString(3), row.GetBoolean(4), row.GetBoolean(5), row.GetBoolean(6), row.GetBoolean(7), row.GetBoolean(8));
            table.Indexes.Add(index);
        }

        if (row.GetBoolean(11))
        {
            index.Included.Add(row.GetString(9));
        }
        else
        {
            index.Key.Add((row.GetString(9), row.GetBoolean(10)));
        }

        return index.Key.Count;
    }

    private int AddForeignKeyColumn(System.Data.IDataRecord row)
    {
        CatalogTable table = Table(row);
        var name = row.GetString(2);
        if (table.ForeignKeys.LastOrDefault() is not { } key || key.Name != name)
        {
            key = new CatalogForeignKey(name, row.GetString(3), row.GetString(4), row.GetString(7));
            table.ForeignKeys.Add(key);
        }

        key.Columns.Add((row.GetString(5), row.GetString(6)));
        return key.Columns.Count;
    }

    private int AddCode(System.Data.IDataRecord row)
    {
        var isTrigger = row.GetString(0) == "trigger";
        (isTrigger ? _triggers : _procedures).Add(row.GetString(1) + (isTrigger && !row.IsDBNull(2) ? " on " + row.GetString(2) : ""));
        return 0;
    }

    private int AddRows(System.Data.IDataRecord row)
    {
        Table(row).Rows = row.GetInt64(2);
        return 0;
    }

    private CatalogTable Table(System.Data.IDataRecord row)
    {
        (string, string) key = (row.GetString(0), row.GetString(1));
        if (!_tables.TryGetValue(key, out CatalogTable? table))
        {
            _tables.Add(key, table = new CatalogTable(key.Item1, key.Item2));
        }

        return table;
    }
}
