using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace PsdPurge.Pester;

/// <summary>
/// Starts labs for a PowerShell that cannot start them itself. Start-Lab connects to the port in <c>PSDPURGE_LABS</c> and sends a line with the lab's options.
/// The answer is the lab's line of JSON. The lab lives as long as the connection.
/// </summary>
internal sealed class LabServer : IAsyncDisposable
{
    private readonly PowerShellHost _host;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<Task> _labs = [];
    private readonly Task _accepting;

    public LabServer(PowerShellHost host)
    {
        _host = host;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Port => ((IPEndPoint)_listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_labs);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _labs.Add(ServeAsync(await _listener.AcceptTcpClientAsync()));
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The suite is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using TcpClient connection = client;
        using StreamReader reader = new(connection.GetStream());
        await using StreamWriter writer = new(connection.GetStream()) { AutoFlush = true, NewLine = "\n" };
        using var lab = StartLab(await reader.ReadLineAsync() ?? "");
        try
        {
            JsonNode description =
                JsonNode.Parse(await lab.StandardOutput.ReadLineAsync() ?? throw new IOException("The lab ended before it said where it is."))!;
            description["topologyFile"] = _host.PathOf(description["topologyFile"]!.GetValue<string>());
            await writer.WriteLineAsync(description.ToJsonString());
            await reader.ReadToEndAsync();
        }
        catch (IOException)
        {
            // Either the client is gone, and the lab ends next. Or the lab did not start, and the client notices that.
        }

        lab.StandardInput.Close();
        await lab.WaitForExitAsync();
    }

    private static Process StartLab(string options)
    {
        var lab = Path.Combine(
            PowerShellHost.RepositoryRoot, "tests", "PsdPurge.Lab", "bin", PowerShellHost.Metadata("Configuration"), "net10.0", "PsdPurge.Lab.dll");
        return Process.Start(new ProcessStartInfo(PowerShellHost.DotNet, [lab, "serve", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
    }
}
