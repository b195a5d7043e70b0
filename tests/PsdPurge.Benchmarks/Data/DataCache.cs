using PsdPurge.Lab.Engine;
using PsdPurge.Lab.Scenarios;

namespace PsdPurge.Benchmarks.Data;

/// <summary>Keeps the databases of bench Front-Ends in the temporary folder, so that a million rows are generated once.</summary>
internal static class DataCache
{
    private const string FormatVersion = "6";

    /// <summary>Generates the data if it does not exist yet.</summary>
    public static void Ensure(BenchData data)
    {
        var file = FileOf(data);
        if (File.Exists(file))
        {
            return;
        }

        Directory.CreateDirectory(BenchFolder.Root);
        using SqliteServer server = new();
        data.Lay(new EngineTarget(server));
        var unfinished = $"{file}.{Environment.ProcessId}";
        server.Save("rtc", unfinished);
        File.Move(unfinished, file, overwrite: true);
    }

    /// <summary>Restores the data on an empty lab server.</summary>
    public static void Lay(BenchData data, SqliteServer server)
    {
        Ensure(data);
        data.Make(new EngineTarget(server));
        server.Restore("rtc", FileOf(data));
    }

    private static string FileOf(BenchData data) =>
        Path.Combine(BenchFolder.Root, $"{data.Shape}-{data.Entries}-{data.Conferences}-{data.Indexes}-v{FormatVersion}.db".ToLowerInvariant());
}
