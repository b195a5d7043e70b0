using System.Collections;
using System.Globalization;

namespace PsdPurge.History;

/// <summary>Writes and reads the columns of a history. The first four are those of Get-PsdEntryCount.</summary>
internal static class HistoryColumns
{
    private static readonly (string Name, Func<HistoryRow, string?> Text)[] Columns =
    [
        ("Time", row => row.Time is { } time ? TimeText.Write(time) : null),
        ("Pool", row => row.Pool),
        ("FrontEnd", row => row.FrontEnd),
        ("EntryCount", row => Number(row.EntryCount)),
        ("Event", row => row.Event.ToString()),
        ("CountBefore", row => Number(row.CountBefore)),
        ("Candidates", row => Number(row.Candidates)),
        ("Deleted", row => Number(row.Deleted)),
        ("Skipped", row => Number(row.Skipped)),
        ("SkippedBy", row => SkipCounts.HistoryText(row.SkippedBy)),
        ("Status", row => row.Status),
        ("Elapsed", row => row.Elapsed is { } elapsed ? DurationText.Write(elapsed) : null),
        ("BackupFile", row => row.BackupFile),
        ("RunId", row => row.RunId),
    ];

    private static readonly Dictionary<string, int> Places =
        Columns.Select((column, place) => (column.Name, place)).ToDictionary(one => one.Name, one => one.place);

    public static IReadOnlyList<string> Names { get; } = [.. Columns.Select(column => column.Name)];

    /// <summary>The fields of a row, in the order of the columns.</summary>
    public static IEnumerable<string?> Write(HistoryRow row) => Columns.Select(column => column.Text(row));

    /// <summary>The value of a column in a line that this module wrote. Null if there is no such column.</summary>
    public static string? Value(IReadOnlyList<string> line, string name) => Places.TryGetValue(name, out var place) ? line[place] : null;

    /// <summary>Reads a row from a line of a CSV file, or from an object.</summary>
    /// <param name="field">Gets the value of a column or property. Null if there is none.</param>
    /// <param name="times">Reads times from texts.</param>
    /// <param name="open">The row's time, if its text is ambiguous. In that case the row has no time yet.</param>
    /// <param name="problem">What is wrong with the row, as the end of a sentence.</param>
    public static HistoryRow? Read(Func<string, object?> field, TimeText times, out OpenTime? open, out string? problem)
    {
        var reader = new FieldReader(field, times);
        var isResult = reader.Text("CountAfter") is not null || reader.Text("Candidates") is not null;
        var row = new HistoryRow
        {
            Time = reader.Time("Time", required: !isResult),
            Pool = reader.Text("Pool"),
            FrontEnd = reader.Text("FrontEnd", required: true) ?? "",
            Event = reader.Event("Event") ?? (isResult ? HistoryEvent.Purge : HistoryEvent.Count),
            EntryCount = reader.Number("EntryCount", required: !isResult) ?? reader.Number("CountAfter"),
            CountBefore = reader.Number("CountBefore"),
            Candidates = reader.Number("Candidates"),
            Deleted = reader.Number("Deleted"),
            Skipped = reader.Number("Skipped"),
            SkippedBy = Reasons(reader.Value("SkippedBy")),

            // JSON has the value's number.
            Status = reader.Value("Status") is int or long ? ((RemovalStatus)reader.Number("Status")!).ToString() : reader.Text("Status"),
            Elapsed = reader.Duration("Elapsed"),
            BackupFile = reader.Text("BackupFile"),
            RunId = reader.Text("RunId"),
        };
        problem = reader.Problem;
        open = reader.Open is var (text, readings) ? new OpenTime(row, text, readings) : null;
        return problem is null ? row : null;
    }

    private static string? Number(long? value) => value?.ToString(CultureInfo.InvariantCulture);

    /// <summary>Reads it from a result, from a result that came through remoting or JSON, or from text.</summary>
    private static SkipCounts Reasons(object? value) => value switch
    {
        IEnumerable<KeyValuePair<SkipReason, long>> known => new SkipCounts(known.ToDictionary(pair => pair.Key, pair => pair.Value)),
        IDictionary named => SkipCounts.Parse(string.Join(" ", named.Cast<DictionaryEntry>().Select(entry => $"{entry.Key}={entry.Value}"))),
        _ => SkipCounts.Parse(value as string),
    };

    private sealed class FieldReader(Func<string, object?> field, TimeText times)
    {
        public string? Problem { get; private set; }

        /// <summary>The text of an ambiguous time, and the times that it may mean.</summary>
        public (string Text, IReadOnlyList<DateTime?> Readings)? Open { get; private set; }

        public object? Value(string name) => field(name);

        public string? Text(string name, bool required = false)
        {
            var text = Convert.ToString(field(name), CultureInfo.InvariantCulture)?.Trim();
            if (!string.IsNullOrEmpty(text))
            {
                return CsvText.Unguard(text!);
            }

            Problem ??= required ? $"has nothing in column {name}" : null;
            return null;
        }

        public HistoryEvent? Event(string name)
        {
            if (Text(name) is not { } text)
            {
                return null;
            }

            if (text.All(char.IsLetter) && Enum.TryParse<HistoryEvent>(text, ignoreCase: true, out var kind))
            {
                return kind;
            }

            Problem ??= $"has '{text}' in column {name}, which is neither Count nor Purge";
            return null;
        }

        public long? Number(string name, bool required = false)
        {
            if (Text(name, required) is not { } text)
            {
                return null;
            }

            if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= 0)
            {
                return number;
            }

            Problem ??= $"has '{text}' in column {name}, which is not a number of entries";
            return null;
        }

        public DateTime? Time(string name, bool required)
        {
            switch (field(name))
            {
                // A count's time is UTC, even if it was converted to text and back and has lost its kind.
                case DateTime time:
                    return time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : DateTime.SpecifyKind(time, DateTimeKind.Utc);
                case DateTimeOffset time:
                    return time.UtcDateTime;
            }

            if (Text(name, required) is not { } text)
            {
                return null;
            }

            // Export-Csv writes a time in the form of the user's culture.
            var readings = times.Readings(text);
            if (readings.Distinct().Count() == 1)
            {
                Problem ??= readings[0] is null ? $"has '{text}' in column {name}, which is not a time" : null;
                return readings[0];
            }

            Open = (text, readings);
            return null;
        }

        public TimeSpan? Duration(string name)
        {
            switch (field(name))
            {
                case TimeSpan span:
                    return span;
                case IDictionary json:
                    return json["Ticks"] is { } ticks ? new TimeSpan(Convert.ToInt64(ticks, CultureInfo.InvariantCulture)) : null;
            }

            if (Text(name) is not { } text)
            {
                return null;
            }

            var duration = DurationText.Read(text);
            Problem ??= duration is null ? $"has '{text}' in column {name}, which is not a duration" : null;
            return duration;
        }
    }
}
