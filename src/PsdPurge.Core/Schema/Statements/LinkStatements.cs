namespace PsdPurge.Schema.Statements;

/// <summary>Statements for the temp tables that a profile's links need in addition to the server's tables.</summary>
internal static class LinkStatements
{
    /// <summary>The most addresses that are looked up by their bytes. Entries of others are kept.</summary>
    private const int MostAddresses = 50_000;

    /// <summary>Reads the addresses that are not plain ASCII.</summary>
    public static string AddressesBeyondAscii { get; } =
        $"""
        SELECT TOP ({MostAddresses}) CONVERT(nvarchar({SipAddress.MaxLength}), r.UserAtHost) AS UserAtHost
        FROM dbo.Resource AS r
        WHERE {SafeConversion.IsNotAscii($"CONVERT(nvarchar({SipAddress.MaxLength}), r.UserAtHost)")}
        ORDER BY r.ResourceId DESC;
        """;

    /// <summary>Creates the table in which addresses are looked up by their UTF-8 bytes.</summary>
    public static string CreateUtf8Address(ServerSchema schema) =>
        $"""
        CREATE TABLE #Utf8Address (
            Bytes varbinary({Utf8Addresses.MostBytes}) NOT NULL PRIMARY KEY,
            UserAtHost nvarchar({SipAddress.MaxLength}){schema.UserAtHost.CollateClause} NOT NULL);
        """;
}
