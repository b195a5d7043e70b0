using System.Text;
using PsdPurge.Schema.Resolver;

namespace PsdPurge.Core.Tests.Schema;

/// <summary>
/// A server's sample that exists only in memory: random conferences, and rows whose columns name them in a random way, among decoys. It needs no engine, so
/// that thousands of samples take seconds.
/// </summary>
internal sealed class SampledWorld
{
    /// <summary>
    /// If columns are wrong in some rows, this many living conferences have such a document. A column that is wrong only in rows of deleted conferences cannot
    /// be told from a right one.
    /// </summary>
    private const int LeastWrong = 5;

    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private readonly Random _random;
    private readonly List<LivingConference> _people = [];
    private readonly List<Row> _documents = [];
    private readonly List<(SampleColumn Column, Func<Row, object?> Value)> _columns = [];
    private readonly List<LivingConference> _living = [];

    public SampledWorld(int seed)
    {
        _random = new Random(seed);
        Fill();
        IsSolvable = _random.Next(4) > 0;
        AddLinks();
        AddDecoys();
        foreach (var i in Enumerable.Range(0, _columns.Count).OrderBy(_ => _random.Next()).ToList())
        {
            _columns.Add(_columns[i]);
        }

        _columns.RemoveRange(0, _columns.Count / 2);
        Sample = ServerSample.Of(
            TestSchema.FrontEnd,
            Schema(),
            _living,
            [.. _columns.Select(c => c.Column)],
            _documents.Select((d, i) => (object?[])[i + 1, .. _columns.Select(c => c.Value(d))]));
    }

    /// <summary>The sample that a search would have read.</summary>
    public ServerSample Sample { get; }

    /// <summary>Whether columns name the organizer and conference of every row.</summary>
    public bool IsSolvable { get; }

    /// <summary>A description of the columns, for a message.</summary>
    public override string ToString() => $"{(IsSolvable ? "solvable" : "not solvable")}, {_living.Count} living, {_documents.Count} rows: "
        + $"{string.Join(", ", _columns.Select(c => c.Column.Key))}";

    /// <summary>Whether as many living conferences are named as a removal demands.</summary>
    public bool NamesEnough(LinkPair pair) => pair.Agreeing >= (1 - EvidenceThresholds.MaxUnnamedShareOfFound) * _living.Count;

    /// <summary>Whether a row that would be deleted has a living conference's id in another column. A removal checks that, too.</summary>
    public bool IsCarried(LinkPair pair)
    {
        KnownIds[] ids = [Sample.Known(LinkTarget.ExternalConfId), Sample.Known(LinkTarget.ConferenceKey)];
        KnownIds read = Sample.Known(pair.Conference.Link.Target);
        return Enumerable.Range(0, _documents.Count).Any(row =>
            pair.Organizer.Values[0][row] is not null && pair.Conference.Values[0][row] is { } id && !read.Contains(id)
            && Sample.Columns.Any(c => c.Value.Kind is ColumnKind.Text or ColumnKind.Guid
                && Sample.Texts(c, null)![row] is { } text
                && ids.Any(k => k.Contains(text) || k.FindWithin(text).Any())));
    }

    /// <summary>The first row about which the pair is wrong, or null.</summary>
    /// <param name="pair">The links.</param>
    /// <param name="ofLiving">Whether to look at rows of living conferences and of none, or at rows of deleted conferences.</param>
    public string? FirstWrong(LinkPair pair, bool ofLiving)
    {
        for (var row = 0; row < _documents.Count; row++)
        {
            (LivingConference truth, DocumentKind kind) = (_documents[row].Conference, _documents[row].Kind);
            if (ofLiving == (kind != DocumentKind.Conference || _living.Contains(truth))
                && pair.Organizer.Values[0][row] is { } owner && pair.Conference.Values[0][row] is { } id
                && !(kind == DocumentKind.Conference && Same(owner, truth.Id(pair.Organizer.Link.Target)) && Same(id, truth.Id(pair.Conference.Link.Target))))
            {
                return $"row {row + 1} ({kind}) is {truth}, read as {owner}, {id}";
            }
        }

        return null;
    }

    private static bool Same(string a, string? b) => ValueText.Comparer.Equals(a, b);

    private void Fill()
    {
        string[] names = ["app", "o'brien.bot", "müller", "анна", "help_desk", "ada", "grace", "žofie"];
        var people = _random.Next(2, names.Length + 1);
        for (var i = 0; i < people; i++)
        {
            _people.Add(new LivingConference("", $"{100 + (_random.Next(4) * 1000) + i}", names[i] + "@contoso.com", null, null));
        }

        var living = _random.Next(8, 60);
        for (var i = 0; i < living + _random.Next(3, 40); i++)
        {
            LivingConference conference =
                _people[_random.Next(people)] with { ConfId = $"{5000 + i}", ExternalConfId = Id(), ConferenceKey = Key().ToString("D") };
            if (i < living)
            {
                _living.Add(conference);
            }

            _documents.Add(new Row(conference, DocumentKind.Conference, _random.Next(), i < LeastWrong));
            if (_random.Next(6) == 0)
            {
                _documents.Add(new Row(
                    conference with { ConfId = "", ExternalConfId = null, ConferenceKey = null },
                    _random.Next(2) == 0 ? DocumentKind.Other : DocumentKind.Cut,
                    _random.Next(),
                    false));
            }
        }
    }

