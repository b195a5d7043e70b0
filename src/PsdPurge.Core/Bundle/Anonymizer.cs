using PsdPurge.Schema.Resolver;

namespace PsdPurge.Bundle;

/// <summary>Turns what was read into what may leave the computer. This is the only way from a reading into a bundle.</summary>
internal sealed class Anonymizer : IDisposable
{
    private readonly Pseudonymizer _pseudonyms;
    private readonly ProseText _prose;
    private readonly IReadOnlyList<PoolReading> _pools;

    /// <param name="pools">What was read.</param>
    /// <param name="hidden">Names that must not appear anywhere.</param>
    public Anonymizer(IReadOnlyList<PoolReading> pools, IEnumerable<string?> hidden)
    {
        _pools = pools;
        _pseudonyms = new Pseudonymizer();
        _pseudonyms.Learn(Samples.SelectMany(s => s.Living).SelectMany(c => new[] { c.ExternalConfId, c.ConferenceKey }));
        _prose = new ProseText(_pseudonyms, MessageWords.All, pools.SelectMany(p => p.FrontEnds).SelectMany(f => f.Databases).SelectMany(d => d.Names));
        _prose.Hide(hidden);
        foreach (PoolReading pool in pools)
        {
            _prose.Hide([pool.Run.Name, .. pool.FrontEnds.SelectMany(f => Names(f))]);
        }
    }

    private IEnumerable<ServerSample> Samples => _pools.SelectMany(p => p.FrontEnds).Select(f => f.Sample).OfType<ServerSample>();

    /// <summary>Replaces everything.</summary>
    public BundleContent Content(IReadOnlyList<KeyValuePair<string, string>> versions, IReadOnlyList<PoolCheck> checks) =>
        new(versions, [.. checks.Select(Check)], [.. _pools.Select(Pool)]);

    public void Dispose() => _pseudonyms.Dispose();

    private static IEnumerable<string?> Names(FrontEndReading reading)
    {
        ServerName name = ServerName.Parse(reading.FrontEnd.DataSource);
        return [reading.FrontEnd.ComputerName, name.Host, name.Host.Split('.')[0], reading.Server?.Login, reading.Server?.Login.Split('\\').Last()];
    }

    private PoolCheck Check(PoolCheck check) => check with
    {
        Pool = Name(check.Pool),
        FrontEnd = Name(check.FrontEnd),
        Found = _prose.Replace(check.Found),
        Advice = check.Advice is null ? null : _prose.Replace(check.Advice),
    };

    private string? Name(string? name) => name is null ? null : _prose.Name(name);

    private PoolContent Pool(PoolReading pool) => new(
        _prose.Name(pool.Run.Name),
        [.. pool.FrontEnds.Select(frontEnd => new FrontEndContent(
            _prose.Name(frontEnd.FrontEnd.ComputerName),
            frontEnd.Server is { } server ? $"SQL Server {server.Version} {server.Level}, {server.Edition}" : null,
            frontEnd.Databases,
            [.. pool.Samples(frontEnd).Select(table => table with { Rows = [.. table.Rows.Select(row => Array.ConvertAll(row, _pseudonyms.Value))] })],
            [.. frontEnd.Failures.Select(failure => $"{failure.ErrorId}: {_prose.Replace(failure.Message)}")]))],
        Search(pool.Search));

    private SearchContent Search(SearchReading search) => new(
        _prose.Replace(search.Outcome),
        search.ErrorId,
        Profile(search.Found),
        Profile(search.Nearest),
        [.. search.OrganizerLinks.Select(tried => tried with { Link = Link(tried.Link) })],
        [.. search.ConferenceLinks.Select(tried => tried with { Link = Link(tried.Link) })],
        [.. search.Pairs.Select(pair => pair with
        {
            Organizer = Link(pair.Organizer),
            Conference = Link(pair.Conference),
            WhyItLost = pair.WhyItLost is null ? null : _prose.Replace(pair.WhyItLost),
        })],
        [.. search.Log.Select(_prose.Replace)]);

    private SchemaProfile? Profile(SchemaProfile? profile) => profile is null ? null
        : new SchemaProfile(SchemaProfile.BuiltIn.Contains(profile) ? profile.Name : "found", Link(profile.Organizer), Link(profile.Conference));

    private SchemaLink Link(SchemaLink link) => link.Pattern is null ? link : link with { Pattern = DataText.Replace(link.Pattern, _pseudonyms) };
}
