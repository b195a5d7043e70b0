using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace PsdPurge.Lab.Engine;

/// <summary>Resolves names of one to four parts for a session.</summary>
internal sealed class NameResolver(SqliteSession session)
{
    /// <summary>The collation of literals, variables and COLLATE DATABASE_DEFAULT.</summary>
    public string DefaultCollation => session.CurrentDatabase.Collation;

    public TableInfo Table(SchemaObjectName name) => Find(name) ?? throw Errors.InvalidObject(Written(name));

    public TableInfo? Find(SchemaObjectName name)
    {
        if (name.ServerIdentifier is { } server)
        {
            throw new TSqlException(7202,
                $"Could not find server '{server.Value}' in sys.servers. Verify that the correct server name was specified. If "
                + "necessary, execute the stored procedure sp_addlinkedserver to add the server to sys.servers.", 11, 2);
        }

        return Find(name.DatabaseIdentifier?.Value, name.SchemaIdentifier?.Value, name.BaseIdentifier.Value);
    }

    /// <summary>Finds a table by a name in a string, in the notation of OBJECT_ID.</summary>
    public TableInfo? Find(string name)
    {
        List<string> parts = Split(name);
        return parts.Count is >= 1 and <= 3
            ? Find(parts.Count == 3 ? parts[0] : null, parts.Count >= 2 ? parts[^2] : null, parts[^1]) : null;
    }

    public (SystemView View, DatabaseInfo Database)? View(SchemaObjectName name)
    {
        if (name.SchemaIdentifier is null || SystemViews.Find(name.SchemaIdentifier.Value, name.BaseIdentifier.Value) is not { } view)
        {
            return null;
        }

        return Database(name.DatabaseIdentifier?.Value) is { } database ? (view, database) : throw Errors.InvalidObject(Written(name));
    }

    public TableInfo? ById(long id, string? database = null)
    {
        IEnumerable<TableInfo> tables = session.Temp.All.Concat(Database(database)?.Tables ?? []);
        return tables.FirstOrDefault(t => t.ObjectId == id);
    }

    /// <summary>Splits a.[b.c].d into its parts.</summary>
    public static List<string> Split(string name)
    {
        List<string> parts = [];
        int at = 0;
        while (at <= name.Length)
        {
            if (at < name.Length && (name[at] == '[' || name[at] == '"'))
            {
                char close = name[at] == '[' ? ']' : '"';
                int end = name.IndexOf(close, at + 1);
                end = end < 0 ? name.Length : end;
                parts.Add(name[(at + 1)..end]);
                at = end + 2;
            }
            else
            {
                int end = name.IndexOf('.', at);
                end = end < 0 ? name.Length : end;
                parts.Add(name[at..end].Trim());
                at = end + 1;
            }
        }

        return parts;
    }

    public static string Written(SchemaObjectName name) => string.Join('.', name.Identifiers.Select(i => i.Value));

    /// <summary>A database the session may use.</summary>
    public DatabaseInfo? Database(string? name)
    {
        if (name is null or "")
        {
            return session.CurrentDatabase;
        }

        DatabaseInfo? database = session.Server.Catalog.Find(name);
        return database is null || session.Server.Catalog.Permissions.MayOpen(session.Login, database.Name)
            ? database
            : throw Errors.DatabaseDenied(session.Login, database.Name);
    }

    private TableInfo? Find(string? database, string? schema, string name)
    {
        if (name.StartsWith('#') || name.StartsWith('@'))
        {
            return session.Temp.Find(name);
        }

        return schema is null or "" || schema.Equals("dbo", StringComparison.OrdinalIgnoreCase) ? Database(database)?.Find(name) : null;
    }
}
