namespace PsdPurge;

/// <summary>How to remove.</summary>
public sealed record RemovalOptions
{
    /// <summary>Most rows that one batch may delete: stays clear of the 5,000 row locks at which SQL Server locks the whole table.</summary>
    public const int MaxBatchSize = 4000;

    /// <summary>A fixed number of rows a batch; null lets it adapt to <see cref="TargetBatchTime"/>.</summary>
    public int? BatchSize { get; init; }

    /// <summary>Time that an adaptive batch aims at.</summary>
    public TimeSpan TargetBatchTime { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Pause between batches.</summary>
    public TimeSpan BatchDelay { get; init; }

    /// <summary>Most entries to delete on each Front-End; null means without limit.</summary>
    public long? MaxEntries { get; init; }

    /// <summary>When to end after the current batch, counted from the start of deleting; null means without limit.</summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>Folder of the backups; null means none is written.</summary>
    public string? BackupFolder { get; init; }

    /// <summary>Do not ask the pool's other Front-Ends whether a conference still exists there.</summary>
    public bool SkipReplicaCheck { get; init; }

    /// <summary>Front-Ends of the pool, in any spelling, that need not be asked if they do not answer.</summary>
    public IReadOnlyCollection<string> MissingFrontEnds { get; init; } = [];

    /// <summary>Whether the removal goes on without a Front-End that does not answer.</summary>
    internal bool MayMiss(string computerName) =>
        SkipReplicaCheck || MissingFrontEnds.Any(name => new FrontEnd(computerName).IsNamed(name)
            || ServerName.Parse(name) is { IsDataSource: false } named && named.IsComputer(ServerName.Parse(computerName)));

    /// <summary>How to wait between retries and between batches; tests do not.</summary>
    internal Action<TimeSpan, CancellationToken>? RetryWait { get; init; }

    /// <summary>How to create a backup, from folder and name; tests have disks that are full.</summary>
    internal Func<string, string, CreatedFile> OpenBackup { get; init; } = PrivateFile.CreateNew;

    /// <summary>How much room a folder has; null if nobody knows.</summary>
    internal Func<string, long?> FreeAt { get; init; } = BackupRoom.FreeAt;
}
