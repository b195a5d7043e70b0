namespace PsdPurge.Running;

/// <summary>The target of the pipeline thread's messages: the part of a cmdlet that messages use.</summary>
internal interface IPipelineWriter
{
    void WriteObject(object value);

    void WriteWarning(string text);

    void WriteError(ErrorRecord errorRecord);

    /// <summary>Writes a verbose message that begins with the time.</summary>
    void Log(string text);

    /// <summary>Shows a Front-End's progress.</summary>
    void Show(FrontEndProgress progress);

    /// <summary>Called for a result that could not be written because the pipeline was stopped before.</summary>
    void OnUnwritten(object value);
}
