using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace PsdPurge.Lab.Engine;

/// <summary>SET options of a session. A nested scope works on a copy, so its changes end with the scope.</summary>
internal sealed class SessionOptions
{
    public bool NoCount { get; set; }

    public bool XactAbort { get; set; }

    public bool QuotedIdentifier { get; set; } = true;

    /// <summary>Milliseconds. -1 waits forever.</summary>
    public int LockTimeout { get; set; } = -1;

    public long RowCount { get; set; }

    public IsolationLevel Isolation { get; set; } = IsolationLevel.ReadCommitted;

    /// <summary>The table that takes explicit identity values.</summary>
    public int IdentityInsert { get; set; }

    /// <summary>@@OPTIONS. 5240 stands for the ANSI options, which are always on.</summary>
    public long Bits => 5240 + (NoCount ? 512 : 0) + (XactAbort ? 16384 : 0) + (QuotedIdentifier ? 256 : 0);

    public SessionOptions Copy() => (SessionOptions)MemberwiseClone();

    public void Restore(SessionOptions from)
    {
        (NoCount, XactAbort, QuotedIdentifier) = (from.NoCount, from.XactAbort, from.QuotedIdentifier);
        (LockTimeout, RowCount, Isolation, IdentityInsert) = (from.LockTimeout, from.RowCount, from.Isolation, from.IdentityInsert);
    }
}
