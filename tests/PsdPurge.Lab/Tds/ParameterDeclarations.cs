namespace PsdPurge.Lab.Tds;

/// <summary>Reads the names from sp_executesql's declarations, such as <c>@id int, @price decimal(10, 2) OUTPUT</c>.</summary>
internal static class ParameterDeclarations
{
    public static IReadOnlyList<string> Names(string declarations)
    {
        List<string> names = [];
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= declarations.Length; i++)
        {
            char one = i < declarations.Length ? declarations[i] : ',';
            depth += one switch { '(' => 1, ')' => -1, _ => 0 };
            if (one == ',' && depth == 0)
            {
                string declaration = declarations[start..i].Trim();
                start = i + 1;
                if (declaration.Length > 0)
                {
                    names.Add(declaration[..NameLength(declaration)]);
                }
            }
        }

        return names;
    }

    private static int NameLength(string declaration)
    {
        int end = declaration.AsSpan().IndexOfAny(" \t\r\n");
        return end < 0 ? declaration.Length : end;
    }
}
