namespace PsdPurge.Lab.Scenarios;

/// <summary>All rows of a Front-End at one time, as fingerprints. They show which entry is gone, new or changed, and whether anything else changed.</summary>
/// <param name="Entries">PersistedServiceData: the fingerprint of each row, by the row's key.</param>
/// <param name="OtherTables">The fingerprint of each other table, by <c>database.table</c>.</param>
public sealed record FrontEndSnapshot(IReadOnlyDictionary<EntryKey, ulong> Entries, IReadOnlyDictionary<string, TablePrint> OtherTables)
{
    private static readonly (string Database, string Table)[] Others =
    [
        ("rtc", "Document"), ("rtc", "Conference"), ("rtc", "Resource"), ("rtc", "ResourceDirectory"), ("rtc", "FrontEnd"),
        ("rtc", "RoutingGroupAssignment"), ("rtcdyn", "ActiveConference"), ("rtcdyn", "Participant"),
    ];

    /// <summary>Reads the tables.</summary>
    public static FrontEndSnapshot Take(ISqlTarget target, SchemaVariant schema)
    {
        var entries = new Dictionary<EntryKey, ulong>();
        target.Read("rtc", schema.EntriesQuery, row => entries.Add(new((long)row[0]!, (int)(long)row[1]!), RowPrint.Of(row)));
        var others = new Dictionary<string, TablePrint>();
        foreach (var (database, table) in Others)
        {
            long count = 0;
            ulong sum = 0;
            target.Read(database, $"SELECT * FROM dbo.{table}", row =>
            {
                count++;
                unchecked
                {
                    sum += RowPrint.Of(row);
                }
            });
            others.Add($"{database}.{table}", new(count, sum));
        }

        return new(entries, others);
    }
}

/// <summary>Key of a PersistedServiceData row.</summary>
public readonly record struct EntryKey(long DocId, int ServiceId);

/// <summary>The fingerprint of a table's rows, in any order.</summary>
public readonly record struct TablePrint(long Rows, ulong Sum);

/// <summary>Fingerprints of rows.</summary>
internal static class RowPrint
{
    /// <summary>FNV-1a over the values of a row. It is the same in every process.</summary>
    public static ulong Of(object?[] row)
    {
        var print = 14695981039346656037UL;
        foreach (var value in row)
        {
            print = Add(print, value);
        }

        return print;
    }

    private static ulong Add(ulong print, object? value)
    {
        switch (value)
        {
            case null:
                return Step(print, 0xFF);
            case byte[] bytes:
                foreach (var part in bytes)
                {
                    print = Step(print, part);
                }

                return Step(print, 0x101);
            default:
                foreach (var part in Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!)
                {
                    print = Step(print, part);
                }

                return Step(print, 0x102);
        }
    }

    private static ulong Step(ulong print, uint part) => unchecked((print ^ part) * 1099511628211UL);
}
