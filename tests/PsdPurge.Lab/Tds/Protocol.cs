namespace PsdPurge.Lab.Tds;

/// <summary>What a packet carries (MS-TDS 2.2.3.1.1).</summary>
internal enum PacketType : byte
{
    SqlBatch = 0x01,
    Rpc = 0x03,
    TabularResult = 0x04,
    Attention = 0x06,
    BulkLoad = 0x07,
    TransactionManager = 0x0E,
    Login7 = 0x10,
    Sspi = 0x11,
    Prelogin = 0x12,
}

/// <summary>The status bits of a packet (MS-TDS 2.2.3.1.2).</summary>
[Flags]
internal enum PacketStatus : byte
{
    Normal = 0,
    EndOfMessage = 0x01,
    Ignore = 0x02,
    ResetConnection = 0x08,
    ResetConnectionSkipTransaction = 0x10,
}

/// <summary>The tokens of a response (MS-TDS 2.2.7).</summary>
internal enum Token : byte
{
    ReturnStatus = 0x79,
    ColMetadata = 0x81,
    Error = 0xAA,
    Info = 0xAB,
    ReturnValue = 0xAC,
    LoginAck = 0xAD,
    Row = 0xD1,
    EnvChange = 0xE3,
    Done = 0xFD,
    DoneProc = 0xFE,
    DoneInProc = 0xFF,
}

/// <summary>The status bits of DONE, DONEPROC and DONEINPROC (MS-TDS 2.2.7.6).</summary>
[Flags]
internal enum DoneStatus : ushort
{
    Final = 0,
    More = 0x01,
    Error = 0x02,
    Count = 0x10,
    Attention = 0x20,
}

/// <summary>What an ENVCHANGE token announces (MS-TDS 2.2.7.9).</summary>
internal enum EnvChange : byte
{
    Database = 1,
    Language = 2,
    PacketSize = 4,
    SqlCollation = 7,
    BeginTransaction = 8,
    CommitTransaction = 9,
    RollbackTransaction = 10,
    ResetConnection = 18,
}

/// <summary>Protocol versions as LOGIN7 and LOGINACK name them.</summary>
internal static class TdsVersion
{
    public const uint Tds73 = 0x730A0003;
    public const uint Tds74 = 0x74000004;
    public const uint Tds80 = 0x08000000;
}

/// <summary>The product as which the lab identifies itself: SQL Server 2012 SP4.</summary>
internal static class Product
{
    public const string Name = "Microsoft SQL Server";
    public const string VersionText = "11.0.7001.0";
    public const byte Major = 11;
    public const byte Minor = 0;
    public const ushort Build = 7001;
}

/// <summary>The other side does not speak the protocol. The connection cannot continue.</summary>
internal sealed class TdsProtocolException(string message) : Exception(message);
