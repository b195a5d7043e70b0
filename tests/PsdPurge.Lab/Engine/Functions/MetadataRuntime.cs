namespace PsdPurge.Lab.Engine;

/// <summary>The implementation of metadata functions.</summary>
internal static class MetadataRuntime
{
    public static void Register(FunctionRegistry functions, SqliteSession session)
    {
        ServerCatalog catalog = session.Server.Catalog;
        NameResolver names = session.Names;
        functions.Impure("t_sysview", 2, a =>
            SystemViews.Find(((string)a[1]!).Split('.')[0], ((string)a[1]!).Split('.')[1])!.Json(Source(session, (string)a[0]!)));
        functions.Impure("t_db_id", 1, a => a[0] is string name ? catalog.Find(name)?.Id : null);
        functions.Impure("t_db_name", 1, a => a[0] is long id ? catalog.Databases.FirstOrDefault(d => d.Id == id)?.Name : null);
        functions.Impure("t_object_id", 2, a =>
            a[0] is string name && (a[1] is not string type || type.TrimEnd().Equals("U", StringComparison.OrdinalIgnoreCase))
                ? names.Find(name)?.ObjectId : null);
        functions.Impure("t_object_name", 2, a => a[0] is long id ? names.ById(id, Database(a[1]))?.Name : null);
        functions.Impure("t_object_schema_name", 2, a => a[0] is long id ? names.ById(id, Database(a[1])) is null ? null : "dbo" : null);
        functions.Impure("t_schema_name", 1, a => a[0] switch { 1L => "dbo", 3L => "INFORMATION_SCHEMA", 4L => "sys", _ => null });
        functions.Impure("t_schema_id", 1, a =>
            (a[0] as string)?.ToUpperInvariant() switch { "DBO" => 1, "INFORMATION_SCHEMA" => 3, "SYS" => 4, _ => null });
        functions.Impure("t_type_name", 1, a =>
            a[0] switch { 256L => "sysname", 108L => "numeric", long id => SqlTypes.All.FirstOrDefault(t => t.Id == id).Name, _ => null });
        functions.Impure("t_type_id", 1, a =>
            a[0] is string name && SqlTypes.All.FirstOrDefault(t => t.Name.Equals(name,
                StringComparison.OrdinalIgnoreCase)) is { Id: > 0 } found ? found.Id : null);
        functions.Impure("t_col_length", 2, a =>
            a[0] is string table && a[1] is string column && names.Find(table)?.Find(column) is { } c ? SqlTypes.MaxLength(c.Type) : null);
        functions.Impure("t_col_name", 2, a =>
            a[0] is long id ? names.ById(id)?.Columns.FirstOrDefault(c => c.Id == a[1] as long?)?.Name : null);
        functions.Impure("t_columnproperty", 3, a =>
            a[0] is long id && a[1] is string column && names.ById(id)?.Find(column) is { } c ? ColumnProperty(c, a[2] as string) : null);
        functions.Impure("t_objectproperty", 2, a =>
            a[0] is long id && names.ById(id) is { } table ? ObjectProperty(table, a[1] as string) : null);
        functions.Impure("t_has_perms", 3, a => HasPermission(session, a[0] as string, a[1] as string, a[2] as string));
        functions.Impure("t_has_dbaccess", 1, a =>
            a[0] is string name && catalog.Find(name) is { } d ? catalog.Permissions.MayOpen(session.Login, d.Name) : null);
        functions.Impure("t_is_srvrolemember", 2, a =>
            a[0] is string role ? catalog.Permissions.IsInRole(a[1] as string ?? session.Login, role) : null);
        functions.Impure("t_is_member", 1, a =>
            a[0] is string role ? role.Equals("public", StringComparison.OrdinalIgnoreCase)
                || catalog.Permissions.IsInRole(session.Login, role) : null);
        functions.Impure("t_serverproperty", 1, a => ServerProperty(catalog, a[0] as string));
        functions.Impure("t_connectionproperty", 1, a =>
            (a[0] as string)?.ToUpperInvariant() switch { "AUTH_SCHEME" => "SQL", "NET_TRANSPORT" => "TCP", _ => null });
        functions.Impure("t_fileproperty", 2, a =>
            a[0] is string file && string.Equals(a[1] as string, "SpaceUsed", StringComparison.OrdinalIgnoreCase)
                ? SpaceUsed(session.CurrentDatabase, file)
                : null);
        functions.Impure("t_databasepropertyex", 2, a =>
            a[0] is string name && catalog.Find(name) is { } d ? DatabaseProperty(d, a[1] as string) : null);
        functions.Impure("t_ident_current", 1, a =>
            a[0] is string name && names.Find(name)?.IdentityColumn?.Identity is { } i
                ? (i.Last ?? i.Seed).ToString(System.Globalization.CultureInfo.InvariantCulture) : null);

        string? Database(object? id) => id is long number ? catalog.Databases.FirstOrDefault(d => d.Id == number)?.Name : null;
    }

