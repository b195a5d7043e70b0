namespace PsdPurge.Help;

/// <summary>A cmdlet as its attributes describe it.</summary>
internal sealed record CommandShape(string Verb, string Noun, string? DefaultSet, IReadOnlyList<ParameterShape> Parameters)
{
    public string Name => $"{Verb}-{Noun}";

    /// <summary>Its parameter sets, the default one first.</summary>
    public IReadOnlyList<string> Sets
    {
        get
        {
            var named = Parameters.SelectMany(parameter => parameter.Uses).Select(use => use.Set).Where(set => set != ParameterUse.AllSets).Distinct()
                .OrderBy(set => set == DefaultSet ? 0 : 1).ToList();
            return named.Count > 0 ? named : [ParameterUse.AllSets];
        }
    }

    /// <summary>The parameters of a set in the order in which they are typed: by position, then what must be given, then the rest.</summary>
    public IEnumerable<(ParameterShape Parameter, ParameterUse Use)> In(string set) =>
        from parameter in Parameters
        let use = parameter.Uses.FirstOrDefault(use => use.Set == set || use.Set == ParameterUse.AllSets)
        where use is not null
        orderby use.IsPositional ? use.Position : int.MaxValue, use.Mandatory ? 0 : 1
        select (parameter, use);
}

/// <summary>A parameter.</summary>
internal sealed record ParameterShape(
    string Name, string Type, IReadOnlyList<ParameterUse> Uses, IReadOnlyList<string> Aliases, IReadOnlyList<string> Values)
{
    public bool IsSwitch => Type == "SwitchParameter";

    public bool IsList => Type.EndsWith("[]", StringComparison.Ordinal);

    /// <summary>What PowerShell itself adds to a cmdlet that asks before it acts.</summary>
    public static ParameterShape Common(string name, string alias) =>
        new(name, "SwitchParameter", [new ParameterUse(ParameterUse.AllSets, false, int.MinValue, false, false)], [alias], []);
}

/// <summary>A parameter's part in one parameter set.</summary>
internal sealed record ParameterUse(string Set, bool Mandatory, int Position, bool FromPipeline, bool FromProperty)
{
    public const string AllSets = "__AllParameterSets";

    public bool IsPositional => Position >= 0;

    /// <summary>As Get-Help shows it.</summary>
    public string Pipeline => (FromPipeline, FromProperty) switch
    {
        (true, true) => "True (ByValue, ByPropertyName)",
        (true, false) => "True (ByValue)",
        (false, true) => "True (ByPropertyName)",
        _ => "False",
    };
}
