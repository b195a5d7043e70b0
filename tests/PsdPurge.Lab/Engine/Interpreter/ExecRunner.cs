using System.Globalization;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace PsdPurge.Lab.Engine;

/// <summary>Runs EXEC ('...') and EXEC sp_executesql.</summary>
internal sealed class ExecRunner(Run run)
{
    /// <summary>Marks an error of an inner scope. An outer CATCH block can catch such an error, whatever it is.</summary>
    public const string FromInner = "from an inner scope";

    private readonly QueryRunner _queries = new(run);

    public void Execute(ExecuteStatement statement)
    {
        ExecuteSpecification specification = statement.ExecuteSpecification;
        if (specification.LinkedServer is not null || specification.ExecuteContext is not null)
        {
            throw Errors.NotSupported("EXEC ... AT and AS");
        }

        switch (specification.ExecutableEntity)
        {
            case ExecutableStringList strings:
                RunInner(string.Concat(strings.Strings.Select(s => _queries.Evaluate(s, SqlTypes.NVarChar(SqlType.Max)).Value as string)),
                    new Frame());
                break;
            case ExecutableProcedureReference procedure:
                Procedure(procedure);
                break;
            default:
                throw Errors.NotSupported("this form of EXEC");
        }

        if (specification.Variable is { } result)
        {
            run.Frame.Variables[result.Name].Value = 0L;
        }
    }

    private void Procedure(ExecutableProcedureReference procedure)
    {
        SchemaObjectName name = procedure.ProcedureReference.ProcedureReference?.Name
            ?? throw Errors.NotSupported("EXEC of a procedure named by a variable");
        if (!name.BaseIdentifier.Value.Equals("sp_executesql", StringComparison.OrdinalIgnoreCase))
        {
            throw new TSqlException(2812, $"Could not find stored procedure '{NameResolver.Written(name)}'.", 16, 62);
        }

        IList<ExecuteParameter> parameters = procedure.Parameters;
        if (parameters.Count == 0)
        {
            throw new TSqlException(201,
                "Procedure or function 'sp_executesql' expects parameter '@statement', which was not supplied.", 16, 10);
        }

        string text = _queries.Evaluate(parameters[0].ParameterValue, SqlTypes.NVarChar(SqlType.Max)).Value as string ?? "";
        Frame inner = new();
        List<ExecuteParameter> given = [.. parameters.Skip(2)];
        List<DeclareVariableElement> declared = parameters.Count < 2
            ? [] : Declared(_queries.Evaluate(parameters[1].ParameterValue, SqlTypes.NVarChar(SqlType.Max)).Value as string ?? "");
        for (int i = 0; i < declared.Count; i++)
        {
            string variable = declared[i].VariableName.Value;
            SqlType type = TypeReferences.Read(declared[i].DataType);
            ExecuteParameter value = given.Find(p => p.Variable?.Name.Equals(variable, StringComparison.OrdinalIgnoreCase) == true)
                ?? (i < given.Count && given[i].Variable is null ? given[i] : null)
                ?? throw new TSqlException(8178,
                    $"The parameterized query '({text})' expects the parameter '{variable}', which was not supplied.");
            inner.Declare(variable, type, Convert(value.ParameterValue, type));
        }

        RunInner(text, inner);
        CopyBack(declared, given, inner);
    }

    private object? Convert(ScalarExpression expression, SqlType type)
    {
        (object? value, SqlType from) = _queries.Evaluate(expression);
        return Conversions.Convert(value, new Conversion(from, type));
    }

    private void CopyBack(List<DeclareVariableElement> declared, List<ExecuteParameter> given, Frame inner)
    {
        for (int i = 0; i < declared.Count; i++)
        {
            string variable = declared[i].VariableName.Value;
            ExecuteParameter? argument = given.Find(p => p.Variable?.Name.Equals(variable, StringComparison.OrdinalIgnoreCase) == true)
                ?? (i < given.Count ? given[i] : null);
            if (argument is { IsOutput: true, ParameterValue: VariableReference target })
            {
                Variable outer = run.Frame.Variables[target.Name];
                outer.Value = Conversions.Convert(inner.Variables[variable].Value,
                    new Conversion(inner.Variables[variable].Type, outer.Type));
            }
        }
    }

    private static List<DeclareVariableElement> Declared(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return [];
        }

        using StringReader reader = new($"CREATE PROCEDURE p {text} AS RETURN");
        TSqlFragment fragment = new TSql110Parser(true).Parse(reader, out IList<ParseError> errors);
        return errors.Count == 0
            ? [.. ((CreateProcedureStatement)((TSqlScript)fragment).Batches[0].Statements[0]).Parameters]
            : throw new TSqlException(102, string.Create(CultureInfo.InvariantCulture, $"Incorrect syntax near '{text}'."), 15);
    }

    private void RunInner(string text, Frame inner)
    {
        try
        {
            new BatchRunner(run.Session, run.Sink, run.Cancel).RunNested(text, inner);
        }
        catch (TSqlException error)
        {
            error.Data[FromInner] = true;
            bool endsAll = Errors.EndsBatchAndTransaction(error.Error.Number) || error.Data.Contains(StatementRunner.Thrown)
                || run.Session.Options.XactAbort;
            if (run.Frame.TryDepth > 0 || endsAll)
            {
                throw;
            }

            // An error that ends only the inner scope, such as a missing table, lets the outer batch continue.
            run.Sink.Message(error.Error);
            run.Sink.EndStatement(null);
        }
    }
}
