using System.Globalization;

namespace PsdPurge.Arguments;

/// <summary>
/// Reads an entry from an object of Select-AppEndpointPsdEntries, as it is, deserialized, or as texts from a CSV or JSON file. The entry decides what is
/// deleted, so nothing is repaired. The check text must match the values. If there is no check text, no value may look like something that a spreadsheet has
/// changed.
/// </summary>
internal sealed class EntryRow
{
    private const string SelectAgain = "Select the entries again.";

    private readonly PSObject _row;

    private EntryRow(PSObject row) => _row = row;

    /// <summary>The columns that Select-AppEndpointPsdEntries writes for an entry.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        nameof(AppEndpointPsdEntry.Pool),
        nameof(AppEndpointPsdEntry.FrontEnd),
        nameof(AppEndpointPsdEntry.SipAddress),
        nameof(AppEndpointPsdEntry.ConferenceId),
        nameof(AppEndpointPsdEntry.DocId),
        nameof(AppEndpointPsdEntry.Entries),
        nameof(AppEndpointPsdEntry.Bytes),
        nameof(AppEndpointPsdEntry.Check),
    ];

    private EntryFault? Fault { get; set; }

    /// <summary>Reads an object that has all columns.</summary>
    /// <param name="row">The object.</param>
    /// <param name="fault">Why the object is not as it was written. Null if it is.</param>
    public static AppEndpointPsdEntry? Read(PSObject row, out EntryFault? fault)
    {
        var reader = new EntryRow(row);
        var entry = new AppEndpointPsdEntry(
            reader.Text("Pool", optional: true),
            reader.Text("FrontEnd") ?? "",
            reader.Address("SipAddress"),
            reader.Text("ConferenceId") ?? "",
            reader.Text("DocId") ?? "",
            reader.Number("Entries"),
            reader.Number("Bytes"));
        var isTold = HasCheck(row);
        var check = isTold ? reader.Text("Check") : null;
        fault = reader.Fault
            ?? (!isTold ? SpreadsheetTraces.SeenIn(entry)
            : string.Equals(check?.Trim(), entry.Check, StringComparison.OrdinalIgnoreCase) ? null
            : SpreadsheetTraces.Of(entry));
        return fault is null ? entry : null;
    }

    /// <summary>Whether the object has a check text.</summary>
    public static bool HasCheck(PSObject row) => row.Properties[nameof(AppEndpointPsdEntry.Check)] is not null;

    /// <summary>Whether all values are empty, as in an empty row of a spreadsheet.</summary>
    public static bool IsEmpty(PSObject row) =>
        row.Properties.All(property => property.Value is null || (property.Value is string text && text.Trim().Length == 0));

    private string? Text(string name, bool optional = false)
    {
        var value = _row.Properties[name]?.Value;
        value = value is PSObject wrapped ? wrapped.BaseObject : value;
        var text = value switch
        {
            null => "",
            string given => given,
            bool or DateTime or Enum => null,
            IConvertible scalar => scalar.ToString(CultureInfo.InvariantCulture),
            Guid id => id.ToString(),
            _ => null,
        };
        if (text is null)
        {
            Say($"has a {value!.GetType().Name} in column {name} where text or a number belongs", SelectAgain);
            return null;
        }

        if (text.Trim().Length > 0)
        {
            return text;
        }

        if (!optional)
        {
            Say($"has nothing in column {name}", "Delete a line that is no entry, such as a total, and select the entries again where it was one.");
        }

        return null;
    }

    private long Number(string name)
    {
        if (Text(name) is not { } text)
        {
            return 0;
        }

        if (!long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) || value < 0)
        {
            Say($"has '{text}' in column {name}, which is not a number of entries or bytes", SelectAgain);
        }

        return value;
    }

    private string Address(string name)
    {
        if (Text(name) is not { } text)
        {
            return "";
        }

        if (SipAddress.TryParse(text) is { } address)
        {
            return address;
        }

        Say($"has '{text}' in column {name}, which is not a SIP address", SelectAgain);
        return "";
    }

    private void Say(string what, string remedy) => Fault ??= new EntryFault(what, remedy);
}

/// <summary>Why an object is not the entry as it was written.</summary>
/// <param name="What">What is wrong with the object, as the end of a sentence.</param>
/// <param name="Remedy">What to do, as a sentence.</param>
internal sealed record EntryFault(string What, string Remedy);
