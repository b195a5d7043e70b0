using PsdPurge.Lab.Engine;

namespace PsdPurge.Lab.Tds;

/// <summary>What a logged-in connection keeps from request to request.</summary>
internal sealed class SessionState(ISqlSession session)
{
    private int _lastHandle;

    public ISqlSession Session { get; } = session;

    public TransactionDescriptor Transaction { get; } = new();

    /// <summary>The statements of sp_prepare by handle: T-SQL and parameter declarations.</summary>
    public Dictionary<int, PreparedStatement> Prepared { get; } = [];

    public int Prepare(PreparedStatement statement)
    {
        Prepared.Add(++_lastHandle, statement);
        return _lastHandle;
    }

    public void Reset()
    {
        Session.Reset();
        Transaction.Forget();
        Prepared.Clear();
    }
}

/// <summary>A statement that sp_prepare prepared.</summary>
internal sealed record PreparedStatement(string Text, IReadOnlyList<string> ParameterNames);
