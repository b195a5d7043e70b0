namespace PsdPurge.Diagnosis;

/// <summary>
/// Statements that ask a server about itself. They work on SQL Server 2008 R2 and later. Unless a comment says otherwise, every login that may use the database
/// can run them (Microsoft's reference, "Permissions" of each view and function). It sees the objects on which it has any right.
/// </summary>
internal static class DiagnosisStatements
{
    /// <summary>
    /// The session of a diagnosis also reads uncommitted rows, and takes no lock on a row, because it decides nothing. It waits for a lock no longer than the
    /// settings allow.
    /// </summary>
    public const string ReadWithoutLocks = "SET TRANSACTION ISOLATION LEVEL READ UNCOMMITTED;";

    /// <summary>The server, the login, and the server's clock. CONNECTIONPROPERTY describes only the current connection.</summary>
    public const string Server =
        """
        SELECT SYSUTCDATETIME() AS UtcTime,
               ORIGINAL_LOGIN() AS LoginName,
               CONVERT(nvarchar(40), CONNECTIONPROPERTY('auth_scheme')) AS AuthScheme,
               CONVERT(nvarchar(128), SERVERPROPERTY('ProductVersion')) AS ProductVersion,
               CONVERT(nvarchar(128), SERVERPROPERTY('ProductLevel')) AS ProductLevel,
               CONVERT(nvarchar(128), SERVERPROPERTY('Edition')) AS Edition,
               CONVERT(int, SERVERPROPERTY('EngineEdition')) AS EngineEdition,
               HAS_PERMS_BY_NAME(NULL, NULL, 'VIEW SERVER STATE') AS MaySeeState;
        """;

    /// <summary>The states of the databases. Every login sees all rows of sys.databases, unless public has lost VIEW ANY DATABASE.</summary>
    public const string Databases =
        """
        SELECT b.name AS DatabaseName, b.state_desc AS StateName, b.user_access_desc AS Access, b.is_read_only AS IsReadOnly,
               b.compatibility_level AS CompatibilityLevel, b.recovery_model_desc AS RecoveryModel, b.log_reuse_wait_desc AS LogWaits
        FROM sys.databases AS b
        WHERE b.name IN (N'rtc', N'rtcdyn')
        ORDER BY b.name;
        """;

    /// <summary>The rights that the commands need. A right is NULL if the object does not exist, or is hidden from the login.</summary>
    public const string Rights =
        """
        SELECT N'SELECT on rtc.dbo.PersistedServiceData' AS RightName, HAS_PERMS_BY_NAME(N'rtc.dbo.PersistedServiceData', N'OBJECT', N'SELECT') AS Has
        UNION ALL SELECT N'SELECT on rtc.dbo.Document', HAS_PERMS_BY_NAME(N'rtc.dbo.Document', N'OBJECT', N'SELECT')
        UNION ALL SELECT N'SELECT on rtc.dbo.Conference', HAS_PERMS_BY_NAME(N'rtc.dbo.Conference', N'OBJECT', N'SELECT')
        UNION ALL SELECT N'SELECT on rtc.dbo.Resource', HAS_PERMS_BY_NAME(N'rtc.dbo.Resource', N'OBJECT', N'SELECT')
        UNION ALL SELECT N'SELECT on rtcdyn.dbo.ActiveConference', HAS_PERMS_BY_NAME(N'rtcdyn.dbo.ActiveConference', N'OBJECT', N'SELECT')
        UNION ALL SELECT N'DELETE on rtc.dbo.PersistedServiceData', HAS_PERMS_BY_NAME(N'rtc.dbo.PersistedServiceData', N'OBJECT', N'DELETE')
        UNION ALL SELECT N'VIEW DEFINITION on rtc', HAS_PERMS_BY_NAME(N'rtc', N'DATABASE', N'VIEW DEFINITION');
        """;

    /// <summary>Tests whether a temp table can be created and filled. Every command except the count does so.</summary>
    public const string TempTable =
        """
        CREATE TABLE #PsdPurgeProbe (Id int NOT NULL);
        INSERT INTO #PsdPurgeProbe (Id)
        VALUES (1);
        SELECT COUNT(*) AS RowsWritten
        FROM #PsdPurgeProbe;
        DROP TABLE #PsdPurgeProbe;
        """;

    /// <summary>The sizes of the files, in pages of 8 KB. FILEPROPERTY describes only the current database.</summary>
    public const string Files =
        """
        SELECT N'rtc' AS DatabaseName, f.type AS FileType, CONVERT(bigint, f.size) AS Pages, CONVERT(bigint, f.max_size) AS MaxPages,
               CONVERT(bigint, FILEPROPERTY(f.name, 'SpaceUsed')) AS UsedPages
        FROM sys.database_files AS f
        UNION ALL
        SELECT N'rtcdyn', f.type, CONVERT(bigint, f.size), CONVERT(bigint, f.max_size), CONVERT(bigint, NULL)
        FROM rtcdyn.sys.database_files AS f;
        """;

    /// <summary>
    /// The free space on the disks of rtc. File 1 is the first data file, and file 2 is the log. This needs VIEW SERVER STATE, and SQL Server 2008 R2 SP1 or
    /// later.
    /// </summary>
    public const string Volumes =
        """
        SELECT v.volume_mount_point AS MountPoint, v.available_bytes AS AvailableBytes
        FROM sys.dm_os_volume_stats(DB_ID(N'rtc'), 1) AS v
        UNION
        SELECT v.volume_mount_point, v.available_bytes
        FROM sys.dm_os_volume_stats(DB_ID(N'rtc'), 2) AS v;
        """;

    /// <summary>The key columns of the tables' usable indexes, in order.</summary>
    public const string Indexes =
        $"""
        SELECT t.name AS TableName, i.index_id AS IndexId, c.name AS ColumnName
        {SchemaStatements.UsableIndexColumns} AND LOWER(t.name) IN (N'persistedservicedata', N'document', N'conference', N'resource')
        ORDER BY t.name, i.index_id, x.key_ordinal;
        """;

    /// <summary>The tables' row counts, according to the catalog.</summary>
    public const string Tables =
        """
        SELECT t.name AS TableName, ISNULL(SUM(p.rows), 0) AS RowsCounted
        FROM sys.tables AS t
        INNER JOIN sys.partitions AS p ON p.object_id = t.object_id AND p.index_id IN (0, 1)
        WHERE LOWER(t.name) IN (N'persistedservicedata', N'document', N'conference', N'resource')
        GROUP BY t.name
        UNION ALL
        SELECT t.name, ISNULL(SUM(p.rows), 0)
        FROM rtcdyn.sys.tables AS t
        INNER JOIN rtcdyn.sys.partitions AS p ON p.object_id = t.object_id AND p.index_id IN (0, 1)
        WHERE LOWER(t.name) = N'activeconference'
        GROUP BY t.name;
        """;
}
