namespace PsdPurge.Commands;

/// <summary>
/// Estimates how fast each Front-End's entries grow, from counts over time. It says when they reach a threshold, and how often to purge to stay under it.
/// </summary>
[Cmdlet(VerbsDiagnostic.Measure, "PsdGrowth")]
[OutputType(typeof(GrowthEstimate))]
public sealed class MeasurePsdGrowthCommand : HistoryCmdlet
{
    /// <summary>History files that Add-PsdHistory, Invoke-PsdMaintenance.ps1 or Export-Csv made.</summary>
    [Parameter(Position = 0)]
    [Alias("Path")]
    [ValidateNotNullOrEmpty]
    public string[]? HistoryPath { get; set; }

    /// <summary>The number of entries of a Front-End to stay under.</summary>
    [Parameter]
    [ValidateRange(1L, long.MaxValue)]
    public long? Threshold { get; set; }

    private protected override void End()
    {
        AddFiles(HistoryPath);
        var estimates = GrowthEstimator.Estimate(AllRows(), Threshold, DateTime.UtcNow);
        if (estimates.Count == 0)
        {
            WriteWarning(
                "There are no counts to estimate growth from. Pipe in the output of Get-PsdEntryCount of some days, or name a history with -HistoryPath.");
        }

        foreach (var estimate in estimates)
        {
            if (estimate.Warning is not null)
            {
                WriteWarning($"{estimate.FrontEnd}: {estimate.Warning}");
            }

            WriteObject(estimate);
        }
    }
}
