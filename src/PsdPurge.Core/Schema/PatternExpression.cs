namespace PsdPurge.Schema;

/// <summary>Writes <see cref="UrnPattern.Extract"/> as a T-SQL expression.</summary>
internal static class PatternExpression
{
    /// <summary>The part's value as text, or NULL if the text does not have the pattern's form.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="part">The name of one of its parts.</param>
    /// <param name="text">A T-SQL expression of a character type.</param>
    /// <param name="search">The text in lower case if literals are searched in that form, or null.</param>
    public static string Extract(UrnPattern pattern, string part, string text, string? search = null)
    {
        var within = search ?? text;
        string Quoted(string literal) => Literal(search is null ? literal : literal.ToLowerInvariant());

        // A character appended to the text makes LEN count its trailing spaces.
        var end = $"LEN({text} + N'.')";
        var first = pattern.Literals[0].Length;
        List<string> conditions = first == 0 ? [] : [$"LEFT({within}, {Number(first)}) = {Quoted(pattern.Literals[0])}"];
        var start = Number(first + 1);
        var found = "NULL";
        for (var i = 0; i < pattern.Parts.Count; i++)
        {
            var literal = pattern.Literals[i + 1];
            var stop = i < pattern.Parts.Count - 1 ? $"CHARINDEX({Quoted(literal)}, {within}, {start})"
                : literal.Length == 0 ? end
                : $"{end} - {Number(literal.Length)}";
            conditions.Add($"{stop} > {start}");
            if (i == pattern.Parts.Count - 1 && literal.Length > 0)
            {
                conditions.Add($"RIGHT({within}, {Number(literal.Length)}) = {Quoted(literal)}");
            }

            if (string.Equals(pattern.Parts[i], part, StringComparison.OrdinalIgnoreCase))
            {
                found = $"SUBSTRING({text}, {start}, {stop} - ({start}))";
            }

            start = $"{stop} + {Number(literal.Length)}";
        }

        return $"CASE WHEN {string.Join(" AND ", conditions)} THEN {found} END";
    }

    /// <summary>A character literal. It is the only text of a profile that becomes a value in a statement.</summary>
    public static string Literal(string text) => "N'" + text.Replace("'", "''") + "'";

    private static string Number(int value) => SafeConversion.Number(value);
}
