using PsdPurge.Bundle;

namespace PsdPurge;

/// <summary>
/// What a colleague, or the maintainer of this module, needs to understand a server that nobody has seen: its tables, what the search for a profile tried, and
/// some rows, with pseudonyms for everything that names somebody or something.
/// </summary>
public sealed class DiagnosticBundle
{
    private readonly List<PoolReading> _pools = [];
    private readonly HashSet<string> _hidden = new(StringComparer.OrdinalIgnoreCase);
    private readonly string _path;
    private readonly bool _replace;

    /// <summary>Begins a bundle; nothing is written yet.</summary>
    /// <param name="path">Full path of the zip file.</param>
    /// <param name="replace">Whether a file that is there already is replaced.</param>
    /// <exception cref="PsdPurgeException"><c>BundleExists</c>, or <c>BundleNotWritable</c></exception>
    public DiagnosticBundle(string path, bool replace)
    {
        BundleFile.EnsureWritable(path, replace);
        (_path, _replace) = (path, replace);
        Hide(Environment.MachineName, Environment.UserName, Environment.UserDomainName);
    }

    /// <summary>Names that are replaced wherever they stand in a sentence.</summary>
    public void Hide(params IEnumerable<string?> names) => _hidden.UnionWith(names.OfType<string>());

    /// <summary>Reads a pool. Reads only, a bounded number of rows, and without locks; what fails on a Front-End is part of the bundle.</summary>
    /// <param name="run">The Front-Ends of one pool, and how to ask them.</param>
    /// <param name="endpoints">Endpoints, as far as they are known.</param>
    /// <param name="token">Ends the run.</param>
    public async Task AddPoolAsync(PoolRun run, IReadOnlyCollection<string> endpoints, CancellationToken token)
    {
        Hide(endpoints);
        _pools.Add(await PoolReading.ReadAsync(run with { Reporter = new SearchLog() }, endpoints, token).ConfigureAwait(false));
    }

    /// <summary>Writes the file, complete or not at all.</summary>
    /// <param name="versions">What runs here, by name.</param>
    /// <param name="checks">The checklist.</param>
    /// <param name="time">The files' time.</param>
    /// <exception cref="PsdPurgeException"><c>BundleExists</c>, or <c>BundleNotWritable</c></exception>
    public void Write(IReadOnlyList<KeyValuePair<string, string>> versions, IReadOnlyList<PoolCheck> checks, DateTimeOffset time)
    {
        using Anonymizer anonymizer = new(_pools, _hidden);
        BundleContent content = anonymizer.Content(versions, checks);
        List<(string Name, string Text)> entries =
        [
            ("index.html", BundlePage.Write(content)), ("bundle.json", BundleJson.Index(content)), ("checks.json", BundleJson.Checks(content.Checks)),
        ];
        for (var i = 0; i < content.Pools.Count; i++)
        {
            PoolContent pool = content.Pools[i];
            entries.Add(($"{BundleJson.Folder(i)}/search.json", BundleJson.Search(pool.Search)));
            for (var j = 0; j < pool.FrontEnds.Count; j++)
            {
                entries.Add(($"{BundleJson.Folder(i, j)}/catalog.json", BundleJson.Catalog(pool.FrontEnds[j].Databases)));
                entries.Add(($"{BundleJson.Folder(i, j)}/samples.json", BundleJson.Samples(pool.FrontEnds[j].Samples)));
            }
        }

        BundleFile.Write(_path, entries, time, _replace);
    }
}
