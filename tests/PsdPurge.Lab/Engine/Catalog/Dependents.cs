using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace PsdPurge.Lab.Engine;

/// <summary>
/// Triggers and foreign keys. The catalog lists them, so that a caller can see what a change would set off. The lab runs none of them, and refuses a statement
/// that would have to.
/// </summary>
internal static class Dependents
{
    private const int FirstTrigger = 500;
    private const int FirstForeignKey = 700;

    public static TableInfo WithTrigger(TableInfo table, CreateTriggerStatement statement)
    {
        TriggerInfo trigger = new(
            statement.Name.BaseIdentifier.Value,
            table.ObjectId + FirstTrigger + table.Triggers.Count,
            [.. statement.TriggerActions.Select(a => a.TriggerActionType.ToString().ToUpperInvariant())]);
        return table with { Triggers = [.. table.Triggers, trigger] };
    }

    public static TableInfo WithForeignKey(TableInfo table, ForeignKeyConstraintDefinition definition, TableInfo referenced)
    {
        int id = table.ObjectId + FirstForeignKey + table.ForeignKeys.Count;
        string name = definition.ConstraintIdentifier?.Value ?? $"FK__{table.Name}__{id:X8}";
        int action = definition.DeleteAction switch
        {
            DeleteUpdateAction.Cascade => 1,
            DeleteUpdateAction.SetNull => 2,
            DeleteUpdateAction.SetDefault => 3,
            _ => 0,
        };
        return table with
        {
            ForeignKeys = [.. table.ForeignKeys, new ForeignKeyInfo(name, id, referenced.ObjectId, action, Columns(table, definition, referenced))],
        };
    }

    private static List<(int Column, int Referenced)> Columns(TableInfo table, ForeignKeyConstraintDefinition definition, TableInfo referenced)
    {
        // Without columns, the foreign key refers to the other table's primary key.
        IReadOnlyList<string> targets = definition.ReferencedTableColumns.Count > 0
            ? [.. definition.ReferencedTableColumns.Select(c => c.Value)]
            : referenced.Indexes.FirstOrDefault(i => i.PrimaryKey)?.Columns ?? [];
        if (!referenced.Indexes.Any(i => i.Unique && i.Columns.ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(targets)))
        {
            throw new TSqlException(1776, $"There are no primary or candidate keys in the referenced table 'dbo.{referenced.Name}' that match the referencing "
                + $"column list in the foreign key '{definition.ConstraintIdentifier?.Value}'.", 16, 0);
        }

        return [.. definition.Columns.Zip(targets, (own, other) => (IdOf(table, own.Value, definition), IdOf(referenced, other, definition)))];
    }

    private static int IdOf(TableInfo table, string column, ForeignKeyConstraintDefinition definition) =>
        table.Find(column)?.Id ?? throw new TSqlException(1769,
        $"Foreign key '{definition.ConstraintIdentifier?.Value}' references invalid column '{column}' in table '{table.Name}'.");

    /// <summary>Refuses a change that would have to run a trigger or check a foreign key.</summary>
    /// <param name="table">The table to change.</param>
    /// <param name="action">INSERT, UPDATE or DELETE.</param>
    /// <param name="returnsRows">Whether an OUTPUT clause without INTO sends rows to the client.</param>
    public static void Check(TableInfo table, string action, bool returnsRows = false)
    {
        if (table.Triggers.Any(t => t.Events.Contains(action)))
        {
            throw returnsRows
                ? new TSqlException(334, $"The target table '{table.Name}' of the DML statement cannot have any enabled triggers if the statement contains an "
                    + "OUTPUT clause without INTO clause.")
                : Errors.NotSupported($"{action} on a table with a trigger");
        }

        if (table.ForeignKeys.Count > 0 || (action != "INSERT" && table.Database.Tables.Any(t => t.ForeignKeys.Any(k => k.Referenced == table.ObjectId))))
        {
            throw Errors.NotSupported($"{action} on a table with a foreign key");
        }
    }
}
