using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace PsdPurge.Lab.Engine;

/// <summary>Runs SET of options.</summary>
internal sealed class SetRunner(Run run)
{
    /// <summary>Options with the only value that the lab supports. The other value is refused.</summary>
    private static readonly Dictionary<SetOptions, bool> Fixed = new()
    {
        [SetOptions.AnsiNulls] = true,
        [SetOptions.AnsiPadding] = true,
        [SetOptions.AnsiWarnings] = true,
        [SetOptions.AnsiDefaults] = true,
        [SetOptions.ConcatNullYieldsNull] = true,
        [SetOptions.NumericRoundAbort] = false,
        [SetOptions.ImplicitTransactions] = false,
        [SetOptions.CursorCloseOnCommit] = false,
        [SetOptions.ArithIgnore] = false,
        [SetOptions.FmtOnly] = false,
        [SetOptions.NoExec] = false,
        [SetOptions.ParseOnly] = false,
        [SetOptions.ShowPlanAll] = false,
        [SetOptions.ShowPlanText] = false,
        [SetOptions.ShowPlanXml] = false,
        [SetOptions.NoBrowsetable] = false,
        [SetOptions.AnsiNullDfltOn] = true,
        [SetOptions.AnsiNullDfltOff] = false,
    };

    private SessionOptions Options => run.Session.Options;

    /// <summary>Runs the statement if it sets an option.</summary>
    public bool TryExecute(TSqlStatement statement)
    {
        switch (statement)
        {
            case PredicateSetStatement predicate:
                Predicate(predicate);
                return true;
            case SetTransactionIsolationLevelStatement isolation:
                Options.Isolation = isolation.Level;
                return true;
            case SetRowCountStatement rows:
                Options.RowCount = new QueryRunner(run).Evaluate(rows.NumberRows).Value as long? ?? 0;
                return true;
            case SetTextSizeStatement size:
                return new QueryRunner(run).Evaluate(size.TextSize).Value is -1L or >= 0x7FFFFFFEL or 0L
                    ? true
                    : throw Errors.NotSupported("SET TEXTSIZE other than the whole text");
            case SetIdentityInsertStatement identity:
                IdentityInsert(identity);
                return true;
            case SetStatisticsStatement:
                return true;
            case SetCommandStatement commands:
                foreach (SetCommand command in commands.Commands)
                {
                    Command(command);
                }

                return true;
            default:
                return false;
        }
    }

    private void Predicate(PredicateSetStatement statement)
    {
        foreach (SetOptions option in Enum.GetValues<SetOptions>())
        {
            if (option != SetOptions.None && statement.Options.HasFlag(option))
            {
                Set(option, statement.IsOn);
            }
        }
    }

    private void Set(SetOptions option, bool on)
    {
        switch (option)
        {
            case SetOptions.NoCount:
                Options.NoCount = on;
                break;
            case SetOptions.XactAbort:
                Options.XactAbort = on;
                break;
            case SetOptions.QuotedIdentifier:
                Options.QuotedIdentifier = on;
                break;
            default:
                // ARITHABORT, FORCEPLAN and the like have no effect that the lab could show.
                if (Fixed.TryGetValue(option, out bool value) && value != on)
                {
                    throw Errors.NotSupported($"SET {option.ToString().ToUpperInvariant()} {(on ? "ON" : "OFF")}");
                }

                break;
        }
    }

    private void IdentityInsert(SetIdentityInsertStatement statement)
    {
        TableInfo table = run.Session.Names.Table(statement.Table);
        if (table.IdentityColumn is null)
        {
            throw new TSqlException(8106,
                $"Table '{NameResolver.Written(statement.Table)}' does not have the identity property. Cannot perform SET operation.");
        }

        if (statement.IsOn && Options.IdentityInsert != 0 && Options.IdentityInsert != table.ObjectId
            && run.Session.Names.ById(Options.IdentityInsert) is { } other)
        {
            throw new TSqlException(8107,
                $"IDENTITY_INSERT is already ON for table '{other.Database.Name}.dbo.{other.Name}'. Cannot perform SET "
                + $"operation for table '{NameResolver.Written(statement.Table)}'.");
        }

        Options.IdentityInsert = statement.IsOn ? table.ObjectId : Options.IdentityInsert == table.ObjectId ? 0 : Options.IdentityInsert;
    }

    private void Command(SetCommand command)
    {
        if (command is not GeneralSetCommand general)
        {
            throw Errors.NotSupported($"{command.GetType().Name}");
        }

        string word = (general.Parameter as Literal)?.Value ?? "";
        switch (general.CommandType)
        {
            case GeneralSetCommandType.LockTimeout:
                Options.LockTimeout = (int)Math.Clamp(new QueryRunner(run).Evaluate(general.Parameter).Value as long?
                    ?? -1, -1, int.MaxValue);
                break;
            case GeneralSetCommandType.DeadlockPriority:
                break;
            case GeneralSetCommandType.Language when word.Equals("us_english", StringComparison.OrdinalIgnoreCase)
                || word.Equals("English", StringComparison.OrdinalIgnoreCase):
            case GeneralSetCommandType.DateFormat when word.Equals("mdy", StringComparison.OrdinalIgnoreCase):
            case GeneralSetCommandType.DateFirst when word == "7":
                break;
            default:
                throw Errors.NotSupported($"SET {general.CommandType} {word}");
        }
    }
}
