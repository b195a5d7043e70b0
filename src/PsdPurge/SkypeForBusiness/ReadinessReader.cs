namespace PsdPurge.SkypeForBusiness;

/// <summary>
/// Reads what the readiness cmdlets answer. The names of their properties are not all published and the values are enums, texts or deserialized copies of
/// either, so only names are compared.
/// </summary>
internal static class ReadinessReader
{
    private static readonly string[] StateProperties = ["PoolUpgradeState", "State"];

    // Where there are several answers, the first of these that is among them counts.
    private static readonly PoolReadiness[] WorstFirst =
        [PoolReadiness.InsufficientActiveFrontEnds, PoolReadiness.Busy, PoolReadiness.Unknown, PoolReadiness.Ready];

    public static PoolReadiness Read(IEnumerable<PSObject?> answers)
    {
        var states = answers.OfType<PSObject>().Select(answer => Parse(Text(answer))).ToList();
        return WorstFirst.Where(states.Contains).DefaultIfEmpty(PoolReadiness.Unknown).First();
    }

    private static string? Text(PSObject answer) =>
        StateProperties.Select(answer.Text).FirstOrDefault(text => text is not null) ?? answer.ToString()?.Trim();

    // Not Enum.TryParse: it takes numbers for names.
    private static PoolReadiness Parse(string? text) =>
        WorstFirst.Where(state => string.Equals(state.ToString(), text, StringComparison.OrdinalIgnoreCase)).DefaultIfEmpty(PoolReadiness.Unknown).First();
}
