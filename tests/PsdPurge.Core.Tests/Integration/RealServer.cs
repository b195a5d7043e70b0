using System.Net.Sockets;
using Testcontainers.MsSql;

namespace PsdPurge.Core.Tests.Integration;

/// <summary>
/// Microsoft's SQL Server for the tests. PSDPURGE_SQLSERVER contains its connection string. Without it, a container is used on Linux if Docker answers. The
/// value "none" means neither.
/// </summary>
internal static class RealServer
{
    public const string Variable = "PSDPURGE_SQLSERVER";

    private const string Image = "mcr.microsoft.com/mssql/server:2022-latest";

    private static readonly string? Given = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text ? text : null;

    private static readonly Lazy<Task<string>> Container = new(StartContainerAsync);

    private static readonly Lazy<bool> HasDocker = new(() => OperatingSystem.IsLinux() && Answers(DockerSocket));

    /// <summary>Why there is no server. Null if there is one.</summary>
    public static string? WhyNone =>
        Given == "none" ? $"{Variable} is \"none\""
        : Given is null && !HasDocker.Value ? $"{Variable} is not set, and no Docker answers at {DockerSocket}"
        : null;

    /// <summary>Starts the container if it is needed. It ends with the tests' process.</summary>
    public static Task<string> ConnectionStringAsync() => Given is { } given ? Task.FromResult(given) : Container.Value;

    private static string DockerSocket =>
        Environment.GetEnvironmentVariable("DOCKER_HOST") is { } host && host.StartsWith("unix://", StringComparison.Ordinal)
            ? host["unix://".Length..]
            : "/var/run/docker.sock";

    private static bool Answers(string path)
    {
        try
        {
            using Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            socket.Connect(new UnixDomainSocketEndPoint(path));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static async Task<string> StartContainerAsync()
    {
        MsSqlContainer container = new MsSqlBuilder(Image).Build();
        await container.StartAsync();
        return container.GetConnectionString();
    }
}
