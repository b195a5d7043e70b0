using System.Text.RegularExpressions;

namespace PsdPurge.Arguments;

/// <summary>Recognizes what a spreadsheet has done to the texts of a row whose check text shows a change.</summary>
internal static class SpreadsheetTraces
{
    private const string OpenAsText = "Select the entries again; in Excel open the file with Data > From Text/CSV and have all columns read as text.";
    private const string SaveAsUtf8 = "Select the entries again, write the file with Export-Csv -Encoding UTF8, and save it as \"CSV UTF-8\".";

    private static readonly (Regex Pattern, string Cause, string Remedy)[] Traces =
    [
        (new Regex(@"^[-+]?\d+([.,]\d+)?E[-+]?\d+$", RegexOptions.IgnoreCase), "which a spreadsheet makes of a long number", OpenAsText),
        (new Regex(@"^\d{15}\d*0$"), "of which a spreadsheet keeps the first 15 digits only", OpenAsText),
        (new Regex("^(TRUE|FALSE|WAHR|FALSCH|VRAI|FAUX|VERDADERO|FALSO|VERO|WAAR|ONWAAR|SANT|SANN|USANN)$"),
            "which a spreadsheet makes of a truth value", OpenAsText),
        (new Regex(
            @"^\d{1,4}[-./]\s?\d{1,2}([-./]\s?\d{2,4})?$|^\d{1,2}[-. ]+\p{L}{3,}\.?([-. ]+\d{2,4})?$|^\p{L}{3,}\.?[- ]\d{2,4}$"),
            "which may be a date that a spreadsheet made of it", OpenAsText),
        (new Regex(@"^\d{1,2}:\d{2}"), "which may be a time that a spreadsheet made of it", OpenAsText),
        (new Regex("^#[A-Z0-9/]+[!?]?$"), "which is a spreadsheet's word for a formula that fails", OpenAsText),
        (new Regex("\uFFFD|\u00C3|\u00C2|\\?"), "in which letters were lost to another encoding", SaveAsUtf8),
    ];

    /// <summary>What happened to an entry whose check text does not match its values, as far as the values show.</summary>
    public static EntryFault Of(AppEndpointPsdEntry entry) =>
        SeenIn(entry) ?? new EntryFault(
            "was changed after it was written: its values do not match its column Check",
            "Select the entries again, and do not change the lines that you keep.");

    /// <summary>What can be seen of it without a check text; null if nothing can.</summary>
    public static EntryFault? SeenIn(AppEndpointPsdEntry entry)
    {
        foreach (var (name, value) in new[]
        {
            ("DocId", entry.DocId),
            ("ConferenceId", entry.ConferenceId),
            ("SipAddress", entry.SipAddress),
            ("FrontEnd", entry.FrontEnd),
        })
        {
            foreach (var (pattern, cause, remedy) in Traces)
            {
                if (pattern.IsMatch(value))
                {
                    return new EntryFault($"was changed after it was written: it has '{value}' in column {name}, {cause}", remedy);
                }
            }
        }

        return null;
    }
}
