namespace PsdPurge.Schema.Statements;

/// <summary>What a session needs beside the server's own tables to follow a profile's links.</summary>
internal static class LinkStatements
{
    /// <summary>Most addresses that are looked up by their bytes; entries of others are left alone.</summary>
    private const int MostAddresses = 50_000;

    /// <summary>Which addresses are not plain ASCII?</summary>
    public static string AddressesBeyondAscii { get; } =
        $"""
        SELECT TOP ({MostAddresses}) CONVERT(nvarchar({SipAddress.MaxLength}), r.UserAtHost) AS UserAtHost
        FROM dbo.Resource AS r
        WHERE {SafeConversion.IsNotAscii($"CONVERT(nvarchar({SipAddress.MaxLength}), r.UserAtHost)")}
        ORDER BY r.ResourceId DESC;
        """;

    /// <summary>Where addresses are looked up by their UTF-8 bytes.</summary>
    public static string CreateUtf8Address(ServerSchema schema) =>
        $"""
        CREATE TABLE #Utf8Address (
            Bytes varbinary({Utf8Addresses.MostBytes}) NOT NULL PRIMARY KEY,
            UserAtHost nvarchar({SipAddress.MaxLength}){schema.UserAtHost.CollateClause} NOT NULL);
        """;
}
