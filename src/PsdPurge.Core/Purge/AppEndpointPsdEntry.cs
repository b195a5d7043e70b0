namespace PsdPurge;

/// <summary>
/// The entries that one document of a deleted conference left on one Front-End. All values are texts and numbers, so that Export-Csv and Import-Csv keep them.
/// </summary>
/// <param name="Pool">FQDN of the pool, or null if the Front-End was named directly.</param>
/// <param name="FrontEnd">The Front-End's computer name.</param>
/// <param name="SipAddress">The trusted application endpoint that organized the conference, <c>user@host</c>.</param>
/// <param name="ConferenceId">The conference, as the schema profile's conference link names it.</param>
/// <param name="DocId">The document, local to this Front-End's database.</param>
/// <param name="Entries">Number of PersistedServiceData rows of the document.</param>
/// <param name="Bytes">Size of their data in bytes.</param>
public sealed record AppEndpointPsdEntry(
    string? Pool,
    string FrontEnd,
    string SipAddress,
    string ConferenceId,
    string DocId,
    long Entries,
    long Bytes)
{
    /// <summary>
    /// Eight letters that are computed from all other values. If a row of a file has other letters, a spreadsheet or a person has changed it. They are computed
    /// on demand, so they cost nothing in a selection that is not written to a file.
    /// </summary>
    public string Check => EntryCheck.Of(this);
}
