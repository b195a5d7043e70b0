using System.Data;

namespace PsdPurge.Diagnosis;

/// <summary>What a server says about itself. Each question has either rows or a failure.</summary>
internal sealed class ServerFacts
{
    public Question<ServerRow> Server { get; } = new(DiagnosisStatements.Server, row => new(
        row.GetDateTime(0),
        row.GetString(1),
        Text(row, 2),
        Text(row, 3),
        Text(row, 4),
        Text(row, 5),
        row.IsDBNull(6) ? 0 : row.GetInt32(6),
        Flag(row, 7) == true));

    public Question<DatabaseRow> Databases { get; } = new(DiagnosisStatements.Databases, row => new(
        row.GetString(0), Text(row, 1), Text(row, 2), row.GetBoolean(3), row.GetByte(4), Text(row, 5), Text(row, 6)));

    public Question<RightRow> Rights { get; } = new(DiagnosisStatements.Rights, row => new(row.GetString(0), Flag(row, 1)));

    public Question<int> TempTable { get; } = new(DiagnosisStatements.TempTable, row => row.GetInt32(0));

    public Question<FileRow> Files { get; } = new(DiagnosisStatements.Files, row => new(
        row.GetString(0), row.GetByte(1) == FileRow.LogType, row.GetInt64(2), row.GetInt64(3), row.IsDBNull(4) ? null : row.GetInt64(4)));

    public Question<string> SideEffects { get; } = new(PreflightStatements.SideEffects, row => row.GetString(0));

    public Question<IndexColumnRow> Indexes { get; } = new(DiagnosisStatements.Indexes, row => new(row.GetString(0), row.GetInt32(1), row.GetString(2)));

    public Question<TableRow> Tables { get; } = new(DiagnosisStatements.Tables, row => new(row.GetString(0), row.GetInt64(1)));

    public Question<string> Members { get; } = new(SchemaStatements.FrontEnds, row => row.GetString(0));

    /// <summary>This question is sent by itself, and only if the login has the right.</summary>
    public Question<VolumeRow> Volumes { get; } = new(DiagnosisStatements.Volumes, row => new(Text(row, 0), row.GetInt64(1)));

    /// <summary>How far the server's clock is ahead of this computer's. The server's clock was read between two readings of this computer's clock.</summary>
    public TimeSpan ClockAhead { get; set; }

    /// <summary>Reads everything, in three requests.</summary>
    /// <exception cref="PsdPurgeException">The connection was lost.</exception>
    public static ServerFacts Read(FrontEndConnection connection, CancellationToken token)
    {
        ServerFacts facts = new();
        connection.Execute(DiagnosisStatements.ReadWithoutLocks, token);
        DateTime before = DateTime.UtcNow;
        QuestionRun.Ask(connection, [facts.Server], token);
        DateTime after = DateTime.UtcNow;
        if (facts.Server.Rows.Count > 0)
        {
            facts.ClockAhead = Ahead(facts.Server.Rows[0].UtcTime, before, after);
        }

        QuestionRun.Ask(
            connection,
            [facts.Databases, facts.Rights, facts.TempTable, facts.Files, facts.SideEffects, facts.Indexes, facts.Tables, facts.Members],
            token);
        if (facts.Server.Rows.Count > 0 && facts.Server.Rows[0].MaySeeState)
        {
            QuestionRun.Ask(connection, [facts.Volumes], token);
        }

        return facts;
    }

    /// <summary>
    /// How far a clock is ahead (or behind) for certain, if it was read between two moments. A difference that the time of the request may explain does not
    /// count.
    /// </summary>
    private static TimeSpan Ahead(DateTime there, DateTime before, DateTime after) =>
        there > after ? there - after
        : there < before ? there - before
        : TimeSpan.Zero;

    private static string Text(IDataRecord row, int column) => row.IsDBNull(column) ? "" : row.GetString(column);

    private static bool? Flag(IDataRecord row, int column) => row.IsDBNull(column) ? null : row.GetInt32(column) == 1;
}

/// <summary>The instance.</summary>
internal sealed record ServerRow(
    DateTime UtcTime, string Login, string AuthScheme, string Version, string Level, string Edition, int EngineEdition, bool MaySeeState)
{
    private const int ExpressEngine = 4;

    public bool IsExpress => EngineEdition == ExpressEngine;
}

/// <summary>A database.</summary>
internal sealed record DatabaseRow(string Name, string State, string Access, bool IsReadOnly, int Level, string RecoveryModel, string LogWaits);

/// <summary>A right. Null if its object does not exist or is hidden.</summary>
internal sealed record RightRow(string Name, bool? Has);

/// <summary>A file, in pages.</summary>
internal sealed record FileRow(string Database, bool IsLog, long Pages, long MaxPages, long? UsedPages)
{
    public const long PageSize = 8192;
    public const int LogType = 1;
}

/// <summary>A column of an index's key.</summary>
internal sealed record IndexColumnRow(string Table, int Index, string Column);

/// <summary>A table.</summary>
internal sealed record TableRow(string Name, long Rows)
{
    public bool IsEntries => string.Equals(Name, nameof(LinkTable.PersistedServiceData), StringComparison.OrdinalIgnoreCase);
}

/// <summary>A disk.</summary>
internal sealed record VolumeRow(string MountPoint, long AvailableBytes);
