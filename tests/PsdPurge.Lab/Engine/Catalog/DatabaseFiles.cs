namespace PsdPurge.Lab.Engine;

/// <summary>The files of a database and the disk that they are on, as SQL Server's views show them. SQLite's own file says nothing about them.</summary>
internal static class DatabaseFiles
{
    private const string LogSuffix = "_log";

    public static IEnumerable<SystemView> Views()
    {
        yield return new("sys", "database_files", "file_id:i type:t type_desc name physical_name:x state_desc size:i max_size:i growth:i", s =>
        [
            [1, 0, "ROWS", s.Database.Name, $@"C:\CsData\{s.Database.Name}.mdf", "ONLINE", s.Database.Settings.DataPages, -1, 128],
            [2, 1, "LOG", s.Database.Name + LogSuffix, $@"C:\CsData\{s.Database.Name}.ldf", "ONLINE", s.Database.Settings.LogPages, s.Database.Settings.LogMaxPages, 128],
        ]);
        yield return new("sys", "dm_os_volume_stats", "database_id:i volume_mount_point:x total_bytes:n available_bytes:n",
            s => [[s.Database.Id, @"C:\", 200L << 30, s.Catalog.Settings.FreeBytes]])
        {
            NeedsServerState = true,
            Arguments = 2,
        };
    }

    /// <summary>FILEPROPERTY(name, 'SpaceUsed').</summary>
    public static long? Used(ViewSource source, string file) =>
        file.Equals(source.Database.Name + LogSuffix, StringComparison.OrdinalIgnoreCase) ? source.Database.Settings.LogUsedPages
        : file.Equals(source.Database.Name, StringComparison.OrdinalIgnoreCase)
            ? source.Database.Settings.UsedPages ?? source.Tables.Sum(t => SystemViews.Pages(t, source.CountRows(t), 1))
        : null;
}
