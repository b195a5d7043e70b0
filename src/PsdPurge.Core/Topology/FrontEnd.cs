namespace PsdPurge;

/// <summary>A Front-End server. Its local SQL Server instance holds a replica of the pool's databases.</summary>
/// <param name="ComputerName">Its name or address in any spelling, or a complete SQL data source (<c>host\instance</c>, <c>host,port</c>).</param>
/// <param name="InstanceName">Its local SQL Server instance; <c>RTCLOCAL</c> on every Front-End (published by Microsoft).</param>
/// <param name="Pool">FQDN of its pool, or null if it was named directly.</param>
public sealed record FrontEnd(string ComputerName, string InstanceName = FrontEnd.DefaultInstanceName, string? Pool = null)
{
    /// <summary>The local SQL Server instance of every Front-End.</summary>
    public const string DefaultInstanceName = "RTCLOCAL";

    /// <summary>The name in results: as it was typed, without blanks and without a dot at the end.</summary>
    public string ComputerName { get; init; } = ServerName.Parse(ComputerName).ToString();

    /// <summary>The SQL data source: <c>computer\instance</c>. A computer name that includes an instance or a port is used unchanged.</summary>
    public string DataSource => ServerName.Parse(ComputerName).DataSource(InstanceName);

    /// <summary>Returns each server once, even if it was named in several spellings. Of a short name and an FQDN, the FQDN stays.</summary>
    public static IReadOnlyList<FrontEnd> Once(IEnumerable<FrontEnd> frontEnds)
    {
        var named = frontEnds.GroupBy(frontEnd => frontEnd.DataSource, StringComparer.OrdinalIgnoreCase)
            .Select(group => (FrontEnd: group.First(), Name: ServerName.Parse(group.Key)))
            .ToList();

        // A short name that fits two servers is not a spelling of either.
        return [.. named.Where(one => named.Count(other => other.Name.Completes(one.Name)) != 1).Select(one => one.FrontEnd)];
    }

    /// <summary>Whether a name, in any spelling, means this server.</summary>
    public bool IsNamed(string computerName)
    {
        var mine = ServerName.Parse(DataSource);
        var other = ServerName.Parse(new FrontEnd(computerName, InstanceName).DataSource);
        return string.Equals(mine.ToString(), other.ToString(), StringComparison.OrdinalIgnoreCase) || mine.Completes(other);
    }

    /// <inheritdoc/>
    public override string ToString() => DataSource;
}
