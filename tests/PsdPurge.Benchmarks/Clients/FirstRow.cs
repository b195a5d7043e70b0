using System.Diagnostics;

namespace PsdPurge.Benchmarks.Clients;

/// <summary>Measures how long a client takes to return its first row.</summary>
internal static class FirstRow
{
    private static long _begin;
    private static long _came;

    /// <summary>Seconds from the beginning to the first row.</summary>
    public static double Seconds => Stopwatch.GetElapsedTime(_begin, _came).TotalSeconds;

    public static void Begin()
    {
        _begin = Stopwatch.GetTimestamp();
        _came = 0;
    }

    /// <summary>Call this for each row. Only the first call counts.</summary>
    public static void Came()
    {
        if (_came == 0)
        {
            _came = Stopwatch.GetTimestamp();
        }
    }
}
