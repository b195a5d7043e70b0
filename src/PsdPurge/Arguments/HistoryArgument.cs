using System.Collections;
using System.Globalization;

namespace PsdPurge.Arguments;

/// <summary>The values of -InputObject and -HistoryPath: counts, results of removals and rows of a history, as objects or as texts from a CSV file.</summary>
internal static class HistoryArgument
{
    /// <summary>Reads one object.</summary>
    /// <param name="reader">Takes the row.</param>
    /// <param name="item">The object.</param>
    /// <param name="number">Its number in the input, from 1.</param>
    /// <exception cref="PsdPurgeException"><c>InvalidInputObject</c></exception>
    public static void Read(HistoryReader reader, PSObject item, int number)
    {
        switch (item.BaseObject)
        {
            case PsdEntryCount count:
                reader.Add(HistoryRow.From(count));
                return;
            case RemovalResult result:
                reader.Add(HistoryRow.From(result));
                return;
            case HistoryRow row:
                reader.Add(row);
                return;
        }

        var place = string.Format(CultureInfo.InvariantCulture, "object {0:N0}", number);
        if (reader.Add(name => Value(item, name), place) is { } problem)
        {
            throw new PsdPurgeException(
                ErrorIds.InvalidInputObject,
                ErrorKind.InvalidData,
                $"O{place.Substring(1)} of the input {problem}. "
                    + "Pipe in the output of Get-PsdEntryCount or Remove-AppEndpointPsdEntries, or the lines of a history.",
                item);
        }
    }

    /// <summary>Reads history files. A warning names each line that cannot be read.</summary>
    public static IEnumerable<HistoryRow> ReadFiles(PSCmdlet cmdlet, IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            var content = HistoryFile.Read(PathArgument.Resolve(cmdlet, path));
            foreach (var problem in content.Problems)
            {
                cmdlet.WriteWarning(problem);
            }

            foreach (var row in content.Rows)
            {
                yield return row;
            }
        }
    }

    private static object? Value(PSObject item, string name)
    {
        var value = item.Properties[name]?.Value;
        if (value is not PSObject wrapped)
        {
            return value;
        }

        if (wrapped.BaseObject is not PSCustomObject)
        {
            return wrapped.BaseObject;
        }

        // The form of a dictionary or a duration that was converted to JSON and back.
        var fields = new Hashtable();
        foreach (var property in wrapped.Properties)
        {
            fields[property.Name] = property.Value;
        }

        return fields;
    }
}
