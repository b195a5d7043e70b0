using System.Text;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace PsdPurge.Lab.Engine;

/// <summary>Runs a batch: declares its parameters, runs its statements, ends its scope.</summary>
internal sealed class BatchRunner(SqliteSession session, IResultSink sink, CancellationToken cancel)
{
    private const int MostParameters = 2100;

    public void Run(SqlBatch batch)
    {
        if (batch.Parameters.Count > MostParameters)
        {
            throw new TSqlException(8003,
                "The incoming request has too many parameters. The server supports a maximum of 2100 parameters. Reduce the "
                + "number of parameters and resend the request.");
        }

        Frame frame = new();
        foreach (BatchParameter parameter in batch.Parameters)
        {
            frame.Declare(parameter.Name, SqlTypes.Normalize(parameter.Type), parameter.Value);
        }

        bool nested = batch.Nested || batch.Parameters.Count > 0;
        try
        {
            if (nested)
            {
                RunNested(batch.Text, frame);
            }
            else
            {
                RunText(batch.Text, frame);
            }
        }
        finally
        {
            EndDoomed();
        }

        foreach (BatchParameter parameter in batch.Parameters.Where(p => p.Output))
        {
            sink.OutputParameter(parameter with { Value = frame.Variables[parameter.Name].Value });
        }
    }

    /// <summary>Runs text in a scope of its own. Its temp tables, SET options and USE end with the scope.</summary>
    public void RunNested(string text, Frame frame)
    {
        if (session.Temp.Depth >= 32)
        {
            throw new TSqlException(217, "Maximum stored procedure, function, trigger, or view nesting level exceeded (limit 32).");
        }

        SessionOptions options = session.Options.Copy();
        DatabaseInfo database = session.CurrentDatabase;
        int transactions = session.TransactionCount;
        session.Temp.Enter();
        try
        {
            RunText(text, frame);
        }
        finally
        {
            session.DropTempTables([.. session.Temp.Leave()]);
            session.Options.Restore(options);
            if (session.CurrentDatabase != database)
            {
                session.CurrentDatabase = database;
                sink.DatabaseChanged(database.Name);
            }
        }

        if (session.TransactionCount != transactions)
        {
            sink.Message(new SqlMessage(266, 16, 2,
                "Transaction count after EXECUTE indicates a mismatching number of BEGIN and COMMIT statements. Previous "
                + $"count = {transactions}, current count = {session.TransactionCount}."));
        }
    }

    private void RunText(string text, Frame frame)
    {
        ParsedBatch batch = session.Server.Batches.Get(text, Signature(frame), session.Options.QuotedIdentifier);
        foreach (DeclareVariableElement element in batch.Variables)
        {
            SqlType type = TypeReferences.Read(element.DataType);
            LargeTypes.CheckVariable(type);
            frame.Declare(element.VariableName.Value, type);
        }

        try
        {
            new FlowRunner(new Run(session, frame, sink, cancel)).Statements(batch.Statements);
        }
        finally
        {
            session.DropTempTables([.. session.Temp.TableVariables]);
        }
    }

    /// <summary>
    /// The types of the parameters, written field by field. The text of a record would be too slow for the hundreds of parameters that one request may have.
    /// </summary>
    private static string Signature(Frame frame)
    {
        StringBuilder text = new();
        foreach ((string name, Variable variable) in frame.Variables)
        {
            SqlType type = variable.Type;
            text.Append(name).Append(' ').Append((int)type.Kind).Append(' ').Append(type.Length)
                .Append(' ').Append(type.Precision).Append(' ').Append(type.Scale).Append(',');
        }

        return text.ToString();
    }

    private void EndDoomed()
    {
        if (session.Transactions.Doomed && session.Temp.Depth == 0)
        {
            session.Transactions.Rollback(sink);
            sink.Message(new SqlMessage(3998, 16, 1,
                "Uncommittable transaction is detected at the end of the batch. The transaction is rolled back."));
        }
    }
}
