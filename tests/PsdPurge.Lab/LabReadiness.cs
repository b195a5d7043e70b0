namespace PsdPurge.Lab;

/// <summary>What the stand-in's readiness cmdlets answer. Thread-safe, also while they are asking.</summary>
public sealed class LabReadiness
{
    /// <summary>An answer that never comes: the cmdlet blocks until other answers are set.</summary>
    public const string Block = "Block";

    internal LabReadiness(string file) => File = file;

    /// <summary>The script's file.</summary>
    public string File { get; }

    /// <summary>
    /// From now on these are the answers, in turn; the last one stays. <c>Busy</c>, <c>Ready</c>, <c>InsufficientActiveFrontEnds</c>, <see cref="Block"/>.
    /// </summary>
    public void Answer(params string[] states)
    {
        // Replaced in one step: a cmdlet reads the old script or the new one, never half of it.
        var next = File + "." + Guid.NewGuid().ToString("N");
        System.IO.File.WriteAllLines(next, states);
        System.IO.File.Move(next, File, overwrite: true);
    }
}
