namespace PsdPurge.SkypeForBusiness;

/// <summary>An answer as text, for an administrator to judge: all of its properties, in one line.</summary>
internal static class ReadinessText
{
    private const int MostCharacters = 600;
    private const int Depth = 2;

    public static string? Show(IReadOnlyCollection<PSObject> answers)
    {
        var text = string.Join(" | ", answers.Select(answer => Describe(answer, Depth)));
        return text.Length == 0 ? null : text.Length <= MostCharacters ? text : $"{text.Substring(0, MostCharacters)}...";
    }

    private static string Describe(PSObject value, int depth)
    {
        if (depth == 0 || value.BaseObject is string or ValueType)
        {
            return OneLine(value.ToString());
        }

        var properties = value.Properties.Where(property => property.Name is not ("PSComputerName" or "RunspaceId" or "PSShowComputerName")).ToList();
        return properties.Count == 0
            ? OneLine(value.ToString())
            : string.Join("; ", properties.Select(property => $"{property.Name}={Values(value, property.Name, depth - 1)}"));
    }

    private static string Values(PSObject source, string property, int depth)
    {
        List<string> texts;
        try
        {
            texts = [.. source.Values(property).Select(value => Describe(value, depth))];
        }
        catch (GetValueException)
        {
            return "?";
        }

        return texts.Count == 1 ? texts[0] : $"[{string.Join(", ", texts)}]";
    }

    private static string OneLine(string? text) =>
        string.Join(
            " ",
            string.Concat((text ?? "").Select(character => char.IsControl(character) ? ' ' : character)).Split([' '], StringSplitOptions.RemoveEmptyEntries));
}
