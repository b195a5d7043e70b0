namespace PsdPurge.Core.Tests.Integration;

/// <summary>A folder that goes with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("psdpurge-test-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
