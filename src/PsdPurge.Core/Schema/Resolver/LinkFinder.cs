namespace PsdPurge.Schema.Resolver;

/// <summary>Finds the links that the data suggests: columns whose values are known ids, and text columns in which known ids occur.</summary>
internal sealed class LinkFinder
{
    /// <summary>The fewest conferences whose ids must occur in a column.</summary>
    private const int MinConferences = 3;

    /// <summary>The most candidates of a kind, because all pairs are compared.</summary>
    private const int MaxCandidates = 40;

    private readonly IReadOnlyList<ServerSample> _samples;

    public LinkFinder(IReadOnlyList<ServerSample> samples) => _samples = samples;

    /// <summary>
    /// Links to one of <paramref name="targets"/>, those that read most known ids first. If two targets always hold the same id, only the first counts.
    /// </summary>
    public IReadOnlyList<CandidateLink> Find(params LinkTarget[] targets)
    {
        List<(CandidateLink Link, int Hits)> found = [];
        var fewest = Array.TrueForAll(targets, PointsToOrganizer) ? EvidenceThresholds.MinOrganizers : MinConferences;
        foreach (LinkTarget target in targets.Where((t, i) => !targets.Take(i).Any(earlier => AlwaysEqual(earlier, t))))
        {
            if (_samples.Any(s => s.Schema.Find(PointsToOrganizer(target) ? "Resource" : "Conference", target.ToString()) is null))
            {
                continue;
            }

            IReadOnlyList<ColumnKind> kinds = [.. _samples.Select(s => s.Schema.Target(target).Kind)];
            IReadOnlyList<KnownIds> known = [.. _samples.Select(s => s.Known(target))];
            foreach (CandidateLink link in _samples[0].Columns.SelectMany(c => FindIn(c, target, kinds, known)))
            {
                var hits = Hits(link, known);
                if (hits.Ids >= Math.Min(fewest, known.Max(k => k.Count)) && hits.Ids > 0)
                {
                    found.Add((link, hits.Rows));
                }
            }
        }

        return [.. found.OrderByDescending(f => f.Hits).Take(MaxCandidates).Select(f => f.Link)];
    }

    private static bool PointsToOrganizer(LinkTarget target) => target is LinkTarget.ResourceId or LinkTarget.UserAtHost;

    private static (int Ids, int Rows) Hits(CandidateLink link, IReadOnlyList<KnownIds> known)
    {
        HashSet<string> ids = new(ValueText.Comparer);
        var rows = 0;
        for (var i = 0; i < known.Count; i++)
        {
            foreach (var value in link.Values[i].Where(known[i].Contains))
            {
                ids.Add(value!);
                rows++;
            }
        }

        return (ids.Count, rows);
    }

    private bool AlwaysEqual(LinkTarget one, LinkTarget other) =>
        _samples.All(s => s.Living.All(c => c.Id(one) is { } id && ValueText.Comparer.Equals(id, c.Id(other))));

    private IEnumerable<CandidateLink> FindIn(SampleColumn place, LinkTarget target, IReadOnlyList<ColumnKind> kinds, IReadOnlyList<KnownIds> known)
    {
        ServerColumn column = place.Value;
        foreach (BinaryText? encoding in Encodings(column))
        {
            List<string?[]?> read = [.. _samples.Select(s => s.Texts(place, encoding))];
            if (read.Contains(null))
            {
                continue;
            }

            IReadOnlyList<string?[]> texts = [.. read.Select(t => t!)];
            ValueForm form = Form(column, encoding);
            if (form != ValueForm.Plain ? kinds.Any(k => k is ColumnKind.Binary or ColumnKind.Other) : kinds.Any(k => k != column.Kind))
            {
                continue;
            }

            yield return CandidateLink.Read(place.Link(target, null, encoding), texts, form, kinds);
            if (form != ValueForm.Plain)
            {
                List<TextMatch> matches = Matches(texts, known);
                IEnumerable<UrnPattern> patterns = PatternFinder.Find(matches, target);
                if (target == LinkTarget.UserAtHost)
                {
                    // Texts that also name one of the organizer's conferences may have their own form.
                    patterns = patterns.Concat(PatternFinder.Find([.. matches.Where(NamesConferenceOfHis)], target)).Distinct();
                }

                foreach (UrnPattern pattern in patterns)
                {
                    yield return CandidateLink.Read(place.Link(target, pattern, encoding), texts, form, kinds);
                }
            }
        }
    }

    /// <summary>The order matters. If all texts are ASCII, UTF-8 and a code page read the same, and UTF-8 accepts fewer other bytes as text.</summary>
    private static BinaryText?[] Encodings(ServerColumn column) =>
        column.Kind == ColumnKind.Binary ? [null, BinaryText.Utf16, BinaryText.Utf8, BinaryText.SingleByte] : [null];

    private static ValueForm Form(ServerColumn column, BinaryText? encoding) =>
        column.Kind != ColumnKind.Text && encoding is null ? ValueForm.Plain
        : encoding == BinaryText.SingleByte || (column.Kind == ColumnKind.Text && !column.IsUnicode) ? ValueForm.OneByteText
        : ValueForm.Text;

    private bool NamesConferenceOfHis(TextMatch match) =>
        _samples.Any(s => new[] { LinkTarget.ExternalConfId, LinkTarget.ConferenceKey, LinkTarget.ConfId }.Any(t => s.Known(t).FindWithin(match.Text).Any(
            o => s.Known(t).Find(match.Text.Substring(o.Start, o.Length)).Any(c => ValueText.Comparer.Equals(c.UserAtHost, match.Found)))));

    /// <summary>The occurrences of known ids inside longer texts.</summary>
    private static List<TextMatch> Matches(IReadOnlyList<string?[]> texts, IReadOnlyList<KnownIds> known)
    {
        List<TextMatch> matches = [];
        for (var i = 0; i < texts.Count; i++)
        {
            foreach (var text in texts[i].OfType<string>())
            {
                matches.AddRange(known[i].FindWithin(text).Where(o => o.Length < text.Length).Select(o => new TextMatch(text, o)));
            }
        }

        return matches;
    }
}
