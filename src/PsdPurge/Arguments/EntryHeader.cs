namespace PsdPurge.Arguments;

/// <summary>Checks whether an object has the columns of an entry. If not, the whole file was read in the wrong way.</summary>
internal static class EntryHeader
{
    private const int MostNames = 10;
    private const string SeparatorLine = "sep=";

    /// <summary>Whether an object is an entry or a line of a file of entries, and not another result of this module.</summary>
    public static bool IsEntry(PSObject row) =>
        (row.Properties[nameof(AppEndpointPsdEntry.SipAddress)] is not null && row.Properties[nameof(AppEndpointPsdEntry.DocId)] is not null)
        || row.Properties.Any(property => IsWholeHeader(property.Name));

    /// <summary>Why it has not, as the end of a sentence, and what to do. Null if it has them.</summary>
    public static EntryFault? Missing(PSObject row)
    {
        List<string> names = [.. row.Properties.Select(property => property.Name)];
        if (names.FirstOrDefault(name => name.StartsWith(SeparatorLine, StringComparison.OrdinalIgnoreCase)) is { } line)
        {
            return new EntryFault(
                $"comes from a file that begins with the line '{line}', which is for Excel only and hides the line with the columns' names",
                "Read the file without that line: Get-Content psd.csv | Select-Object -Skip 1 | ConvertFrom-Csv -Delimiter ';', "
                    + "with the separator that the line names.");
        }

        if (names.FirstOrDefault(IsWholeHeader) is { } header)
        {
            var delimiter = header.Trim('"', '\uFEFF').SkipWhile(c => char.IsLetter(c) || c == '"').First();
            var (word, argument) = delimiter switch
            {
                ';' => ("semicolons", "';'"),
                '\t' => ("tabs", "\"`t\""),
                ',' => ("commas", "','"),
                _ => ($"'{delimiter}'", $"'{delimiter}'"),
            };
            return new EntryFault($"has all columns in one: the file is separated by {word}", $"Read it with Import-Csv psd.csv -Delimiter {argument}.");
        }

        // Objects that were made by hand, and files of an older version, have no check text.
        List<string> missing = [.. EntryRow.Columns.Where(name => name != nameof(AppEndpointPsdEntry.Check) && row.Properties[name] is null)];
        return missing.Count == 0 ? null : new EntryFault(
            $"has no column {string.Join(", ", missing)}; it has "
                + $"{(names.Count == 0 ? "none" : string.Join(", ", names.Take(MostNames)) + (names.Count > MostNames ? ", ..." : ""))}",
            "Pipe in the output of Select-AppEndpointPsdEntries, or its CSV file with all columns under their own names.");
    }

    private static bool IsWholeHeader(string name) => name.Contains(nameof(AppEndpointPsdEntry.SipAddress)) && name.Contains(nameof(AppEndpointPsdEntry.DocId));
}
