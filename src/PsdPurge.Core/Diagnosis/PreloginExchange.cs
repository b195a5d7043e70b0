namespace PsdPurge.Diagnosis;

/// <summary>
/// The first message of a TDS session ([MS-TDS] 2.2.6.5, published by Microsoft): the client requests encryption, and the server says what it supports.
/// </summary>
internal static class PreloginExchange
{
    private const byte Encryption = 1;
    private const byte Terminator = 0xFF;
    private const byte EncryptOn = 1;
    private const byte NotSupported = 2;
    private const int OptionLength = 5;

    /// <summary>VERSION (6 bytes at 11) and ENCRYPTION (1 byte at 17), each with its place; then their data.</summary>
    private static readonly byte[] Question = [0, 0, 11, 0, 6, Encryption, 0, 17, 0, 1, Terminator, 0, 0, 0, 0, 0, 0, EncryptOn];

    /// <exception cref="IOException">The server ended the session, or gave another answer.</exception>
    public static bool ServerEncrypts(Stream stream)
    {
        TdsPacket.Write(stream, Question, 0, Question.Length);
        var answer = TdsPacket.Read(stream);
        for (var at = 0; at + OptionLength <= answer.Length && answer[at] != Terminator; at += OptionLength)
        {
            var place = (answer[at + 1] << 8) | answer[at + 2];
            if (answer[at] == Encryption && place < answer.Length)
            {
                return answer[place] != NotSupported;
            }
        }

        throw new IOException("the server's first answer does not speak of encryption");
    }
}

/// <summary>A packet of the first exchange: a header of 8 bytes, and the content.</summary>
internal static class TdsPacket
{
    private const byte Prelogin = 18;
    private const byte EndOfMessage = 1;
    private const int HeaderLength = 8;

    public static void Write(Stream stream, byte[] data, int offset, int count)
    {
        var packet = new byte[HeaderLength + count];
        packet[0] = Prelogin;
        packet[1] = EndOfMessage;
        packet[2] = (byte)(packet.Length >> 8);
        packet[3] = (byte)packet.Length;
        Buffer.BlockCopy(data, offset, packet, HeaderLength, count);
        stream.Write(packet, 0, packet.Length);
        stream.Flush();
    }

    public static byte[] Read(Stream stream)
    {
        var header = Exactly(stream, HeaderLength);
        var length = ((header[2] << 8) | header[3]) - HeaderLength;
        return length > 0 ? Exactly(stream, length) : throw new IOException("the server's answer is empty");
    }

    private static byte[] Exactly(Stream stream, int count)
    {
        var data = new byte[count];
        var read = 0;
        while (read < count)
        {
            var more = stream.Read(data, read, count - read);
            read += more > 0 ? more : throw new IOException("the server ended the connection");
        }

        return data;
    }
}

/// <summary>Until the login, TLS is carried in packets of the first exchange.</summary>
internal sealed class PreloginStream(Stream inner) : Stream
{
    private const int MostBytes = 4000;
    private byte[] _held = [];
    private int _taken;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_taken == _held.Length)
        {
            _held = TdsPacket.Read(inner);
            _taken = 0;
        }

        var taken = Math.Min(count, _held.Length - _taken);
        Buffer.BlockCopy(_held, _taken, buffer, offset, taken);
        _taken += taken;
        return taken;
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        for (var sent = 0; sent < count; sent += MostBytes)
        {
            TdsPacket.Write(inner, buffer, offset + sent, Math.Min(MostBytes, count - sent));
        }
    }

    public override void Flush() => inner.Flush();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
