using System.Diagnostics;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace PsdPurge.Lab.Engine;

/// <summary>Where control goes after a statement.</summary>
internal enum Flow { Next, Break, Continue, Return }

/// <summary>Control flow, and what an error does to it.</summary>
internal sealed class FlowRunner(Run run)
{
    private const string Located = "line is known";

    /// <summary>Errors after which SQL Server adds "The statement has been terminated."</summary>
    private static readonly HashSet<int> Terminating = [220, 515, 547, 2601, 2627, 8115, 8134, 8152];

    private readonly StatementRunner _statements = new(run);
    private readonly QueryRunner _queries = new(run);

    private SqliteSession Session => run.Session;

    public Flow Statements(IEnumerable<TSqlStatement> statements)
    {
        foreach (TSqlStatement statement in statements)
        {
            Flow flow = Statement(statement);
            if (flow != Flow.Next)
            {
                return flow;
            }
        }

        return Flow.Next;
    }

    private Flow Statement(TSqlStatement statement)
    {
        run.Cancel.ThrowIfCancellationRequested();
        try
        {
            switch (statement)
            {
                case BeginEndBlockStatement block:
                    return Statements(block.StatementList.Statements);
                case IfStatement choice:
                    return If(choice);
                case WhileStatement loop:
                    return While(loop);
                case TryCatchStatement attempt:
                    return TryCatch(attempt);
                case BreakStatement:
                    return Flow.Break;
                case ContinueStatement:
                    return Flow.Continue;
                case ReturnStatement:
                    return Flow.Return;
                default:
                    Execute(statement);
                    return Flow.Next;
            }
        }
        catch (TSqlException error)
        {
            Fail(Locate(error, statement));
            return Flow.Next;
        }
    }

    private void Execute(TSqlStatement statement)
    {
        if (!Session.Server.IsWatched)
        {
            _statements.Execute(statement);
            return;
        }

        Session.Connection.TakeWork();
        (long started, TimeSpan processor) = (Stopwatch.GetTimestamp(), Processor());
        _statements.Execute(statement);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(started);
        NativeWork work = Session.Connection.TakeWork();
        Session.Server.Completed(new StatementCost(Session.Id, TextOf(statement), elapsed, Processor() - processor, work.Scanned, work.Indexed, work.Steps));
    }

    private static TimeSpan Processor() => Environment.CpuUsage.TotalTime;

    private static string TextOf(TSqlStatement statement) => string.Concat(
        statement.ScriptTokenStream.Skip(statement.FirstTokenIndex).Take(statement.LastTokenIndex - statement.FirstTokenIndex + 1).Select(token => token.Text));

    private Flow If(IfStatement statement)
    {
        bool holds = _queries.Test(statement.Predicate);
        (Session.RowCount, Session.LastError) = (0, 0);
        return holds ? Statement(statement.ThenStatement) : statement.ElseStatement is null
            ? Flow.Next : Statement(statement.ElseStatement);
    }

    private Flow While(WhileStatement statement)
    {
        while (_queries.Test(statement.Predicate))
        {
            run.Cancel.ThrowIfCancellationRequested();
            Flow flow = Statement(statement.Statement);
            if (flow == Flow.Return)
            {
                return flow;
            }

            if (flow == Flow.Break)
            {
                break;
            }
        }

        return Flow.Next;
    }

    private Flow TryCatch(TryCatchStatement statement)
    {
        SqlMessage? outer = run.Frame.Caught;
        run.Frame.TryDepth++;
        try
        {
            Flow flow = Statements(statement.TryStatements.Statements);
            run.Frame.TryDepth--;
            return flow;
        }
        catch (TSqlException error)
        {
            run.Frame.TryDepth--;
            if (!CanCatch(error))
            {
                throw;
            }

            if (Session.Options.XactAbort || Errors.EndsBatchAndTransaction(error.Error.Number))
            {
                Session.Transactions.Doom();
            }

            run.Frame.Caught = error.Error;
            Session.LastError = error.Error.Number;
        }
        catch
        {
            run.Frame.TryDepth--;
            throw;
        }

        try
        {
            return Statements(statement.CatchStatements.Statements);
        }
        finally
        {
            run.Frame.Caught = outer;
        }
    }

    /// <summary>A CATCH block does not catch compilation errors of its own batch, such as a missing table.</summary>
    private static bool CanCatch(TSqlException error) =>
        error.Data.Contains(ExecRunner.FromInner) || error.Error.Number == 229 || !Errors.EndsBatch(error.Error);

    private static TSqlException Locate(TSqlException error, TSqlStatement statement)
    {
        if (error.Data.Contains(Located))
        {
            return error;
        }

        TSqlException located = error.Error.Line == 1 ? error.At(statement.StartLine) : error;
        foreach (object key in error.Data.Keys.Cast<object>().ToList())
        {
            located.Data[key] = error.Data[key];
        }

        located.Data[Located] = true;
        return located;
    }

    /// <summary>Ends the batch, or only the statement, and reports the error.</summary>
    private void Fail(TSqlException error)
    {
        int number = error.Error.Number;
        Session.LastError = number;
        Session.RowCount = 0;
        if (run.Frame.TryDepth > 0)
        {
            throw error;
        }

        bool thrown = error.Data.Contains(StatementRunner.Thrown);
        bool abort = Session.Options.XactAbort && (thrown || !Errors.EndsBatch(error.Error));
        if ((abort || Errors.EndsBatchAndTransaction(number)) && Session.TransactionCount > 0)
        {
            Session.Transactions.Rollback(run.Sink);
        }

        if (abort || thrown || Errors.EndsBatch(error.Error) || Errors.EndsBatchAndTransaction(number))
        {
            throw error;
        }

        run.Sink.Message(error.Error);
        if (Terminating.Contains(number))
        {
            run.Sink.Message(new SqlMessage(3621, 0, 0, "The statement has been terminated.", error.Error.Line));
        }

        run.Sink.EndStatement(null);
    }
}
