namespace PsdPurge.Purge.Statements;

/// <summary>Statements that check the rights of the login, and the side effects of a removal.</summary>
internal static class PreflightStatements
{
    /// <summary>Reads whether the login may delete.</summary>
    public const string MayDelete = "SELECT HAS_PERMS_BY_NAME(N'dbo.PersistedServiceData', N'OBJECT', N'DELETE');";

    /// <summary>
    /// Reads the triggers and keys through which a delete from PersistedServiceData would change other tables. OUTPUT does not show such changes.
    /// </summary>
    public const string SideEffects =
        """
        SELECT N'trigger ' + r.name AS What
        FROM sys.triggers AS r
        INNER JOIN sys.tables AS t ON t.object_id = r.parent_id
        INNER JOIN sys.schemas AS s ON s.schema_id = t.schema_id
        WHERE LOWER(s.name) = N'dbo' AND LOWER(t.name) = N'persistedservicedata' AND r.is_disabled = 0
          AND EXISTS (SELECT 1 FROM sys.trigger_events AS e WHERE e.object_id = r.object_id AND e.type_desc = N'DELETE')
        UNION ALL
        SELECT N'foreign key ' + k.name + N' of table ' + c.name AS What
        FROM sys.foreign_keys AS k
        INNER JOIN sys.tables AS t ON t.object_id = k.referenced_object_id
        INNER JOIN sys.schemas AS s ON s.schema_id = t.schema_id
        INNER JOIN sys.tables AS c ON c.object_id = k.parent_object_id
        WHERE LOWER(s.name) = N'dbo' AND LOWER(t.name) = N'persistedservicedata' AND k.delete_referential_action <> 0;
        """;
}
