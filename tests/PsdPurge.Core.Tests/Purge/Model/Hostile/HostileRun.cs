using System.Globalization;
using PsdPurge.Lab.Scenarios;

namespace PsdPurge.Core.Tests.Purge.Model.Hostile;

/// <summary>The result of many pools.</summary>
internal sealed record HostileFigures
{
    public long Steps { get; set; }

    public int Pools { get; set; }

    public int Removals { get; set; }

    public int Refused { get; set; }

    public int Searches { get; set; }

    public int Found { get; set; }

    public int Benign { get; set; }

    public int BenignRefused { get; set; }

    /// <summary>Number of documents whose entries were deleted.</summary>
    public long Deleted { get; set; }

    /// <summary>Number of those that belong to living conferences that no column names. docs/schema.md says that such documents would slip through.</summary>
    public long SlippedThrough { get; set; }

    /// <summary>Number of living conferences' documents with wrong data.</summary>
    public long Lies { get; set; }

    /// <summary>Every other deletion of a living conference's entry, and every orphan that an honest pool kept.</summary>
    public List<string> Wrong { get; } = [];

    public override string ToString() => string.Format(
        CultureInfo.InvariantCulture,
        "{0:N0} steps, {1:N0} pools ({2:N0} honest, {3:N0} of them refused), {4:N0} lying rows, {5:N0} removals ({6:N0} refused), "
            + "{7:N0} searches ({8:N0} found a profile), {9:N0} documents deleted, {10:N0} slipped through where no column names the conference, {11:N0} wrong",
        Steps, Pools, Benign, BenignRefused, Lies, Removals, Refused, Searches, Found, Deleted, SlippedThrough, Wrong.Count);
}

/// <summary>
/// Removals on servers with wrong data. Documents of living conferences name them by former ids, by ids of other conferences, and under other organizers, in
/// every combination. The run counts the deleted entries of living conferences.
/// </summary>
/// <remarks>A step is one document on a Front-End with its columns, or one command: a search for a profile, or a removal.</remarks>
internal sealed class HostileRun(int seed, bool mayBeLarge = false, Func<SelectionScope, SelectionScope>? fault = null) : IAsyncDisposable
{
    private const int OneInIsHonest = 5;

    private readonly Dictionary<(HostileLayout Layout, int FrontEnds), HostileServer> _servers = [];

    public HostileFigures Figures { get; } = new();

    /// <summary>Runs one pool after the other, until there are enough steps or <paramref name="isEnough"/> returns true.</summary>
    public async Task RunAsync(long steps, int firstPool = 0, Action<int>? onPool = null, Func<bool>? isEnough = null)
    {
        for (var number = firstPool; Figures.Steps < steps && isEnough?.Invoke() != true; number++)
        {
            await RunPoolAsync(number);
            onPool?.Invoke(number);
        }
    }

