namespace PsdPurge.Schema.Resolver;

/// <summary>An occurrence of a known id in a text.</summary>
internal readonly record struct Occurrence(int Start, int Length);

/// <summary>The ids of one Front-End's living conferences, or of their organizers: the values of a link to <see cref="Target"/>.</summary>
internal sealed class KnownIds
{
    private readonly Dictionary<string, List<LivingConference>> _conferences = new(ValueText.Comparer);
    private readonly int[] _lengths;

    public KnownIds(LinkTarget target, IEnumerable<LivingConference> living)
    {
        Target = target;
        foreach (LivingConference conference in living)
        {
            if (conference.Id(target) is { Length: > 0 } id)
            {
                if (!_conferences.TryGetValue(id, out List<LivingConference>? all))
                {
                    _conferences.Add(id, all = []);
                }

                all.Add(conference);
            }
        }

        _lengths = [.. _conferences.Keys.Select(k => k.Length).Distinct().OrderByDescending(l => l)];
    }

    public LinkTarget Target { get; }

    /// <summary>The number of ids.</summary>
    public int Count => _conferences.Count;

    /// <summary>The conferences of an id, or of the organizer with that id.</summary>
    public IReadOnlyList<LivingConference> Find(string? id) =>
        id is not null && _conferences.TryGetValue(id, out List<LivingConference>? found) ? found : [];

    public bool Contains(string? id) => id is not null && _conferences.ContainsKey(id);

    /// <summary>The occurrences of known ids in a text that are not part of a longer word. Of overlapping ones, the longest.</summary>
    public IEnumerable<Occurrence> FindWithin(string text)
    {
        for (var start = 0; start < text.Length; start++)
        {
            if (start > 0 && char.IsLetterOrDigit(text[start - 1]))
            {
                continue;
            }

            foreach (var length in _lengths)
            {
                var end = start + length;
                if (end <= text.Length
                    && (end == text.Length || !char.IsLetterOrDigit(text[end]))
                    && _conferences.ContainsKey(text.Substring(start, length)))
                {
                    yield return new Occurrence(start, length);
                    start = end - 1;
                    break;
                }
            }
        }
    }
}
