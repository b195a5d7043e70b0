using System.Buffers.Binary;

namespace PsdPurge.Lab.Tds;

/// <summary>How a lab server stands to encryption.</summary>
public enum EncryptionMode
{
    /// <summary>As the client likes: everything, the login only, or nothing. What SQL Server does unless configured.</summary>
    Offered,

    /// <summary>Everything is encrypted (SQL Server's "Force Encryption").</summary>
    Required,

    /// <summary>The server cannot encrypt.</summary>
    NotSupported,
}

/// <summary>The ENCRYPTION option of PRELOGIN.</summary>
internal enum EncryptionOption : byte
{
    Off = 0,
    On = 1,
    NotSupported = 2,
    Required = 3,
}

/// <summary>The PRELOGIN exchange (MS-TDS 2.2.6.5): what the client asks for, what the server answers, what follows from both.</summary>
internal static class Prelogin
{
    private const byte Version = 0;
    private const byte Encryption = 1;
    private const byte Instance = 2;
    private const byte ThreadId = 3;
    private const byte Mars = 4;
    private const byte Terminator = 0xFF;
    private const int OptionHeaderLength = 5;

    /// <summary>What the client's PRELOGIN says of encryption.</summary>
    public static EncryptionOption ReadEncryption(ReadOnlySpan<byte> payload)
    {
        for (int at = 0; at + OptionHeaderLength <= payload.Length && payload[at] != Terminator; at += OptionHeaderLength)
        {
            int offset = BinaryPrimitives.ReadUInt16BigEndian(payload[(at + 1)..]);
            if (payload[at] == Encryption)
            {
                // Higher bits speak of client certificates.
                return offset < payload.Length ? (EncryptionOption)(payload[offset] & 0x03) : throw new TdsProtocolException("PRELOGIN is cut off.");
            }
        }

        return EncryptionOption.NotSupported;
    }

    /// <summary>The server's answer. Off: the login alone is encrypted. NotSupported: nothing is.</summary>
    public static EncryptionOption Negotiate(EncryptionMode server, EncryptionOption client) => (server, client) switch
    {
        (EncryptionMode.NotSupported, _) => EncryptionOption.NotSupported,
        (_, EncryptionOption.On or EncryptionOption.Required) => EncryptionOption.On,
        (EncryptionMode.Required, _) => EncryptionOption.Required,
        _ => client,
    };

    /// <summary>Writes the server's PRELOGIN.</summary>
    public static void WriteAnswer(PacketWriter writer, EncryptionOption encryption)
    {
        (byte Option, byte[] Data)[] options =
        [
            (Version, [Product.Major, Product.Minor, Product.Build >> 8, Product.Build & 0xFF, 0, 0]),
            (Encryption, [(byte)encryption]),
            (Instance, [0]),
            (ThreadId, []),
            (Mars, [0]),
        ];
        int offset = (options.Length * OptionHeaderLength) + 1;
        foreach ((byte option, byte[] data) in options)
        {
            Span<byte> header = writer.GetSpan(OptionHeaderLength);
            header[0] = option;
            BinaryPrimitives.WriteUInt16BigEndian(header[1..], (ushort)offset);
            BinaryPrimitives.WriteUInt16BigEndian(header[3..], (ushort)data.Length);
            writer.Advance(OptionHeaderLength);
            offset += data.Length;
        }

        writer.Byte(Terminator);
        foreach ((_, byte[] data) in options)
        {
            writer.Bytes(data);
        }

        writer.EndMessage();
    }
}
