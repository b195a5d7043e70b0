using System.Globalization;

namespace PsdPurge.Lab.Engine;

/// <summary>The system views that the lab supports.</summary>
internal static class SystemViews
{
    private static readonly Dictionary<string, SystemView> Views = All()
        .ToDictionary(v => v.Schema + "." + v.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>A function that is used in FROM, with arguments. All databases are on one disk, so the arguments do not matter.</summary>
    public const string VolumeStatistics = "dm_os_volume_stats";

    private static readonly string[] ReferentialActions = ["NO_ACTION", "CASCADE", "SET_NULL", "SET_DEFAULT"];

    public static SystemView? Find(string schema, string name) => Views.GetValueOrDefault(schema + "." + name);

    private static IEnumerable<SystemView> All()
    {
        const string Objects = "name object_id:i principal_id:i schema_id:i parent_object_id:i type:c type_desc create_date:d "
            + "modify_date:d is_ms_shipped:b";
        yield return new("sys", "databases", "name database_id:i create_date:d compatibility_level:t collation_name state:t "
            + "state_desc is_read_only:b user_access_desc recovery_model_desc log_reuse_wait_desc",
            s => s.Catalog.Databases.Select(d => new object?[] { d.Name, d.Id, Date(d.Created), d.State.CompatibilityLevel, d.Collation,
                d.State.State == "ONLINE" ? 0 : 6, d.State.State, d.State.IsReadOnly, "MULTI_USER", "SIMPLE", d.State.LogWaits }));
        yield return new("sys", VolumeStatistics, "volume_mount_point available_bytes:n", s => [[@"C:\", s.Catalog.State.FreeBytes ?? 64L << 30]]);
        yield return new("sys", "database_files", "file_id:i type:t type_desc name physical_name size:i max_size:i",
            s =>
            [
                [1, 0, "ROWS", s.Database.Name + "_data", $@"C:\lab\{s.Database.Name}.mdf", s.Database.State.DataPages, -1],
                [2, 1, "LOG", s.Database.Name + "_log", $@"C:\lab\{s.Database.Name}_log.ldf", s.Database.State.LogPages, s.Database.State.LogMaxPages],
            ]);
        yield return new("sys", "schemas", "name schema_id:i principal_id:i",
            _ => [["dbo", 1, 1], ["INFORMATION_SCHEMA", 3, 3], ["sys", 4, 4]]);
        yield return new("sys", "objects", Objects, s => s.Tables.Select(TableRow).Concat(s.Tables.SelectMany(Keys)));
        yield return new("sys", "all_objects", Objects, s => s.Tables.Select(TableRow).Concat(s.Tables.SelectMany(Keys)));
        yield return new("sys", "tables", Objects, s => s.Tables.Select(TableRow));
        yield return new("sys", "views", Objects, _ => []);
        yield return new("sys", "procedures", Objects, _ => []);
        yield return new("sys", "triggers", "name object_id:i parent_class:t parent_id:i type:c is_disabled:b is_instead_of_trigger:b",
            s => s.Tables.SelectMany(t => t.Triggers.Select(r => new object?[] { r.Name, r.Id, 1, t.ObjectId, "TR", false, false })));
        yield return new("sys", "trigger_events", "object_id:i type:i type_desc",
            s => s.Tables.SelectMany(t => t.Triggers.SelectMany(r => r.Events.Select(e => new object?[] { r.Id, EventType(e), e }))));
        yield return new("sys", "foreign_keys", "name object_id:i parent_object_id:i referenced_object_id:i is_disabled:b "
            + "delete_referential_action:t delete_referential_action_desc",
            s => s.Tables.SelectMany(t => t.ForeignKeys.Select(k => new object?[]
            {
                k.Name, k.Id, t.ObjectId, k.Referenced, false, k.OnDelete, ReferentialActions[k.OnDelete],
            })));
        yield return new("sys", "foreign_key_columns", "constraint_object_id:i constraint_column_id:i parent_object_id:i parent_column_id:i "
            + "referenced_object_id:i referenced_column_id:i",
            s => s.Tables.SelectMany(t => t.ForeignKeys.SelectMany(k => k.Columns.Select((c, n) => new object?[]
            {
                k.Id, n + 1, t.ObjectId, c.Column, k.Referenced, c.Referenced,
            }))));
        yield return new("sys", "key_constraints", "name object_id:i schema_id:i parent_object_id:i type:c unique_index_id:i",
            s => s.Tables.SelectMany(t => t.Indexes
                .Where(i => i.PrimaryKey || i.UniqueConstraint)
                .Select(i => new object?[] { i.Name, t.ObjectId + i.Id, 1, t.ObjectId, i.PrimaryKey ? "PK" : "UQ", i.Id })));
        foreach (SystemView view in ColumnViews.All().Concat(IndexViews()))
        {
            yield return view;
        }
    }

    private static IEnumerable<SystemView> IndexViews()
    {
        yield return new("sys", "indexes", "object_id:i name index_id:i type:t type_desc is_unique:b is_primary_key:b "
            + "is_unique_constraint:b is_disabled:b has_filter:b is_hypothetical:b",
            s => s.Tables.SelectMany(IndexRows));
        yield return new("sys", "index_columns", "object_id:i index_id:i index_column_id:i column_id:i key_ordinal:t "
            + "is_descending_key:b is_included_column:b",
            s => s.Tables.SelectMany(t => t.Indexes.SelectMany(i => i.Columns.Concat(i.Included).Select((c, n) => new object?[]
            {
                t.ObjectId, i.Id, n + 1, t.Find(c)!.Id, n < i.Columns.Count ? n + 1 : 0, i.Descending.Contains(c), n >= i.Columns.Count,
            }))));
        yield return new("sys", "partitions", "partition_id:n object_id:i index_id:i partition_number:i rows:n", s => s.Tables.SelectMany(t =>
        {
            long rows = s.CountRows(t);
            return IndexIds(t).Select(id => new object?[] { ((long)t.ObjectId << 16) + id, t.ObjectId, id, 1, rows });
        }));
        yield return new("sys", "dm_db_partition_stats", "partition_id:n object_id:i index_id:i partition_number:i "
            + "in_row_data_page_count:n used_page_count:n reserved_page_count:n row_count:n", s => s.Tables.SelectMany(t =>
        {
            long rows = s.CountRows(t);
            return IndexIds(t).Select(id => new object?[] { ((long)t.ObjectId << 16) + id, t.ObjectId, id, 1, Pages(t, rows, id),
                Pages(t, rows, id), Pages(t, rows, id), rows });
        }));
    }

    private static object?[] TableRow(TableInfo t) =>
        [t.Name, t.ObjectId, null, 1, 0, "U ", "USER_TABLE", Date(t.Created), Date(t.Created), false];

    private static IEnumerable<object?[]> Keys(TableInfo t) =>
        t.Indexes.Where(i => i.PrimaryKey || i.UniqueConstraint).Select(i => new object?[]
    {
        i.Name, t.ObjectId + i.Id, null, 1, t.ObjectId, i.PrimaryKey ? "PK" : "UQ",
            i.PrimaryKey ? "PRIMARY_KEY_CONSTRAINT" : "UNIQUE_CONSTRAINT", Date(t.Created), Date(t.Created), false,
    });

    private static IEnumerable<object?[]> IndexRows(TableInfo t)
    {
        IEnumerable<object?[]> rows = t.Indexes.Select(i => new object?[]
        {
            t.ObjectId, i.Name, i.Id, i.Clustered ? 1 : 2, i.Clustered ? "CLUSTERED" : "NONCLUSTERED", i.Unique, i.PrimaryKey,
                i.UniqueConstraint, i.Disabled, false, false,
        });
        return t.Indexes.Any(i => i.Clustered) ? rows : rows.Prepend([t.ObjectId, null, 0, 0, "HEAP", false, false, false, false, false, false]);
    }

    private static int EventType(string action) => action switch { "INSERT" => 1, "UPDATE" => 2, _ => 3 };

    private static IEnumerable<int> IndexIds(TableInfo t)
    {
        IEnumerable<int> ids = t.Indexes.Select(i => i.Id);
        return t.Indexes.Any(i => i.Clustered) ? ids : ids.Prepend(0);
    }

    /// <summary>An estimate from declared widths, because SQLite's pages reveal nothing about SQL Server's.</summary>
    private static long Pages(TableInfo t, long rows, int index)
    {
        IEnumerable<ColumnInfo> columns = index <= 1 ? t.Columns : t.Columns.Where(c =>
            t.Indexes.Any(i => i.Id == index && i.Columns.Contains(c.Name, StringComparer.OrdinalIgnoreCase)));
        long width = 11 + columns.Sum(c => SqlTypes.MaxLength(c.Type) is var n && n is < 0 or > 64 ? 64L : n);
        return rows == 0 ? 0 : (rows * width / 8060) + 2;
    }

    public static string Date(DateTime time) => time.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);
}
