using PsdPurge.Lab.Engine;

namespace PsdPurge.Lab.Tds;

/// <summary>The RPC message (MS-TDS 2.2.6.6): one or several procedure calls with their parameters.</summary>
internal static class RpcMessage
{
    private const ushort ByNumber = 0xFFFF;
    private const byte BatchSeparator = 0xFF;
    private const byte NoExecSeparator = 0xFE;
    private const byte OldBatchSeparator = 0x80;
    private const byte ByReference = 0x01;
    private const byte DefaultValue = 0x02;

    public static IReadOnlyList<TdsRequest> Parse(ref PayloadReader reader, SessionState state)
    {
        List<TdsRequest> calls = [];
        while (!reader.AtEnd)
        {
            string procedure = Procedure(ref reader);
            reader.UInt16();
            List<BatchParameter> parameters = [];
            while (!reader.AtEnd && reader.Peek() is not (BatchSeparator or NoExecSeparator or OldBatchSeparator))
            {
                parameters.Add(Parameter(ref reader));
            }

            if (!reader.AtEnd)
            {
                reader.Byte();
            }

            calls.Add(RpcCall.Create(procedure, parameters, state));
        }

        return calls;
    }

    private static string Procedure(ref PayloadReader reader)
    {
        ushort length = reader.UInt16();
        if (length != ByNumber)
        {
            return reader.Text(length);
        }

        ushort number = reader.UInt16();
        return number switch
        {
            10 => RpcCall.ExecuteSql,
            11 => RpcCall.PrepareStatement,
            12 => RpcCall.ExecutePrepared,
            13 => RpcCall.PrepareAndExecute,
            15 => RpcCall.Unprepare,
            _ => throw new TSqlException(2812, $"The lab has no stored procedure of the number {number}: no server cursors."),
        };
    }

    private static BatchParameter Parameter(ref PayloadReader reader)
    {
        string name = reader.ByteText();
        byte status = reader.Byte();
        WireType type = WireType.Read(ref reader);
        object? value = ValueReader.Read(ref reader, type);
        return (status & DefaultValue) == 0
            ? new BatchParameter(name, type.Type, value, (status & ByReference) != 0)
            : throw new TSqlException(8179, "The lab takes no parameters by default value.");
    }
}
