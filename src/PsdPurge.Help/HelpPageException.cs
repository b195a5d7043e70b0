namespace PsdPurge.Help;

/// <summary>A page does not have the form that the generator reads.</summary>
internal sealed class HelpPageException(string file, int line, string message) : Exception(message)
{
    public string File { get; } = file;

    public int Line { get; } = line;
}
