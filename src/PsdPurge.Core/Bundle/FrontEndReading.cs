using PsdPurge.Diagnosis;
using PsdPurge.Schema.Resolver;

namespace PsdPurge.Bundle;

/// <summary>What was read from one Front-End, without pseudonyms. It must not leave the computer like this.</summary>
internal sealed class FrontEndReading
{
    /// <summary>Entries to read at each end of the table. A search for a profile reads the same.</summary>
    private const int SampleSize = SchemaResolver.DefaultSampleSize;

    /// <summary>Keys in one statement.</summary>
    private const int KeysEach = SampleTable.MostRows;

    private FrontEndReading(FrontEnd frontEnd) => FrontEnd = frontEnd;

    public FrontEnd FrontEnd { get; }

    /// <summary>The instance; null if it was not reached.</summary>
    public ServerRow? Server { get; private set; }

    public IReadOnlyList<DatabaseCatalog> Databases { get; private set; } = [];

    /// <summary>What a search for a profile reads, or null if that failed.</summary>
    public ServerSample? Sample { get; private set; }

    /// <summary>Rows of Conference, Resource and the directory to which the chosen entries refer.</summary>
    public IReadOnlyList<SampleTable> Named { get; private set; } = [];

    /// <summary>The failures.</summary>
    public List<PsdPurgeException> Failures { get; } = [];

    /// <summary>Reads everything except the rows to which the entries refer.</summary>
    public static FrontEndReading Read(FrontEnd frontEnd, ConnectionSettings settings, CancellationToken token)
    {
        FrontEndReading reading = new(frontEnd);
        reading.Try(() =>
        {
            using FrontEndConnection connection = FrontEndConnection.Open(frontEnd, settings, token);
            connection.Execute(DiagnosisStatements.ReadWithoutLocks, token);
            ServerFacts facts = new();
            QuestionRun.Ask(connection, [facts.Server], token);
            reading.Server = facts.Server.Rows.FirstOrDefault();
            reading.Databases = [CatalogReader.Read(connection, "rtc", token), CatalogReader.Read(connection, "rtcdyn", token)];
            reading.Sample = ServerSample.Read(connection, SampleSize, token);
        });
        return reading;
    }

    /// <summary>Reads the rows of these conferences and of their organizers.</summary>
    public void ReadNamed(IReadOnlyList<LivingConference> conferences, ConnectionSettings settings, CancellationToken token) => Try(() =>
    {
        if (conferences.Count == 0)
        {
            return;
        }

        using FrontEndConnection connection = FrontEndConnection.Open(FrontEnd, settings, token);
        connection.Execute(DiagnosisStatements.ReadWithoutLocks, token);
        List<string> organizers = [.. conferences.Select(c => c.OrganizerId).Distinct()];
        List<SampleTable> named = [];
        foreach ((string table, string key, List<string> values) in new[]
        {
            ("Conference", "ConfId", conferences.Select(c => c.ConfId).ToList()),
            ("Resource", "ResourceId", organizers),
            ("ResourceDirectory", "ResourceId", organizers),
        })
        {
            List<ServerColumn> columns = [.. Sample!.Schema.Table(table).Where(c => c.Kind != ColumnKind.Other)];
            if (columns.FirstOrDefault(c => string.Equals(c.Name, key, StringComparison.OrdinalIgnoreCase)) is { } keyColumn)
            {
                named.Add(ReadRows(connection, table, keyColumn, columns, [.. values.Take(KeysEach)], token));
            }
        }

        Named = named;
    });

    private static SampleTable ReadRows(
        FrontEndConnection connection,
        string table,
        ServerColumn key,
        List<ServerColumn> columns,
        IReadOnlyList<string> values,
        CancellationToken token)
    {
        List<object?[]> rows = [];
        connection.ForEach(
            SampleStatements.Rows(table, key, columns, values.Count),
            row => rows.Add([.. Enumerable.Range(0, columns.Count).Select(i => row.IsDBNull(i) ? null : row.GetValue(i))]),
            token,
            [.. values.Select((value, i) => new SqlParameter($"@Key{i}", System.Data.SqlDbType.NVarChar, ServerLimits.KeyCharacters) { Value = value })]);
        return new SampleTable(table, [.. columns.Select(c => c.Name)], rows);
    }

    private void Try(Action read)
    {
        try
        {
            read();
        }
        catch (PsdPurgeException failure)
        {
            Failures.Add(failure);
        }
    }
}
