using System.Globalization;

namespace PsdPurge;

/// <summary>The time of each step of a removal on one Front-End. The rest of the elapsed time was spent waiting for other Front-Ends.</summary>
/// <param name="Connecting">Opening connections and reading the catalog.</param>
/// <param name="Evidence">Reading rights, living conferences and the evidence for the profile.</param>
/// <param name="Candidates">Counting, and finding the orphaned entries.</param>
/// <param name="Deleting">Deleting, with the count after it, without the backup.</param>
/// <param name="Backup">Writing the deleted rows, and waiting for the disk.</param>
public sealed record StepTimes(TimeSpan Connecting, TimeSpan Evidence, TimeSpan Candidates, TimeSpan Deleting, TimeSpan Backup)
{
    /// <summary>For people and Export-Csv, in seconds: <c>Connecting 0.1, Evidence 1.2, Candidates 0.8, Deleting 3.4, Backup 0.9</c>.</summary>
    public override string ToString() => string.Format(
        CultureInfo.InvariantCulture,
        "Connecting {0:0.0}, Evidence {1:0.0}, Candidates {2:0.0}, Deleting {3:0.0}, Backup {4:0.0}",
        Connecting.TotalSeconds,
        Evidence.TotalSeconds,
        Candidates.TotalSeconds,
        Deleting.TotalSeconds,
        Backup.TotalSeconds);
}
