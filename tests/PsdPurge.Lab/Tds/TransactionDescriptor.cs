using System.Buffers.Binary;
using PsdPurge.Lab.Engine;

namespace PsdPurge.Lab.Tds;

/// <summary>The number by which a connection's transaction goes on the wire; tells the client when it begins and ends.</summary>
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

    /// <summary>The transaction ended with the connection's reset, of which the client knows.</summary>
    public void Forget() => _current = 0;
}
