namespace PsdPurge.Purge;

/// <summary>Conditions for deleting a Front-End's entries.</summary>
internal static class RemovalPreflight
{
    /// <summary>Checks that the login may delete, and that a delete changes nothing but the row.</summary>
    /// <exception cref="PsdPurgeException"><c>PermissionDenied</c>, <c>DeleteHasSideEffects</c></exception>
    public static void Check(OrphanSession session, CancellationToken token)
    {
        var mayDelete = false;
        List<string> sideEffects = [];
        new QueryBatch()
            .Ask(PreflightStatements.MayDelete, row => mayDelete = !row.IsDBNull(0) && row.GetInt32(0) == 1)
            .Ask(PreflightStatements.SideEffects, row => sideEffects.Add(row.GetString(0)))
            .Run(session.Connection, token);
        if (!mayDelete)
        {
            throw new PsdPurgeException(
                ErrorIds.PermissionDenied,
                ErrorKind.Permission,
                $"{session.FrontEnd.DataSource}: this login may not delete from rtc.dbo.PersistedServiceData. Ask for DELETE on that table, "
                    + "or run as a local administrator of the Front-End.",
                session.FrontEnd);
        }

        if (sideEffects.Count > 0)
        {
            throw new PsdPurgeException(
                ErrorIds.DeleteHasSideEffects,
                ErrorKind.Guard,
                $"{session.FrontEnd.DataSource}: deleting from rtc.dbo.PersistedServiceData would set off {string.Join(", ", sideEffects)}, "
                    + "and the backup would not contain what that changes, so nothing is removed. No such thing is known on these servers: "
                    + "find out who added it and what it does.",
                session.FrontEnd);
        }
    }
}
