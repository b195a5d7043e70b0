using System.Globalization;

namespace PsdPurge.Report;

/// <summary>Totals of a part of the selection: of a Front-End, or of an endpoint on a Front-End.</summary>
internal sealed class ReviewSum
{
    private readonly HashSet<(string Address, string Conference)> _conferences = [];
    private (string Key, string Text)? _first;
    private (string Key, string Text)? _last;

    public long Documents { get; private set; }

    public long Entries { get; private set; }

    public long Bytes { get; private set; }

    public long Conferences => _conferences.Count;

    /// <summary>The lowest and the highest DocId.</summary>
    public string Oldest => _first?.Text ?? "";

    public string Newest => _last?.Text ?? "";

    public void Add(AppEndpointPsdEntry entry)
    {
        Documents++;
        Entries += entry.Entries;
        Bytes += entry.Bytes;
        _conferences.Add((entry.SipAddress.ToUpperInvariant(), entry.ConferenceId));

        // Compares numbers that are texts. A shorter one is smaller.
        var key = entry.DocId.All(c => c is >= '0' and <= '9') ? entry.DocId.Length.ToString("000", CultureInfo.InvariantCulture) + entry.DocId : entry.DocId;
        _first = _first is null || string.CompareOrdinal(key, _first.Value.Key) < 0 ? (key, entry.DocId) : _first;
        _last = _last is null || string.CompareOrdinal(key, _last.Value.Key) > 0 ? (key, entry.DocId) : _last;
    }
}

/// <summary>The page's data about a Front-End.</summary>
internal sealed record ReviewFrontEnd(string? Pool, string Name, ReviewSum Sum, IReadOnlyList<(string Address, ReviewSum Sum)> Endpoints)
{
    /// <summary>The Front-End's latest count, if there is one.</summary>
    public HistoryRow? Count { get; init; }

    /// <summary>The result of a removal of this selection with -WhatIf, if there is one.</summary>
    public HistoryRow? Preview { get; init; }

    /// <summary>The Front-End's evidence for the schema profile, if that was given.</summary>
    public string? Evidence { get; init; }
}

/// <summary>The data of the page for an approval.</summary>
internal sealed record ReviewModel(
    string Title, DateTime Generated, string Mark, ReviewSum Total, IReadOnlyList<ReviewFrontEnd> FrontEnds, IReadOnlyList<AppEndpointPsdEntry> Largest)
{
    private const int MostLargest = 10;

    public static ReviewModel Of(
        IReadOnlyList<AppEndpointPsdEntry> entries, IReadOnlyList<HistoryRow> rows, IReadOnlyDictionary<string, string> evidence, ReportOptions options)
    {
        var total = new ReviewSum();
        foreach (var entry in entries)
        {
            total.Add(entry);
        }

        return new ReviewModel(
            options.Title,
            options.Now,
            SelectionMark.Of(entries),
            total,
            [
                .. entries.GroupBy(entry => (Pool: Key(entry.Pool), FrontEnd: Key(entry.FrontEnd)))
                    .OrderBy(group => group.Key.Pool, StringComparer.Ordinal)
                    .ThenBy(group => group.Key.FrontEnd, StringComparer.Ordinal)
                    .Select(group => One(group.ToList(), rows, evidence)),
            ],
            [.. entries.OrderByDescending(entry => entry.Bytes)
                .ThenByDescending(entry => entry.Entries)
                .ThenBy(entry => entry.Check, StringComparer.Ordinal)
                .Take(MostLargest)]);
    }

    private static ReviewFrontEnd One(List<AppEndpointPsdEntry> entries, IReadOnlyList<HistoryRow> rows, IReadOnlyDictionary<string, string> evidence)
    {
        var sum = new ReviewSum();
        var endpoints = new SortedDictionary<string, ReviewSum>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in entries)
        {
            sum.Add(entry);
            if (!endpoints.TryGetValue(entry.SipAddress, out var endpoint))
            {
                endpoints.Add(entry.SipAddress, endpoint = new ReviewSum());
            }

            endpoint.Add(entry);
        }

        List<HistoryRow> own =
            [.. rows.Where(row => Key(row.FrontEnd) == Key(entries[0].FrontEnd) && Key(row.Pool) == Key(entries[0].Pool)).OrderByDescending(row => row.Time)];
        return new ReviewFrontEnd(
            entries[0].Pool, entries[0].FrontEnd, sum, [.. endpoints.Select(pair => (pair.Key, pair.Value)).OrderByDescending(pair => pair.Value.Entries)])
        {
            Count = own.Find(row => row.Event == HistoryEvent.Count),
            Preview = own.Find(row => row.Event == HistoryEvent.Purge && row.Status is nameof(RemovalStatus.NotConfirmed) or nameof(RemovalStatus.NothingToDo)),
            Evidence = evidence.TryGetValue(Key(entries[0].FrontEnd), out var text) ? text : null,
        };
    }

    /// <summary>Names are compared without regard to case.</summary>
    public static string Key(string? name) => (name ?? "").Trim().ToUpperInvariant();
}
