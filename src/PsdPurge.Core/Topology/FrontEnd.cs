namespace PsdPurge;

/// <summary>A Front-End server: where one replica's databases live.</summary>
/// <param name="ComputerName">Its FQDN, or a complete SQL data source (<c>host\instance</c>, <c>host,port</c>).</param>
/// <param name="InstanceName">Its local SQL Server instance; <c>RTCLOCAL</c> on every Front-End (published by Microsoft).</param>
/// <param name="Pool">FQDN of its pool, or null where it was named directly.</param>
public sealed record FrontEnd(string ComputerName, string InstanceName = FrontEnd.DefaultInstanceName, string? Pool = null)
{
    /// <summary>The local SQL Server instance of every Front-End.</summary>
    public const string DefaultInstanceName = "RTCLOCAL";

    /// <summary>The SQL data source: <c>computer\instance</c>. A computer name that already holds <c>\</c> or <c>,</c> is used as it is.</summary>
    public string DataSource => ComputerName.IndexOfAny(['\\', ',']) >= 0 || InstanceName.Length == 0
        ? ComputerName
        : $@"{ComputerName}\{InstanceName}";

    /// <inheritdoc/>
    public override string ToString() => DataSource;
}
