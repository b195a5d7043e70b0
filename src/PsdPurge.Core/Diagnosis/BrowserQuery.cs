using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PsdPurge.Diagnosis;

/// <summary>Gets an instance's port from SQL Server Browser (MS-SQLR 2.2.4, CLNT_UCAST_INST, and 2.2.5, SVR_RESP).</summary>
internal static class BrowserQuery
{
    private const int BrowserPort = 1434;
    private const byte UnicastInstance = 0x04;
    private const int AnswerHeader = 3;

    /// <summary>The TCP port, or null if the answer names none.</summary>
    /// <exception cref="SocketException">There was no answer.</exception>
    public static int? PortOf(IPAddress address, string instance, TimeSpan patience, CancellationToken token)
    {
        token.ThrowIfCancellationRequested();
        using Socket socket = new(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = (int)Math.Max(1, patience.TotalMilliseconds) };
        socket.Connect(new IPEndPoint(address, BrowserPort));
        socket.Send([UnicastInstance, .. Encoding.ASCII.GetBytes(instance), 0]);
        var answer = new byte[4096];
        var length = socket.Receive(answer);
        return length <= AnswerHeader ? null : Port(Encoding.ASCII.GetString(answer, AnswerHeader, length - AnswerHeader));
    }

    /// <summary>
    /// The answer consists of alternating names and values, separated by semicolons: <c>ServerName;FE01;InstanceName;RTCLOCAL;...;tcp;50123;;</c>.
    /// </summary>
    internal static int? Port(string answer)
    {
        var parts = answer.Split(';');
        var name = Array.FindIndex(parts, part => string.Equals(part, "tcp", StringComparison.OrdinalIgnoreCase));
        return name >= 0 && name + 1 < parts.Length && int.TryParse(parts[name + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? port
            : null;
    }
}
