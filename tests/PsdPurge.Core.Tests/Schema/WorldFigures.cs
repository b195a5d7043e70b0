using PsdPurge.Schema.Resolver;

namespace PsdPurge.Core.Tests.Schema;

/// <summary>The choices of a search in many generated worlds.</summary>
internal sealed class WorldFigures
{
    private readonly Dictionary<string, int> _refusals = [];

    /// <summary>Number of worlds whose columns name organizer and conference.</summary>
    public int Solvable { get; private set; }

    /// <summary>Number of those with as many living conferences as a search demands.</summary>
    public int LargeEnough { get; private set; }

    /// <summary>Number of solvable worlds in which the search found a profile.</summary>
    public int Solved { get; private set; }

    /// <summary>Worlds with an accepted profile that is wrong about a row of a living conference, or about a row without a conference.</summary>
    public IReadOnlyList<string> Wrong => _wrong;

    /// <summary>
    /// Worlds with an accepted profile that is right in every row of a living conference and wrong about a row of a deleted one. Its column is right in nearly
    /// all rows, and the world is too small to contain an exception.
    /// </summary>
    public IReadOnlyList<string> Unlucky => _unlucky;

    private readonly List<string> _wrong = [];
    private readonly List<string> _unlucky = [];
    private int _worlds;

    /// <summary>Runs the search in worlds of these seeds.</summary>
    public static WorldFigures Of(int worlds, int seed)
    {
        WorldFigures figures = new();
        for (var i = 0; i < worlds; i++)
        {
            figures.Add(seed + i);
        }

        return figures;
    }

    public override string ToString() =>
        $"{_worlds} worlds, {Solvable} solvable ({LargeEnough} with {SchemaChoice.MinConferences} living conferences and more): {Solved} solved, "
            + $"{_wrong.Count} accepted that are wrong about a row of a living conference, {_unlucky.Count} that are wrong about rows of deleted ones only. "
            + "Refused: "
            + $"{string.Join(", ", _refusals.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => $"{r.Value} {r.Key}"))}.";

    private void Add(int seed)
    {
        SampledWorld world = new(seed);
        _worlds++;
        Solvable += world.IsSolvable ? 1 : 0;
        LargeEnough += world.IsSolvable && world.Sample.Living.Count >= SchemaChoice.MinConferences ? 1 : 0;
        LinkPair pair;
        try
        {
            pair = SchemaChoice.Make([world.Sample]).Winner;
        }
        catch (PsdPurgeException refusal)
        {
            Refused(world, refusal.ErrorId);
            return;
        }

        // A removal checks both for any profile before it deletes a row. The search alone is not all of the evidence.
        if (!world.NamesEnough(pair))
        {
            Refused(world, "names too few");
        }
        else if (world.IsCarried(pair))
        {
            Refused(world, "says otherwise in another column");
        }
        else if (world.FirstWrong(pair, ofLiving: true) is { } wrong)
        {
            _wrong.Add($"seed {seed}: {pair}: {wrong}; {world}");
        }
        else if (world.FirstWrong(pair, ofLiving: false) is { } unlucky)
        {
            _unlucky.Add($"seed {seed}: {pair}: {unlucky}; {world}");
        }
        else
        {
            Solved += world.IsSolvable ? 1 : 0;
        }
    }

    private void Refused(SampledWorld world, string reason)
    {
        var key = $"{reason} ({(world.IsSolvable ? "solvable" : "not solvable")})";
        _refusals[key] = _refusals.TryGetValue(key, out var count) ? count + 1 : 1;
    }
}
