namespace PsdPurge.Sql;

/// <summary>Names in T-SQL text.</summary>
internal static class Identifier
{
    /// <summary>Quotes a name from sys.columns: <c>[Owner]]Id]</c>.</summary>
    public static string Quote(string name) => "[" + name.Replace("]", "]]") + "]";
}
