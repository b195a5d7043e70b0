using System.Buffers.Binary;

namespace PsdPurge.Lab.Tds;

/// <summary>A lab server's encryption mode.</summary>
public enum EncryptionMode
{
    /// <summary>The client chooses whether everything is encrypted, only the login, or nothing. This is SQL Server's default.</summary>
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

/// <summary>The PRELOGIN exchange (MS-TDS 2.2.6.5): the client's request, the server's answer, and the result of both.</summary>
internal static class Prelogin
{
    private const byte Version = 0;
    private const byte Encryption = 1;
    private const byte Instance = 2;
    private const byte ThreadId = 3;
    private const byte Mars = 4;
    private const byte Terminator = 0xFF;
    private const int OptionHeaderLength = 5;

    /// <summary>Reads the encryption option from the client's PRELOGIN.</summary>
    public static EncryptionOption ReadEncryption(ReadOnlySpan<byte> payload)
    {
        for (int at = 0; at + OptionHeaderLength <= payload.Length && payload[at] != Terminator; at += OptionHeaderLength)
        {
            int offset = BinaryPrimitives.ReadUInt16BigEndian(payload[(at + 1)..]);
            if (payload[at] == Encryption)
            {
                // Higher bits are about client certificates.
                return offset < payload.Length ? (EncryptionOption)(payload[offset] & 0x03) : throw new TdsProtocolException("PRELOGIN is cut off.");
            }
        }

        return EncryptionOption.NotSupported;
    }

    /// <summary>The server's answer. With Off, only the login is encrypted. With NotSupported, nothing is.</summary>
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
