using PsdPurge.Lab.Tds;

namespace PsdPurge.Lab.Faults;

/// <summary>The requests that a fault applies to.</summary>
public sealed class Request
{
    private readonly Func<RequestRecord, bool> _matches;

    private Request(Func<RequestRecord, bool> matches) => _matches = matches;

    /// <summary>Every request that executes something.</summary>
    public static Request Any { get; } = new(_ => true);

    /// <summary>Batches of plain T-SQL.</summary>
    public static Request Batch { get; } = new(one => one.Kind == RequestKind.Batch);

    /// <summary>Parametrized T-SQL and procedure calls.</summary>
    public static Request Rpc { get; } = new(one => one.Kind == RequestKind.Rpc);

    /// <summary>The begin of a transaction, by the client's transaction object or in T-SQL.</summary>
    public static Request Begin { get; } = Transaction(RequestKind.BeginTransaction, "BEGIN TRAN");

    /// <summary>The commit of a transaction, by the client's transaction object or in T-SQL.</summary>
    public static Request Commit { get; } = Transaction(RequestKind.Commit, "COMMIT");

    /// <summary>The rollback of a transaction, by the client's transaction object or in T-SQL.</summary>
    public static Request Rollback { get; } = Transaction(RequestKind.Rollback, "ROLLBACK");

    /// <summary>Requests whose T-SQL contains a text, regardless of case.</summary>
    public static Request Containing(string text) => new(one => one.Text.Contains(text, StringComparison.OrdinalIgnoreCase));

    /// <summary>Requests that a test chooses.</summary>
    public static Request Where(Func<RequestRecord, bool> matches) => new(matches);

    /// <summary>Requests that match both.</summary>
    public Request And(Request other) => new(one => _matches(one) && other._matches(one));

    internal bool Matches(RequestRecord request) => _matches(request);

    private static Request Transaction(RequestKind kind, string text) =>
        new(one => one.Kind == kind || one.Text.AsSpan().TrimStart().StartsWith(text, StringComparison.OrdinalIgnoreCase));
}
