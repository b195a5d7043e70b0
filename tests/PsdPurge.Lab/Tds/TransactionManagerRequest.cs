using System.Text;
using PsdPurge.Lab.Engine;

namespace PsdPurge.Lab.Tds;

/// <summary>A transaction manager request (MS-TDS 2.2.6.9): what SqlTransaction sends instead of T-SQL.</summary>
internal sealed class TransactionManagerRequest : TdsRequest
{
    private const ushort Begin = 5;
    private const ushort Commit = 7;
    private const ushort Rollback = 8;
    private const ushort Save = 9;
    private readonly string _name;

    private TransactionManagerRequest(RequestKind kind, string name) => (Kind, _name) = (kind, name);

    public override RequestKind Kind { get; }

    public override string Text => (Kind switch
    {
        RequestKind.BeginTransaction => "BEGIN TRANSACTION ",
        RequestKind.Commit => "COMMIT TRANSACTION ",
        RequestKind.Rollback => "ROLLBACK TRANSACTION ",
        _ => "SAVE TRANSACTION ",
    } + Quoted).TrimEnd();

    private string Quoted => _name.Length == 0 ? "" : $"[{_name.Replace("]", "]]", StringComparison.Ordinal)}]";

    public static TransactionManagerRequest Parse(ref PayloadReader reader)
    {
        ushort type = reader.UInt16();
        switch (type)
        {
            case Begin:
                // The isolation level is skipped. The lab's engine has only one writer at a time.
                reader.Byte();
                return new(RequestKind.BeginTransaction, Name(ref reader));
            case Commit:
                return new(RequestKind.Commit, Name(ref reader));
            case Rollback:
                return new(RequestKind.Rollback, Name(ref reader));
            case Save:
                return new(RequestKind.SaveTransaction, Name(ref reader));
            default:
                throw new TSqlException(8510, $"The lab has no distributed transactions (transaction manager request {type}).");
        }
    }

    public override void Run(SessionState state, IResultSink sink, CancellationToken cancel)
    {
        ISqlSession session = state.Session;
        int before = session.TransactionCount;
        switch (Kind)
        {
            case RequestKind.BeginTransaction:
                session.BeginTransaction();
                sink.TransactionChanged(TransactionEvent.Begun);
                break;
            case RequestKind.Commit:
                session.Commit();
                AnnounceEnd(TransactionEvent.Committed);
                break;
            case RequestKind.Rollback when _name.Length == 0:
                session.Rollback();
                AnnounceEnd(TransactionEvent.RolledBack);
                break;
            default:
                // Save points have names, so T-SQL can express them completely.
                session.Execute(new SqlBatch(Text, []), sink, cancel);
                break;
        }

        void AnnounceEnd(TransactionEvent end)
        {
            if (before > 0 && session.TransactionCount == 0)
            {
                sink.TransactionChanged(end);
            }
        }
    }

    /// <summary>A length byte that counts bytes here, then UTF-16.</summary>
    private static string Name(ref PayloadReader reader) => Encoding.Unicode.GetString(reader.Bytes(reader.Byte()));
}
