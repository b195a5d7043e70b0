using PsdPurge.Lab.Engine;

namespace PsdPurge.Lab.Tests.Engine;

/// <summary>A server and one session on its rtc database.</summary>
public abstract class EngineFixture : IDisposable
{
    protected EngineFixture()
    {
        Server = new SqliteServer();
        Session = Server.OpenSession("lab", "rtc");
    }

    protected SqliteServer Server { get; }

    protected ISqlSession Session { get; }

    public void Dispose()
    {
        Session.Dispose();
        Server.Dispose();
        GC.SuppressFinalize(this);
    }

    internal CollectingSink Run(string text, params BatchParameter[] parameters) => RunOn(Session, text, parameters);

    internal static CollectingSink RunOn(ISqlSession session, string text, params BatchParameter[] parameters)
    {
        CollectingSink sink = new();
        session.Execute(new SqlBatch(text, parameters), sink, CancellationToken.None);
        return sink;
    }

    /// <summary>The only value of the only row.</summary>
    internal object? Value(string text, params BatchParameter[] parameters) => Assert.Single(Column(text, parameters));

    /// <summary>The first column of all rows.</summary>
    internal List<object?> Column(string text, params BatchParameter[] parameters)
    {
        CollectingSink sink = Run(text, parameters);
        Assert.DoesNotContain(sink.Messages, m => m.Class > 10);
        return [.. Assert.Single(sink.Sets).Rows.Select(r => r[0])];
    }

    /// <summary>The first error of a batch, whether it ended the batch or not.</summary>
    internal SqlMessage Error(string text, params BatchParameter[] parameters) => ErrorOn(Session, text, parameters);

    internal static SqlMessage ErrorOn(ISqlSession session, string text, params BatchParameter[] parameters)
    {
        CollectingSink sink = new();
        try
        {
            session.Execute(new SqlBatch(text, parameters), sink, CancellationToken.None);
        }
        catch (TSqlException error)
        {
            return sink.Messages.Find(m => m.Class > 10) ?? error.Error;
        }

        return sink.Messages.Find(m => m.Class > 10) ?? throw new InvalidOperationException("No error: " + text);
    }

    internal static BatchParameter Int(string name, long? value) => new(name, new SqlType(SqlTypeKind.Int), value);

    internal static BatchParameter Text(string name, string? value) => new(name, new SqlType(SqlTypeKind.NVarChar, 4000), value);
}
