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

    /// <summary>Pass the objects on.</summary>
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
        // The history is checked here, before anything is removed that could not be recorded afterwards.
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
            // The rest of the pipeline has ended, and this failure must not affect it.
            WriteError(ErrorRecords.From(failure));
        }
    }

    private List<HistoryRow> Rows() => [.. AllRows().Select(row => row.RunId is null ? row with { RunId = _run } : row)];

    /// <summary>
    /// Ctrl+C or an error of another command ended the pipeline early. What was removed until then still has to be recorded. A failure cannot be reported any
    /// more.
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
