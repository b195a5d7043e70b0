using PsdPurge.Arguments;
using PsdPurge.Running;

namespace PsdPurge.Commands;

/// <summary>The base of the cmdlets that read counts and removals.</summary>
public abstract class HistoryCmdlet : PsdPurgeCmdlet
{
    private readonly HistoryReader _reader = new();
    private readonly List<HistoryRow> _ofFiles = [];
    private int _read;

    /// <summary>
    /// Counts of Get-PsdEntryCount, results of Remove-AppEndpointPsdEntries, or lines of a history, also by way of Export-Csv and Import-Csv. Times are UTC.
    /// </summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public PSObject[]? InputObject { get; set; }

    /// <summary>All rows. Call this at the end, because only all rows together show the meaning of their times.</summary>
    private protected IReadOnlyList<HistoryRow> AllRows() => [.. _reader.Rows("the input", DateTime.UtcNow), .. _ofFiles];

    /// <summary>Reads the input. An object that is not a count is reported, and the others go on.</summary>
    private protected override void TakeInput()
    {
        foreach (var item in InputObject ?? [])
        {
            Read(item);
        }
    }

    /// <summary>Reads one input object.</summary>
    private protected void Read(PSObject item)
    {
        try
        {
            HistoryArgument.Read(_reader, item, ++_read);
        }
        catch (PsdPurgeException failure)
        {
            WriteError(ErrorRecords.From(failure));
        }
    }

    /// <summary>Adds the rows of history files.</summary>
    private protected void AddFiles(string[]? paths)
    {
        foreach (var row in HistoryArgument.ReadFiles(this, paths ?? []))
        {
            _ofFiles.Add(row);
        }
    }
}
