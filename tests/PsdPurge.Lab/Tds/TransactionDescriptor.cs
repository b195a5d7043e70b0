using System.Buffers.Binary;
using PsdPurge.Lab.Engine;

namespace PsdPurge.Lab.Tds;

/// <summary>The number of a connection's transaction on the wire. It tells the client when the transaction begins and ends.</summary>
internal sealed class TransactionDescriptor
{
    private static long _last;
    private long _current;

    public void Announce(TokenWriter tokens, TransactionEvent change)
    {
        Span<byte> descriptor = stackalloc byte[8];
        if (change == TransactionEvent.Begun)
        {
            if (_current == 0)
            {
                _current = Interlocked.Increment(ref _last);
                BinaryPrimitives.WriteInt64LittleEndian(descriptor, _current);
                tokens.EnvironmentChange(EnvChange.BeginTransaction, descriptor, default);
            }

            return;
        }

        if (_current != 0)
        {
            BinaryPrimitives.WriteInt64LittleEndian(descriptor, _current);
            _current = 0;
            EnvChange end = change == TransactionEvent.Committed ? EnvChange.CommitTransaction : EnvChange.RollbackTransaction;
            tokens.EnvironmentChange(end, default, descriptor);
        }
    }

    /// <summary>The transaction ended with the connection's reset, and the client knows about the reset.</summary>
    public void Forget() => _current = 0;
}
