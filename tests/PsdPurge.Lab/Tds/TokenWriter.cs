using PsdPurge.Lab.Engine;

namespace PsdPurge.Lab.Tds;

/// <summary>Writes the tokens of a response, except rows (MS-TDS 2.2.7).</summary>
internal sealed class TokenWriter(PacketWriter writer, string serverName)
{
    private const byte ErrorClass = 11;
    private const int MaxText = 4000;
    private const byte SqlTsql = 1;
    private const byte OutputParameterStatus = 1;

    /// <summary>Writes an INFO, or an ERROR from class 11 upwards.</summary>
    public void Message(SqlMessage message)
    {
        string text = message.Text.Length > MaxText ? message.Text[..MaxText] : message.Text;
        string procedure = message.Procedure ?? "";
        writer.Token(message.Class >= ErrorClass ? Token.Error : Token.Info);
        writer.UInt16(4 + 1 + 1 + 2 + (text.Length * 2) + 1 + (serverName.Length * 2) + 1 + (procedure.Length * 2) + 4);
        writer.Int32(message.Number);
        writer.Byte(message.State);
        writer.Byte(message.Class);
        writer.UInt16(text.Length);
        writer.Utf16(text);
        writer.ByteText(serverName);
        writer.ByteText(procedure);
        writer.Int32(message.Line);
    }

    public void Done(Token token, DoneStatus status, ushort command, long count)
    {
        writer.Token(token);
        writer.UInt16((int)status);
        writer.UInt16(command);
        writer.Int64(count);
    }

    public void EnvironmentChange(EnvChange change, string now, string before)
    {
        writer.Token(Token.EnvChange);
        writer.UInt16(1 + 1 + (now.Length * 2) + 1 + (before.Length * 2));
        writer.Byte((byte)change);
        writer.ByteText(now);
        writer.ByteText(before);
    }

    public void EnvironmentChange(EnvChange change, ReadOnlySpan<byte> now, ReadOnlySpan<byte> before)
    {
        writer.Token(Token.EnvChange);
        writer.UInt16(1 + 1 + now.Length + 1 + before.Length);
        writer.Byte((byte)change);
        writer.Byte((byte)now.Length);
        writer.Bytes(now);
        writer.Byte((byte)before.Length);
        writer.Bytes(before);
    }

    public void LoginAck(uint tdsVersion)
    {
        writer.Token(Token.LoginAck);
        writer.UInt16(1 + 4 + 1 + (Product.Name.Length * 2) + 4);
        writer.Byte(SqlTsql);

        // The version is big-endian here, but little-endian in LOGIN7.
        for (int shift = 24; shift >= 0; shift -= 8)
        {
            writer.Byte((byte)(tdsVersion >> shift));
        }

        writer.ByteText(Product.Name);
        writer.Byte(Product.Major);
        writer.Byte(Product.Minor);
        writer.Byte(Product.Build >> 8);
        writer.Byte(Product.Build & 0xFF);
    }

    public void ReturnStatus(int value)
    {
        writer.Token(Token.ReturnStatus);
        writer.Int32(value);
    }

    public void ReturnValue(int ordinal, BatchParameter parameter)
    {
        writer.Token(Token.ReturnValue);
        writer.UInt16(ordinal);
        writer.ByteText(parameter.Name);
        writer.Byte(OutputParameterStatus);
        TypeInfoWriter.WriteUserTypeAndFlags(writer, parameter.Type, nullable: true, identity: false);
        TypeInfoWriter.Write(writer, parameter.Type, nullable: true);
        ValueEncoders.For(parameter.Type, nullable: true)(writer, new BoxedRow(parameter.Value), 0);
    }
}
