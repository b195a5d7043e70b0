namespace PsdPurge.Lab.Engine;

/// <summary>Scripts as sqlcmd reads them.</summary>
internal static class SqlScript
{
    /// <summary>The batches of a script, separated by GO lines. Blank batches are left out.</summary>
    public static IEnumerable<string> Batches(string script)
    {
        List<string> batch = [];
        foreach (string line in script.Split('\n').Append("GO"))
        {
            if (!line.Trim().Equals("GO", StringComparison.OrdinalIgnoreCase))
            {
                batch.Add(line);
            }
            else
            {
                if (batch.Exists(l => !string.IsNullOrWhiteSpace(l)))
                {
                    yield return string.Join('\n', batch);
                }

                batch.Clear();
            }
        }
    }
}
