namespace PsdPurge;

/// <summary>What must hold before a Front-End's entries are deleted.</summary>
internal static class RemovalPreflight
{
    /// <summary>May this login delete?</summary>
    /// <exception cref="PsdPurgeException"><c>PermissionDenied</c></exception>
    public static void CheckRights(OrphanSession session, CancellationToken token)
    {
        var mayDelete = session.Connection.Query(PreflightStatements.MayDelete, reader => reader.Read() && !reader.IsDBNull(0) && reader.GetInt32(0) == 1, token);
        if (!mayDelete)
        {
            throw new PsdPurgeException(
                "PermissionDenied",
                ErrorKind.Permission,
                $"{session.FrontEnd.DataSource}: this login may not delete from rtc.dbo.PersistedServiceData. Ask for DELETE on that table, or run as a local administrator of the Front-End.",
                session.FrontEnd);
        }
    }
}
