namespace PsdPurge.Running;

/// <summary>What the pipeline thread writes to: a cmdlet, as far as messages need to know it.</summary>
internal interface IPipelineWriter
{
    void WriteObject(object value);

    void WriteWarning(string text);

    void WriteError(ErrorRecord errorRecord);

    /// <summary>Writes a verbose message with the time ahead of it.</summary>
    void Log(string text);

    /// <summary>Shows how far a Front-End is.</summary>
    void Show(FrontEndProgress progress);

    /// <summary>Called for a result that could not be written because the pipeline was stopped before.</summary>
    void OnUnwritten(object value);
}
