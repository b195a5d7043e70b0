using System.Globalization;
using PsdPurge.Arguments;
using PsdPurge.Running;

namespace PsdPurge.Commands;

/// <summary>
/// Appends counts and results of removals to a history, a CSV file that Measure-PsdGrowth, Export-PsdReport and Import-Csv read. Several processes may append
/// at the same time.
/// </summary>
[Cmdlet(VerbsCommon.Add, "PsdHistory", SupportsShouldProcess = true)]
public sealed class AddPsdHistoryCommand : HistoryCmdlet
{
    private string? _path;
    private string _run = "";
    private bool _isAsked;
    private bool _hasEnded;

    /// <summary>The file. It is made, with its folder, if it is not there yet.</summary>
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

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !_hasEnded && !_isAsked && _path is not null)
        {
            AppendWhatCame(_path);
        }

        base.Dispose(disposing);
    }

    private protected override void Begin()
    {
        // Before anything is removed whose record could then not be kept.
        _path = PathArgument.Resolve(this, Path);
        _run = RunId ?? DateTime.UtcNow.ToString("yyyyMMdd'T'HHmmss'Z-'", CultureInfo.InvariantCulture) + Guid.NewGuid().ToString("N").Remove(4);
        _isAsked = IsSet("WhatIf", "WhatIfPreference")
            || IsSet("Confirm")
            || $"{GetVariableValue("ConfirmPreference")}" is not (nameof(ConfirmImpact.High) or nameof(ConfirmImpact.None));
    }

    private protected override void TakeInput()
    {
        base.TakeInput();
        if (PassThru)
        {
            WriteObject(InputObject, enumerateCollection: true);
        }
    }

    private protected override void End()
    {
        _hasEnded = true;
        var rows = Rows();
        if (rows.Count == 0
            || !ShouldProcess(_path, string.Format(CultureInfo.InvariantCulture, "Append {0:N0} row{1}", rows.Count, rows.Count == 1 ? "" : "s")))
        {
            return;
        }

        try
        {
            HistoryFile.Append(_path!, rows, StopToken);
        }
        catch (PsdPurgeException failure) when (StopToken.IsCancellationRequested)
        {
            Host.UI.WriteWarningLine(failure.Message);
        }
        catch (PsdPurgeException failure)
        {
            // Whatever else is in the pipeline has come to its end and is not to suffer.
            WriteError(ErrorRecords.From(failure));
        }
    }

    private List<HistoryRow> Rows() => [.. AllRows().Select(row => row.RunId is null ? row with { RunId = _run } : row)];

    /// <summary>
    /// The pipeline was ended early, by Ctrl+C or by an error of another command: what was removed until then is still to be recorded. Nobody is there to be
    /// told.
    /// </summary>
    private void AppendWhatCame(string path)
    {
        try
        {
            HistoryFile.Append(path, Rows(), StopToken);
        }
        catch (PsdPurgeException failure)
        {
            Host?.UI?.WriteWarningLine(failure.Message);
        }
    }

    private bool IsSet(string parameter, string? preference = null) => MyInvocation.BoundParameters.TryGetValue(parameter, out var value)
        ? LanguagePrimitives.IsTrue(value)
        : preference is not null && LanguagePrimitives.IsTrue(GetVariableValue(preference));
}
