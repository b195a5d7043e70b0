using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PsdPurge.Diagnosis.Network;

/// <summary>
/// What SQL Server Browser says of an instance ([MC-SQLR], published by Microsoft: CLNT_UCAST_INST, SVR_RESP): the question is one byte and the instance's name,
/// the answer a list of names and values between semicolons.
/// </summary>
/// <param name="TcpPort">The instance's port; null where it does not take TCP.</param>
internal sealed record BrowserAnswer(int? TcpPort)
{
    private const int Port = 1434;
    private const byte AskInstance = 4;
    private const byte Answer = 5;
    private const int HeaderLength = 3;

    /// <summary>Asks once at each address, twice in all: a datagram may be lost. Null where nobody answers.</summary>
    public static BrowserAnswer? Ask(IReadOnlyList<IPAddress> addresses, string instance, TimeSpan patience)
    {
        byte[] question = [AskInstance, .. Encoding.ASCII.GetBytes(instance), 0];
        return addresses.Concat(addresses).Select(address => AskAt(address, question, patience)).FirstOrDefault(answer => answer is not null);
    }

    /// <summary>Reads an answer; null where it is none.</summary>
    internal static BrowserAnswer? Parse(byte[] datagram)
    {
        if (datagram.Length < HeaderLength || datagram[0] != Answer)
        {
            return null;
        }

        var parts = Encoding.ASCII.GetString(datagram, HeaderLength, datagram.Length - HeaderLength).Split(';');
        var at = Array.FindIndex(parts, part => string.Equals(part, "tcp", StringComparison.OrdinalIgnoreCase));
        return new BrowserAnswer(at >= 0 && at + 1 < parts.Length && int.TryParse(parts[at + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : null);
    }

    private static BrowserAnswer? AskAt(IPAddress address, byte[] question, TimeSpan patience)
    {
        try
        {
            using UdpClient client = new(address.AddressFamily);
            client.Client.ReceiveTimeout = (int)patience.TotalMilliseconds;
            IPEndPoint from = new(address, Port);
            client.Connect(from);
            client.Send(question, question.Length);
            return Parse(client.Receive(ref from));
        }
        catch (SocketException)
        {
            // Nobody there, or a firewall that says so or is silent.
            return null;
        }
    }
}
