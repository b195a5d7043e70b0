using System.Globalization;

namespace PsdPurge.Lab.Verbs.Runbook;

/// <summary>
/// The lab pool's past. It has one count a day for each Front-End, as Get-PsdEntryCount would have given it. The counts grow at a rate that only the lab knows.
/// </summary>
internal sealed class PastCounts(LabPool pool)
{
    private const int Days = 42;

    /// <summary>How much the counts stray: a tenth of a day's growth, up or down.</summary>
    private const double Stray = 0.1;

    /// <summary>The true number of entries that are added to a Front-End per day.</summary>
    public static double PerDay(LabPool pool, LabFrontEnd frontEnd) => pool.Truth.EntryCount(frontEnd.Index) / (2.0 * Days);

    /// <summary>Writes the counts the way Export-Csv does.</summary>
    public void Write(string path, DateTime now)
    {
        using StreamWriter file = new(path);
        file.WriteLine("\"Pool\",\"FrontEnd\",\"EntryCount\",\"Time\"");
        foreach (var frontEnd in pool.FrontEnds)
        {
            Random random = new(frontEnd.Index + 1);
            for (var day = Days; day > 0; day--)
            {
                var perDay = PerDay(pool, frontEnd);
                var count = pool.Truth.EntryCount(frontEnd.Index) - (perDay * day) + (perDay * Stray * ((random.NextDouble() * 2) - 1));
                var time = now.AddDays(-day).AddMinutes(random.Next(10));
                file.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"\"{pool.PoolFqdn}\",\"{frontEnd.ComputerName}\",\"{count:0}\",\"{time:yyyy-MM-ddTHH:mm:ssZ}\""));
            }
        }
    }
}
