namespace PsdPurge;

/// <summary>How to remove.</summary>
public sealed record RemovalOptions
{
    /// <summary>The most rows that one batch may delete. It is below the 5,000 row locks at which SQL Server locks the whole table.</summary>
    public const int MaxBatchSize = 4000;

    /// <summary>A fixed number of rows for each batch. Null means that it adapts to <see cref="TargetBatchTime"/>.</summary>
    public int? BatchSize { get; init; }

    /// <summary>Time that an adaptive batch aims at.</summary>
    public TimeSpan TargetBatchTime { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Pause between batches.</summary>
    public TimeSpan BatchDelay { get; init; }

    /// <summary>The most entries to delete on each Front-End. Null means no limit.</summary>
    public long? MaxEntries { get; init; }

    /// <summary>The longest time of deleting, after which the run ends with the current batch. Null means no limit.</summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>Folder of the backups. Null means no backup.</summary>
    public string? BackupFolder { get; init; }

    /// <summary>Do not ask the pool's other Front-Ends whether a conference still exists there.</summary>
    public bool SkipReplicaCheck { get; init; }

    /// <summary>Front-Ends of the pool, in any spelling, without which the removal may go on if they do not answer.</summary>
    public IReadOnlyCollection<string> MissingFrontEnds { get; init; } = [];

    /// <summary>Whether the removal goes on without a Front-End that does not answer.</summary>
    internal bool MayMiss(string computerName) =>
        SkipReplicaCheck || MissingFrontEnds.Any(name => new FrontEnd(computerName).IsNamed(name)
            || ServerName.Parse(name) is { IsDataSource: false } named && named.IsComputer(ServerName.Parse(computerName)));

    /// <summary>Waits between retries and between batches. Tests replace it.</summary>
    internal Action<TimeSpan, CancellationToken>? RetryWait { get; init; }

    /// <summary>Creates a backup, from folder and name. Tests replace it to fill the disk.</summary>
    internal Func<string, string, CreatedFile> OpenBackup { get; init; } = PrivateFile.CreateNew;

    /// <summary>Gets the free space of a folder. Null if it is unknown.</summary>
    internal Func<string, long?> FreeAt { get; init; } = BackupRoom.FreeAt;
}
