using PsdPurge.Schema.Resolver;

namespace PsdPurge.Core.Tests.Schema;

/// <summary>What a search chose in many made-up worlds.</summary>
internal sealed class WorldFigures
{
    private readonly Dictionary<string, int> _refusals = [];

    /// <summary>Worlds whose columns name organizer and conference.</summary>
    public int Solvable { get; private set; }

    /// <summary>Those of them with as many living conferences as a search asks for.</summary>
    public int LargeEnough { get; private set; }

    /// <summary>Solvable worlds in which the search found a profile.</summary>
    public int Solved { get; private set; }

    /// <summary>Worlds in which a profile is accepted that says something untrue of a row of a living conference, or of a row that names none.</summary>
    public IReadOnlyList<string> Wrong => _wrong;

    /// <summary>
    /// Worlds in which a profile is accepted that is right in every row of a living conference and untrue of a row of a deleted one: a column that nearly
    /// always says what is so, in a world too small to meet an exception.
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

        // A removal asks both of any profile before it deletes a row; the search alone is not all of the evidence.
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
