using System.Globalization;
using PsdPurge.Arguments;

namespace PsdPurge.Commands;

/// <summary>
/// Appends counts and results of removals to a history, a CSV file that Measure-PsdGrowth, Export-PsdReport and Import-Csv read. Several processes may append
/// at the same time.
/// </summary>
[Cmdlet(VerbsCommon.Add, "PsdHistory", SupportsShouldProcess = true)]
public sealed class AddPsdHistoryCommand : HistoryCmdlet
{
    /// <summary>The file. It is made, with its folder, where it is not there yet.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("HistoryPath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>What the rows of one run have in common. Default: the time and a random part.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? RunId { get; set; }

    /// <summary>Hand the objects on.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Process()
    {
        base.Process();
        if (PassThru)
        {
            WriteObject(InputObject, enumerateCollection: true);
        }
    }

    private protected override void End()
    {
        var path = PathArgument.Resolve(this, Path);
        var run = RunId ?? DateTime.UtcNow.ToString("yyyyMMdd'T'HHmmss'Z-'", CultureInfo.InvariantCulture) + Guid.NewGuid().ToString("N").Remove(4);
        var rows = AllRows().Select(row => row.RunId is null ? row with { RunId = run } : row).ToList();
        if (rows.Count > 0 && ShouldProcess(path, string.Format(CultureInfo.InvariantCulture, "Append {0:N0} row{1}", rows.Count, rows.Count == 1 ? "" : "s")))
        {
            HistoryFile.Append(path, rows, StopToken);
        }
    }
}