    public async Task RunPoolAsync(int number)
    {
        var poolSeed = unchecked((seed * 1_000_003) + number);
        Random random = new(poolSeed);
        HostileLayout layout = HostileLayout.Of(number);
        var frontEnds = random.Next(4) switch { 0 => 1, 3 => 3, _ => 2 };
        HostilePool pool = HostileGenerator.Make(poolSeed, layout, frontEnds, isBenign: random.Next(OneInIsHonest) == 0, mayBeLarge);
        HostileServer server = await ServerAsync(layout, frontEnds);
        server.Lay(pool);
        Figures.Pools++;
        Figures.Benign += pool.IsBenign ? 1 : 0;
        Figures.Steps += pool.Rows.Count;
        Figures.Lies += pool.Rows.Count(r => r.Truth.Lives && !r.IsHonest);
        SchemaProfile profile = await ProfileAsync(server, pool);
        await RemoveAsync(server, pool, profile, allowUnnamed: false, number);
        if (!pool.IsBenign)
        {
            await RemoveAsync(server, pool, profile, allowUnnamed: true, number);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (HostileServer server in _servers.Values)
        {
            await server.DisposeAsync();
        }
    }

    private async Task RemoveAsync(HostileServer server, HostilePool pool, SchemaProfile profile, bool allowUnnamed, int number)
    {
        SelectionScope scope = new([.. pool.Endpoints.Select(e => e.Address)], profile) { AllowUnnamedConferences = allowUnnamed };
        server.Pool.Scope = fault?.Invoke(scope) ?? scope;
        RemovalOutcome outcome = await server.Pool.RemoveAsync(server.Pool.Options() with { BackupFolder = null });
        Figures.Removals++;
        Figures.Steps++;
        var refused = outcome.Said.Failures.FirstOrDefault();
        Figures.Refused += refused is null ? 0 : 1;
        IReadOnlyList<HostileRow> deleted = server.Deleted(pool);
        Figures.Deleted += deleted.Count;
        foreach (HostileRow row in deleted.Where(r => r.Truth.Lives))
        {
            if (pool.SaysItself(row) || (row.Truth.Owner.IsEndpoint && !allowUnnamed && pool.NamesTooFew))
            {
                Figures.Wrong.Add($"{Where(pool, number)}: {Describe(row)} was deleted{(allowUnnamed ? " (conferences without a document allowed)" : "")}");
            }
            else
            {
                Figures.SlippedThrough++;
            }
        }

        if (pool.IsBenign)
        {
            Figures.BenignRefused += refused is null ? 0 : 1;
            if (refused is not null || !deleted.ToHashSet().SetEquals(pool.Rows.Where(row => row.IsOrphan)))
            {
                Figures.Wrong.Add($"{Where(pool, number)}: an honest pool, and {deleted.Count} of {pool.Rows.Count(row => row.IsOrphan)} orphans were deleted. "
                    + $"{refused?.Message}");
            }
        }
    }

    /// <summary>
    /// The built-in profile that fits, or the one that the product finds. If it finds none, the true profile, as somebody might write it by hand.
    /// </summary>
    private async Task<SchemaProfile> ProfileAsync(HostileServer server, HostilePool pool)
    {
        if (pool.Layout.Profile is { } builtIn)
        {
            return builtIn;
        }

        Figures.Searches++;
        Figures.Steps++;
        try
        {
            PoolRun run = new(server.Pool.FrontEnds, server.Pool.Settings, server.Pool.FrontEnds.Count, new RecordingReporter());
            SchemaResolution? resolution = await SchemaResolver.ResolveAsync(run, SchemaResolver.DefaultSampleSize, CancellationToken.None);
            Figures.Found++;
            return resolution!.Profile;
        }
        catch (PsdPurgeException failure) when (failure.ErrorId is "SchemaNotFound" or "SchemaAmbiguous")
        {
            return SchemaProfileNotation.Read(pool.Layout.Variant.Profile!, "by-hand.psd1");
        }
    }

    private async Task<HostileServer> ServerAsync(HostileLayout layout, int frontEnds)
    {
        if (!_servers.TryGetValue((layout, frontEnds), out HostileServer? server))
        {
            _servers[(layout, frontEnds)] = server = await HostileServer.StartAsync(layout, frontEnds);
        }

        return server;
    }

    private string Where(HostilePool pool, int number) =>
        FormattableString.Invariant($"seed {seed}, pool {number} ({pool.Layout}, {pool.FrontEnds} Front-Ends)");

    private static string Describe(HostileRow row) =>
        $"document {row.DocId} on {row.FrontEnd} of {row.Truth.Owner.Address}'s living {row.Truth.PublicId} ({row.Truth.Key}, "
            + $"{row.Truth.ConfIds[row.FrontEnd]}), written as {row.WrittenOwner.Address}'s {(row.Written == row.Truth ? "same" : row.Written.PublicId)}"
        + string.Concat(row.Copies.Select(c => $", {c.Column.Table}.{c.Column.Name} says {c.What}{(c.Conference == row.Truth ? " of it" : "")}: "
        + $"{(c.Value is byte[] bytes ? Convert.ToHexString(bytes) : c.Value)}"));
}
