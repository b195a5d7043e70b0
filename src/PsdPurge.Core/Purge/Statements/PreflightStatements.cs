namespace PsdPurge.Purge.Statements;

/// <summary>May this login do what a removal does, and would it do more than that?</summary>
internal static class PreflightStatements
{
    /// <summary>Has the login the right to delete?</summary>
    public const string MayDelete = "SELECT HAS_PERMS_BY_NAME(N'dbo.PersistedServiceData', N'OBJECT', N'DELETE');";

    /// <summary>What would deleting from PersistedServiceData set off in other tables, where OUTPUT does not show it?</summary>
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