    private void AddLinks()
    {
        Shape shape = new(_random);
        if (_random.Next(3) == 0)
        {
            (LinkTarget target, var form) = (AnyConference(text: true), shape.Joint());
            Add(shape.Column("Joint"), shape, row => row.Kind switch
            {
                DocumentKind.Other => "urn~lcd~" + row.Conference.UserAtHost,
                DocumentKind.Cut => row.Conference.UserAtHost,
                _ => form(row.Conference.UserAtHost, IsSolvable ? row.Conference.Id(target)! : Stale(row, row.Conference.Id(target)!), row.Number),
            });
            return;
        }

        var byNumber = _random.Next(2) == 0;
        SampleColumn owner = byNumber ? shape.Number("Owner") : shape.Column("Owner");
        var staleOwner = !IsSolvable && _random.Next(2) == 0;
        Add(owner, shape, row => Owner(staleOwner && (row.IsWrong || row.Number % 100 < 15) ? Another(row.Conference) : row.Conference, byNumber));
        Shape other = new(_random);
        LinkTarget id = AnyConference(text: false);
        Add(id == LinkTarget.ConfId ? other.Number("Conf") : id == LinkTarget.ConferenceKey ? other.Guid("Conf") : other.Column("Conf"), other, row =>
            row.Kind != DocumentKind.Conference ? null
            : IsSolvable || staleOwner ? row.Conference.Id(id)
            : Stale(row, row.Conference.Id(id)!));
    }

    private void AddDecoys()
    {
        for (var i = _random.Next(5); i > 0; i--)
        {
            Shape shape = new(_random);
            var share = _random.Next(30, 101);
            var name = "Decoy" + i;
            switch (_random.Next(7))
            {
                case 0:
                    Add(shape.Number(name), shape, row => _people[(row.Number >> 3) % Math.Min(3, _people.Count)].OrganizerId);
                    break;
                case 1:
                    Add(
                        shape.Number(name),
                        shape,
                        row => row.Number % 100 < share - 1 ? row.Conference.OrganizerId : _people[(row.Number >> 3) % _people.Count].OrganizerId);
                    break;
                case 2:
                    Add(
                        shape.Column(name),
                        shape,
                        row => row.Number % 100 < share - 1 ? row.Conference.UserAtHost : _people[(row.Number >> 3) % _people.Count].UserAtHost);
                    break;
                case 3:
                    Add(shape.Column(name), shape, row => row.Conference.ExternalConfId is { } id ? row.Number % 100 < share - 1 ? id : Former(id) : null);
                    break;
                case 4:
                    Add(shape.Number(name), shape, row => $"{5000 + (row.Number % 100)}");
                    break;
                case 5:
                    Add(shape.Guid(name), shape, row => new System.Guid(row.Number, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10).ToString("D"));
                    break;
                default:
                    Add(
                        shape.Number(name),
                        shape,
                        row => row.Conference.ExternalConfId is { } id ? $"{id.Aggregate(17, (sum, c) => unchecked((sum * 31) + c))}" : "0");
                    break;
            }
        }
    }

    private void Add(SampleColumn column, Shape shape, Func<Row, string?> value) => _columns.Add((column, row => shape.Store(column.Value, value(row))));

    private static string Stale(Row row, string id) => row.IsWrong || row.Number % 10 == 0 ? Former(id) : id;

    /// <summary>A former id. It has the same length and characters, and belongs to no conference.</summary>
    private static string Former(string id) => id.Length == 36 ? $"dead{id.Substring(4)}" : id.All(char.IsDigit) ? "9" + id : new string([.. id.Reverse()]);

    private LivingConference Another(LivingConference conference) =>
        _people[(_people.FindIndex(p => p.UserAtHost == conference.UserAtHost) + 1) % _people.Count];

    private static string Owner(LivingConference of, bool byNumber) => byNumber ? of.OrganizerId : of.UserAtHost;

    private LinkTarget AnyConference(bool text)
    {
        LinkTarget[] all =
            [LinkTarget.ExternalConfId, LinkTarget.ExternalConfId, LinkTarget.ConferenceKey, text ? LinkTarget.ExternalConfId : LinkTarget.ConfId];
        return all[_random.Next(all.Length)];
    }

    private string Id() => new([.. Enumerable.Range(0, 10).Select(_ => Letters[_random.Next(Letters.Length)])]);

    private Guid Key()
    {
        var bytes = new byte[16];
        _random.NextBytes(bytes);
        return new Guid(bytes);
    }

    private static ServerSchema Schema() => new(
        TestSchema.FrontEnd,
        [
            TestSchema.Column("Resource", "ResourceId", "int"), TestSchema.Column("Resource", "UserAtHost", "nvarchar", 900, "Latin1_General_CI_AS"),
            TestSchema.Column("Conference", "ConfId", "int"), TestSchema.Column("Conference", "ExternalConfId", "nvarchar", 128, "Latin1_General_CI_AS"),
            TestSchema.Column("Conference", "ConferenceKey", "uniqueidentifier"),
        ],
        ["DocId"]);

    internal enum DocumentKind
    {
        Conference,
        Other,
        Cut,
    }

    internal sealed record Row(LivingConference Conference, DocumentKind Kind, int Number, bool IsWrong);
}
