namespace PsdPurge.Benchmarks.Clients;

/// <summary>Ends a pipeline at the least cost: takes the objects and returns their number.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "Rows")]
[OutputType(typeof(long))]
public sealed class CountRowsCommand : PSCmdlet
{
    private long _count;

    /// <summary>The objects.</summary>
    [Parameter(ValueFromPipeline = true)]
    public object? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        FirstRow.Came();
        _count++;
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => WriteObject(_count);
}
