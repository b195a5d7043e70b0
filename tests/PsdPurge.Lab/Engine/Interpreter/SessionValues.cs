using System.Globalization;

namespace PsdPurge.Lab.Engine;

/// <summary>@@ values and functions of the session, which plans bind like variables.</summary>
internal static class SessionValues
{
    private static readonly Dictionary<string, (SqlType Type, Func<Run, object?> Value)> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["@@ROWCOUNT"] = (SqlTypes.Int, r => r.Session.RowCount),
        ["@@TRANCOUNT"] = (SqlTypes.Int, r => (long)r.Session.TransactionCount),
        ["@@ERROR"] = (SqlTypes.Int, r => (long)r.Session.LastError),
        ["@@SPID"] = (SqlTypes.SmallInt, r => (long)r.Session.Id),
        ["@@VERSION"] = (SqlTypes.NVarChar(300), _ =>
            "Microsoft SQL Server 2012 (SP4) - 11.0.7001.0 (X64) \n\tPsdPurge lab\n\tExpress Edition (64-bit)"),
        ["@@SERVERNAME"] = (SqlTypes.SysName, r => r.Session.Server.Catalog.ServerName),
        ["@@SERVICENAME"] = (SqlTypes.SysName, r => r.Session.Server.Catalog.ServerName.Split('\\')[^1]),
        ["@@LANGUAGE"] = (SqlTypes.SysName, _ => "us_english"),
        ["@@MICROSOFTVERSION"] = (SqlTypes.Int, _ => 0x0B001B59L),
        ["@@MAX_PRECISION"] = (SqlTypes.TinyInt, _ => 38L),
        ["@@DATEFIRST"] = (SqlTypes.TinyInt, _ => 7L),
        ["@@NESTLEVEL"] = (SqlTypes.Int, r => (long)r.Session.Temp.Depth),
        ["@@LOCK_TIMEOUT"] = (SqlTypes.Int, r => (long)r.Session.Options.LockTimeout),
        ["@@OPTIONS"] = (SqlTypes.Int, r => r.Session.Options.Bits),
        ["@@IDENTITY"] = (SqlTypes.Decimal(38, 0), r => Text(r.Session.LastIdentity)),
        ["SCOPE_IDENTITY()"] = (SqlTypes.Decimal(38, 0), r => Text(r.Frame.ScopeIdentity)),
        ["XACT_STATE()"] = (SqlTypes.SmallInt, r => r.Session.Transactions.Doomed ? -1L : r.Session.TransactionCount > 0 ? 1L : 0L),
        ["ERROR_NUMBER()"] = (SqlTypes.Int, r => (long?)r.Frame.Caught?.Number),
        ["ERROR_MESSAGE()"] = (SqlTypes.NVarChar(4000), r => r.Frame.Caught?.Text),
        ["ERROR_SEVERITY()"] = (SqlTypes.Int, r => (long?)r.Frame.Caught?.Class),
        ["ERROR_STATE()"] = (SqlTypes.Int, r => (long?)r.Frame.Caught?.State),
        ["ERROR_LINE()"] = (SqlTypes.Int, r => (long?)r.Frame.Caught?.Line),
        ["ERROR_PROCEDURE()"] = (SqlTypes.SysName, r => r.Frame.Caught?.Procedure),
        ["DB_NAME()"] = (SqlTypes.SysName, r => r.Session.Database),
        ["LOGIN()"] = (SqlTypes.SysName, r => r.Session.Login),
        ["USER()"] = (SqlTypes.SysName, r =>
            r.Session.Server.Catalog.Permissions.IsInRole(r.Session.Login, "sysadmin") ? "dbo" : r.Session.Login),
        ["HOST_NAME()"] = (SqlTypes.SysName, r => r.Session.HostName),
        ["APP_NAME()"] = (SqlTypes.SysName, r => r.Session.ApplicationName),
        ["GETDATE()"] = (SqlTypes.DateTime, r => DateValues.Store(r.Session.Server.Catalog.State.Now, SqlTypes.DateTime)),
        ["SYSDATETIME()"] = (SqlTypes.DateTime2, r => DateValues.Store(r.Session.Server.Catalog.State.Now, SqlTypes.DateTime2)),
    };

    public static SqlType? TypeOf(Frame frame, string name) =>
        frame.Variables.TryGetValue(name, out Variable? variable)
            ? variable.Type : Known.TryGetValue(name, out var known) ? known.Type : null;

    public static object? Get(Run run, string name) =>
        run.Frame.Variables.TryGetValue(name, out Variable? variable) ? variable.Value : Known[name].Value(run);

    private static string? Text(long? number) => number?.ToString(CultureInfo.InvariantCulture);
}