    private static ViewSource Source(SqliteSession session, string database)
    {
        DatabaseInfo info = session.Server.Catalog.Find(database)!;
        IEnumerable<TableInfo> tables = database.Equals("tempdb", StringComparison.OrdinalIgnoreCase)
            ? session.Temp.All.Where(t => t.Name.StartsWith('#')) : [];
        return new ViewSource(session.Server.Catalog, info, [.. info.Tables.Concat(tables)], table =>
        {
            using NativeStatement count = session.Connection.Prepare($"SELECT count(*) FROM {table.Sqlite}");
            count.Step();
            return count.GetInt64(0);
        });
    }

    private static long? SpaceUsed(DatabaseInfo database, string file) =>
        file.Equals(database.Name + "_data", StringComparison.OrdinalIgnoreCase) ? database.State.DataPages
        : file.Equals(database.Name + "_log", StringComparison.OrdinalIgnoreCase) ? database.State.LogUsedPages
        : null;

    private static int? ColumnProperty(ColumnInfo c, string? property) => property?.ToUpperInvariant() switch
    {
        "ALLOWSNULL" => c.Nullable ? 1 : 0,
        "ISIDENTITY" => c.Identity is null ? 0 : 1,
        "ISCOMPUTED" => c.Computed is null ? 0 : 1,
        "COLUMNID" => c.Id,
        "PRECISION" => c.Type.IsCharacter() || c.Type.IsBinary() ? c.Type.Length : SqlTypes.Precision(c.Type),
        "SCALE" => c.Type.Scale,
        "CHARMAXLEN" => c.Type.IsCharacter() ? c.Type.Length : null,
        _ => null,
    };

    private static int? ObjectProperty(TableInfo table, string? property) => property?.ToUpperInvariant() switch
    {
        "ISTABLE" or "ISUSERTABLE" => 1,
        "ISVIEW" or "ISPROCEDURE" or "ISTRIGGER" or "ISSYSTEMTABLE" or "ISMSSHIPPED" or "TABLEHASDELETETRIGGER" => 0,
        "TABLEHASPRIMARYKEY" => table.Indexes.Any(i => i.PrimaryKey) ? 1 : 0,
        "TABLEHASIDENTITY" => table.IdentityColumn is null ? 0 : 1,
        "TABLEHASCLUSTINDEX" => table.Indexes.Any(i => i.Clustered) ? 1 : 0,
        _ => null,
    };

    private static int? HasPermission(SqliteSession session, string? securable, string? kind, string? permission)
    {
        Permissions permissions = session.Server.Catalog.Permissions;
        switch (kind?.ToUpperInvariant())
        {
            case null:
                var maySeeState = permission == "VIEW SERVER STATE" && session.Server.Catalog.State.FreeBytes is not null;
                return maySeeState || permissions.IsInRole(session.Login, "sysadmin") ? 1 : 0;
            case "DATABASE":
                DatabaseInfo? database = securable is null
                    ? session.CurrentDatabase : session.Server.Catalog.Find(NameResolver.Split(securable)[0]);
                return database is null ? null : permissions.MayOpen(session.Login, database.Name) ? 1 : 0;
            default:
                TableInfo? table = securable is null ? null : session.Names.Find(securable);
                return table is null || permission is null
                    ? null : permissions.May(session.Login, permission.ToUpperInvariant(), table) ? 1 : 0;
        }
    }

    private static string? ServerProperty(ServerCatalog catalog, string? property) => property?.ToUpperInvariant() switch
    {
        "PRODUCTVERSION" => catalog.State.Version,
        "PRODUCTLEVEL" => "SP4",
        "EDITION" => "Express Edition (64-bit)",
        "ENGINEEDITION" => "4",
        "COLLATION" => ServerCatalog.DefaultCollation,
        "SERVERNAME" => catalog.ServerName,
        "MACHINENAME" or "COMPUTERNAMEPHYSICALNETBIOS" => catalog.ServerName.Split('\\')[0],
        "INSTANCENAME" => catalog.ServerName.Contains('\\', StringComparison.Ordinal) ? catalog.ServerName.Split('\\')[1] : null,
        "ISCLUSTERED" or "ISINTEGRATEDSECURITYONLY" or "ISHADRENABLED" or "ISSINGLEUSER" => "0",
        _ => null,
    };

    private static string? DatabaseProperty(DatabaseInfo database, string? property) => property?.ToUpperInvariant() switch
    {
        "COLLATION" => database.Collation,
        "STATUS" => "ONLINE",
        "UPDATEABILITY" => "READ_WRITE",
        "RECOVERY" => "SIMPLE",
        "USERACCESS" => "MULTI_USER",
        _ => null,
    };
}
