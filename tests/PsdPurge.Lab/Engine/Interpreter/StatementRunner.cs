using System.Globalization;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace PsdPurge.Lab.Engine;

/// <summary>Runs one statement that is not control flow.</summary>
internal sealed class StatementRunner(Run run)
{
    /// <summary>Marks an error of THROW, which always ends the batch.</summary>
    public const string Thrown = "thrown";

    private readonly QueryRunner _queries = new(run);

    private SqliteSession Session => run.Session;

    public void Execute(TSqlStatement statement)
    {
        switch (statement)
        {
            case SelectStatement { Into: not null } select:
                Changed(new DdlRunner(run).SelectInto(select));
                break;
            case SelectStatement select:
                _queries.Select(select);
                break;
            case InsertStatement insert:
                Changed(new InsertRunner(run).Insert(insert));
                break;
            case UpdateStatement update:
                Changed(new UpdateRunner(run).Update(update));
                break;
            case DeleteStatement delete:
                Changed(new DeleteRunner(run).Delete(delete));
                break;
            case DeclareVariableStatement declare:
                Declare(declare);
                return;
            case SetVariableStatement set:
                Set(set);
                return;
            case ExecuteStatement execute:
                new ExecRunner(run).Execute(execute);
                return;
            case PrintStatement print:
                string text = Text(print.Expression);
                run.Sink.Message(new SqlMessage(0, 0, 1, text, print.StartLine));
                Session.RowCount = 0;
                break;
            case RaiseErrorStatement raise:
                RaiseError(raise);
                return;
            case ThrowStatement raise:
                throw Throw(raise);
            case WaitForStatement wait:
                Wait(wait);
                break;
            case UseStatement use:
                Use(use);
                break;
            case TransactionStatement transaction:
                Transaction(transaction);
                break;
            default:
                if (!new SetRunner(run).TryExecute(statement))
                {
                    new DdlRunner(run).Execute(statement);
                    run.Sink.EndStatement(null);
                }

                Session.RowCount = 0;
                break;
        }

        Session.LastError = 0;
    }

    private void Changed(long count)
    {
        Session.RowCount = count;
        run.Sink.EndStatement(Session.Options.NoCount ? null : count);
    }

    private void Declare(DeclareVariableStatement declare)
    {
        foreach (DeclareVariableElement element in declare.Declarations)
        {
            if (element.Value is not null)
            {
                Variable variable = run.Frame.Variables[element.VariableName.Value];
                variable.Value = _queries.Evaluate(element.Value, variable.Type).Value;
                Session.RowCount = 1;
            }
        }
    }

    private void Set(SetVariableStatement set)
    {
        if (set.Expression is null || set.Identifier is not null)
        {
            throw Errors.NotSupported("cursor variables and methods");
        }

        Variable variable = run.Frame.Variables.GetValueOrDefault(set.Variable.Name) ?? throw Errors.UndeclaredVariable(set.Variable.Name);
        variable.Value = _queries.Assigned(set, variable.Type);
        (Session.RowCount, Session.LastError) = (1, 0);
    }

    private string Text(ScalarExpression expression) => _queries.Evaluate(expression, SqlTypes.NVarChar(4000)).Value as string ?? "";

    private void RaiseError(RaiseErrorStatement raise)
    {
        (object? first, SqlType type) = _queries.Evaluate(raise.FirstParameter);
        if (type.IsInteger())
        {
            throw Errors.NotSupported("RAISERROR with a message number");
        }

        List<object?> arguments = [.. raise.OptionalParameters.Select(p => _queries.Evaluate(p).Value)];
        long severity = _queries.Evaluate(raise.SecondParameter).Value is long s ? Math.Clamp(s, 0, 25) : 16;
        long state = _queries.Evaluate(raise.ThirdParameter).Value is long t ? Math.Clamp(t, 0, 255) : 1;
        SqlMessage message = new(50000, (byte)severity, (byte)state, MessageFormat.Format(first as string ?? "", arguments),
            raise.StartLine);
        Session.RowCount = 0;
        Session.LastError = severity > 10 ? 50000 : 0;
        if (severity > 10 && run.Frame.TryDepth > 0)
        {
            throw new TSqlException(message);
        }

        run.Sink.Message(message);
        run.Sink.EndStatement(null);
    }

    private TSqlException Throw(ThrowStatement raise)
    {
        TSqlException error;
        if (raise.ErrorNumber is null)
        {
            error = new TSqlException(run.Frame.Caught ?? throw new TSqlException(10704,
                "To rethrow an error, a THROW statement must be used inside a CATCH block. Insert the THROW statement inside a "
                + "CATCH block, or add error parameters to the THROW statement.", 15));
        }
        else
        {
            long number = (long)_queries.Evaluate(raise.ErrorNumber).Value!;
            error = number >= 50000
                ? new TSqlException(new SqlMessage((int)number, 16, (byte)(long)_queries.Evaluate(raise.State).Value!, Text(raise.Message),
                    raise.StartLine))
                : new TSqlException(35100,
                    $"Error number {number} in the THROW statement is outside the valid range. Specify an error number in the "
                    + "valid range of 50000 to 2147483647.");
        }

        error.Data[Thrown] = true;
        return error;
    }

    private void Wait(WaitForStatement wait)
    {
        if (wait.WaitForOption != WaitForOption.Delay)
        {
            throw Errors.NotSupported("WAITFOR TIME and WAITFOR (statement)");
        }

        string text = Text(wait.Parameter);
        if (!TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan delay) || delay.TotalDays >= 1)
        {
            throw new TSqlException(148, $"Incorrect time syntax in time string '{text}' used with WAITFOR.", 15);
        }

        run.Cancel.WaitHandle.WaitOne(delay);
        run.Cancel.ThrowIfCancellationRequested();
    }

    private void Use(UseStatement use)
    {
        string name = use.DatabaseName.Value;
        DatabaseInfo database = Session.Names.Database(name) ?? throw Errors.NoSuchDatabase(name);
        Session.CurrentDatabase = database;
        Session.RowCount = 0;
        run.Sink.DatabaseChanged(database.Name);
        run.Sink.Message(new SqlMessage(5701, 0, 2, $"Changed database context to '{database.Name}'.", use.StartLine));
    }

    private void Rollback(string? name)
    {
        TransactionManager transactions = Session.Transactions;
        if (name is null || transactions.Count == 0 || name.Equals(transactions.Name, StringComparison.OrdinalIgnoreCase))
        {
            transactions.Rollback(run.Sink);
        }
        else if (!transactions.RollbackTo(name))
        {
            throw new TSqlException(6401, $"Cannot roll back {name}. No transaction or savepoint of that name was found.");
        }
    }

    private void Transaction(TransactionStatement statement)
    {
        string? name = statement.Name?.Value ?? (statement.Name?.ValueExpression is { } value ? Text(value) : null);
        switch (statement)
        {
            case BeginTransactionStatement { Distributed: true }:
                throw Errors.NotSupported("distributed transactions");
            case BeginTransactionStatement:
                Session.Transactions.Begin(run.Sink, name);
                break;
            case CommitTransactionStatement:
                Session.Transactions.Commit(run.Sink);
                break;
            case SaveTransactionStatement:
                Session.Transactions.Save(name ?? "", run.Cancel);
                break;
            case RollbackTransactionStatement:
                Rollback(name);
                break;
            default:
                throw Errors.NotSupported($"{statement.GetType().Name}");
        }

        Session.RowCount = 0;
        run.Sink.EndStatement(null);
    }
}
