namespace PsdPurge.Lab;

/// <summary>The answers of the stand-in's readiness cmdlets. Thread-safe, even while the cmdlets read it.</summary>
public sealed class LabReadiness
{
    /// <summary>An answer that never comes. The cmdlet blocks until other answers are set.</summary>
    public const string Block = "Block";

    internal LabReadiness(string file) => File = file;

    /// <summary>The file of the script.</summary>
    public string File { get; }

    /// <summary>
    /// Sets the answers from now on, in order. The last one stays. They are <c>Busy</c>, <c>Ready</c>, <c>InsufficientActiveFrontEnds</c> and
    /// <see cref="Block"/>.
    /// </summary>
    public void Answer(params string[] states)
    {
        // The file is replaced in one step. A cmdlet reads the old script or the new one, never half of it.
        var next = File + "." + Guid.NewGuid().ToString("N");
        System.IO.File.WriteAllLines(next, states);
        System.IO.File.Move(next, File, overwrite: true);
    }
}
