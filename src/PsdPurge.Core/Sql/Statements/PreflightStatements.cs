namespace PsdPurge;

/// <summary>May this login do what a removal does?</summary>
internal static class PreflightStatements
{
    public const string MayDelete = "SELECT HAS_PERMS_BY_NAME(N'dbo.PersistedServiceData', N'OBJECT', N'DELETE');";
}
