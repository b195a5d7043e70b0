using System.Net;
using System.Net.Sockets;

namespace PsdPurge.Lab.Tds;

/// <summary>
/// A loopback address that no other lab on this machine uses. The process that holds UDP port 1434 of an address has its lease. The operating system takes the
/// lease back when the process ends, however it ends.
/// </summary>
public sealed class LoopbackLease : IDisposable
{
    private const int BrowserPort = 1434;
    private const int First = 0x7F000002;
    private const int Last = 0x7F000FFE;

    private LoopbackLease(IPAddress address, Socket socket) => (Address, Browser) = (address, socket);

    /// <summary>The leased address.</summary>
    public IPAddress Address { get; }

    /// <summary>UDP port 1434 of the address, where a Browser service may answer.</summary>
    internal Socket Browser { get; }

    /// <summary>Leases the first free address from 127.0.0.2 on.</summary>
    /// <exception cref="InvalidOperationException">This machine has only 127.0.0.1, or everything is taken.</exception>
    public static LoopbackLease Acquire()
    {
        for (int number = First; number <= Last; number++)
        {
            IPAddress address = new([(byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number]);
            Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ExclusiveAddressUse = true };
            try
            {
                socket.Bind(new IPEndPoint(address, BrowserPort));
                return new LoopbackLease(address, socket);
            }
            catch (SocketException taken) when (taken.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
            {
                socket.Dispose();
            }
            catch (SocketException missing) when (missing.SocketErrorCode == SocketError.AddressNotAvailable)
            {
                socket.Dispose();
                throw new InvalidOperationException(
                    $"The lab needs loopback addresses besides 127.0.0.1, and this machine has no {address}. Linux and Windows have them all; " +
                    $"on macOS add some with: sudo ifconfig lo0 alias {address}", missing);
            }
        }

        throw new InvalidOperationException(
            "UDP port 1434 is taken on every loopback address that the lab may use. If a SQL Server Browser service runs on this machine, stop it.");
    }

    /// <summary>Gives the address back.</summary>
    public void Dispose() => Browser.Dispose();
}
