using System.Text;

namespace PsdPurge.Lab.Tds;

/// <summary>The LOGIN7 message (MS-TDS 2.2.6.4), as far as the lab uses it.</summary>
internal sealed record Login7(
    uint TdsVersion,
    int PacketSize,
    bool IntegratedSecurity,
    string HostName,
    string UserName,
    string Password,
    string ApplicationName,
    string Database)
{
    private const int PacketSizeAt = 8;
    private const int OptionFlags2At = 25;
    private const byte IntegratedSecurityFlag = 0x80;
    private const int HostNameAt = 36;
    private const int UserNameAt = 40;
    private const int PasswordAt = 44;
    private const int ApplicationNameAt = 48;
    private const int DatabaseAt = 68;
    private const int FixedLength = 94;

    public static Login7 Parse(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < FixedLength - 4)
        {
            throw new TdsProtocolException("LOGIN7 is too short.");
        }

        return new Login7(
            BitConverter.ToUInt32(payload[4..]),
            BitConverter.ToInt32(payload[PacketSizeAt..]),
            (payload[OptionFlags2At] & IntegratedSecurityFlag) != 0,
            Text(payload, HostNameAt),
            Text(payload, UserNameAt),
            Reveal(Field(payload, PasswordAt)),
            Text(payload, ApplicationNameAt),
            Text(payload, DatabaseAt));
    }

    private static string Text(ReadOnlySpan<byte> payload, int at) => Encoding.Unicode.GetString(Field(payload, at));

    private static ReadOnlySpan<byte> Field(ReadOnlySpan<byte> payload, int at)
    {
        int offset = BitConverter.ToUInt16(payload[at..]);
        int length = BitConverter.ToUInt16(payload[(at + 2)..]) * 2;
        return length == 0 ? default
            : offset + length <= payload.Length ? payload.Slice(offset, length)
            : throw new TdsProtocolException("A field of LOGIN7 lies outside of it.");
    }

    /// <summary>Undoes the password's obfuscation: halves of each byte swapped, then XOR with 0xA5.</summary>
    private static string Reveal(ReadOnlySpan<byte> hidden)
    {
        byte[] bytes = hidden.ToArray();
        foreach (ref byte one in bytes.AsSpan())
        {
            one ^= 0xA5;
            one = (byte)((one << 4) | (one >> 4));
        }

        return Encoding.Unicode.GetString(bytes);
    }
}
