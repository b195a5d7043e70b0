using PsdPurge.Arguments;

namespace PsdPurge.Commands;

/// <summary>
/// Writes a report on counts and removals for managers and auditors: one self-contained HTML file with a chart, the growth and the last removals of each
/// Front-End.
/// </summary>
[Cmdlet(VerbsData.Export, "PsdReport", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportPsdReportCommand : HistoryCmdlet
{
    private readonly EntryInput _entries = new("Nothing was written.");
    private readonly Dictionary<string, string> _evidence = new(StringComparer.Ordinal);

    /// <summary>The HTML file. Its folder is created if necessary.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>History files that Add-PsdHistory, Invoke-PsdMaintenance.ps1 or Export-Csv made.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? HistoryPath { get; set; }

    /// <summary>The number of entries of a Front-End to stay under.</summary>
    [Parameter]
    [ValidateRange(1L, long.MaxValue)]
    public long? Threshold { get; set; }

    /// <summary>The report's title.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Title { get; set; } = "PersistedServiceData of application endpoints";

    /// <summary>Replace an existing file.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override void TakeInput()
    {
        if (InputObject is null)
        {
            return;
        }

        foreach (var item in InputObject)
        {
            if (EntryHeader.IsEntry(item))
            {
                _entries.Add(item);
            }
            else
            {
                Read(item);
                if ($"{item.Properties["Evidence"]?.Value}" is { Length: > 0 } evidence && $"{item.Properties["FrontEnd"]?.Value}" is { Length: > 0 } frontEnd)
                {
                    _evidence[frontEnd.Trim().ToUpperInvariant()] = evidence;
                }
            }
        }
    }

    private protected override void End()
    {
        var path = PathArgument.Resolve(this, Path);
        if (File.Exists(path) && !Force)
        {
            throw new PsdPurgeException(
                ErrorIds.ReportExists, ErrorKind.InvalidArgument, $"'{path}' already exists. Name another file, or replace it with -Force.", path);
        }

        AddFiles(HistoryPath);
        var rows = AllRows();
        var entries = _entries.Read(WriteWarning);
        if (rows.Count == 0 && entries.Count == 0)
        {
            WriteWarning(
                "There are no counts and no removals to report on, so no report is written. "
                + "Pipe in the output of Get-PsdEntryCount or Remove-AppEndpointPsdEntries, or name a history with -HistoryPath.");
            return;
        }

        var options = new ReportOptions(Title, Threshold, DateTime.UtcNow);
        var html = entries.Count > 0 ? PsdReport.CreateReview(entries, rows, _evidence, options) : PsdReport.Create(rows, options);
        if (ShouldProcess(path, "Write the report"))
        {
            PsdReport.Save(path, html);
            WriteObject(new FileInfo(path));
        }
    }
}
