using System.Collections.Concurrent;
using System.Net;
using PsdPurge.Core.Tests.Purge;
using PsdPurge.Lab;
using PsdPurge.Lab.Scenarios;

namespace PsdPurge.Core.Tests;

/// <summary>Runs the core against a lab pool, and keeps its messages.</summary>
internal sealed class Run(LabPool pool)
{
    private readonly RecordingReporter _said = new();

    /// <summary>Whether living conferences without a document are accepted.</summary>
    public bool AllowUnnamedConferences { get; set; }

    public IReadOnlyCollection<string> Log => _said.Lines;

    public IReadOnlyCollection<string> Warnings => _said.Warnings;

    public IReadOnlyCollection<PsdPurgeException> Failures => _said.Failures;

    public IReadOnlyList<FrontEnd> FrontEnds => [.. pool.FrontEnds.Select(f => new FrontEnd(f.ComputerName, Pool: pool.PoolFqdn))];

    public ConnectionSettings Settings => new() { Credential = new NetworkCredential(pool.FrontEnds[0].Login, pool.FrontEnds[0].Password) };

    private PoolRun PoolRun => new(FrontEnds, Settings, 4, _said);

    /// <summary>Addresses of the pool's own endpoints.</summary>
    public IReadOnlyCollection<string> Endpoints => [.. pool.Scenario.Endpoints.Select(e => e.Address)];

    public async Task<IReadOnlyCollection<AppEndpointPsdEntry>> SelectAsync(SchemaProfile profile)
    {
        ConcurrentBag<AppEndpointPsdEntry> entries = [];
        await EntrySelector.SelectAsync(PoolRun, new SelectionScope(Endpoints, profile), entries.Add, CancellationToken.None);
        return entries;
    }

    /// <summary>Removes all orphans without a question.</summary>
    public async Task<IReadOnlyCollection<RemovalResult>> RemoveAsync(SchemaProfile profile)
    {
        ConcurrentBag<RemovalResult> results = [];
        using Removal removal =
            new(PoolRun, new SelectionScope(Endpoints, profile) { AllowUnnamedConferences = AllowUnnamedConferences }, new RemovalOptions());
        IReadOnlyList<RemovalPlan> plans = await removal.PlanAsync(CancellationToken.None);
        await removal.RunAsync(plans, results.Add, CancellationToken.None);
        return results;
    }

    public async Task<SchemaResolution?> ResolveAsync() =>
        await SchemaResolver.ResolveAsync(PoolRun, SchemaResolver.DefaultSampleSize, CancellationToken.None);
}
