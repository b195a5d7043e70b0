using PsdPurge.Bundle;

namespace PsdPurge;

/// <summary>
/// What a colleague or a maintainer of this module needs to understand an unknown server: its tables, the steps of the search for a profile, and some rows.
/// Everything that names a person or a thing has a pseudonym.
/// </summary>
public sealed class DiagnosticBundle
{
    private readonly List<PoolReading> _pools = [];
    private readonly HashSet<string> _hidden = new(StringComparer.OrdinalIgnoreCase);
    private readonly string _path;
    private readonly bool _replace;

    /// <summary>Begins a bundle. Nothing is written yet.</summary>
    /// <param name="path">Full path of the zip file.</param>
    /// <param name="replace">Whether to replace an existing file.</param>
    /// <exception cref="PsdPurgeException"><c>BundleExists</c>, or <c>BundleNotWritable</c></exception>
    public DiagnosticBundle(string path, bool replace)
    {
        BundleFile.EnsureWritable(path, replace);
        (_path, _replace) = (path, replace);
        Hide(Environment.MachineName, Environment.UserName, Environment.UserDomainName);
    }

    /// <summary>Names that are replaced anywhere in a sentence.</summary>
    public void Hide(params IEnumerable<string?> names) => _hidden.UnionWith(names.OfType<string>());

    /// <summary>
    /// Reads a pool: a bounded number of rows, without locks. Nothing is changed. If reading fails on a Front-End, the failure becomes part of the bundle.
    /// </summary>
    /// <param name="run">The Front-Ends of one pool, and how to connect to them.</param>
    /// <param name="endpoints">The known endpoints.</param>
    /// <param name="token">Ends the run.</param>
    public async Task AddPoolAsync(PoolRun run, IReadOnlyCollection<string> endpoints, CancellationToken token)
    {
        Hide(endpoints);
        _pools.Add(await PoolReading.ReadAsync(run with { Reporter = new SearchLog() }, endpoints, token).ConfigureAwait(false));
    }

    /// <summary>Writes the whole file, or none.</summary>
    /// <param name="versions">Versions of what runs on this computer, by name.</param>
    /// <param name="checks">The checklist.</param>
    /// <param name="time">The time of the files in the zip file.</param>
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
