using System.Data;
using Microsoft.Data.SqlClient;
using PsdPurge.Benchmarks.Data;
using PsdPurge.Benchmarks.Servers;

namespace PsdPurge.Benchmarks.Clients;

/// <summary>Other ways to delete the same rows.</summary>
internal static class Deletion
{
    private const string Orphans =
        """
        FROM dbo.PersistedServiceData AS psd
        INNER JOIN dbo.Document AS d ON d.DocId = psd.DocId
        INNER JOIN dbo.Resource AS r ON r.ResourceId = d.OwnerId
        WHERE r.UserAtHost = @endpoint AND d.ExternalConfId <> N''
          AND NOT EXISTS (SELECT 1 FROM dbo.Conference AS c WHERE c.OrganizerId = d.OwnerId AND c.ExternalConfId = d.ExternalConfId)
        """;

    /// <summary>One statement that locks the whole table.</summary>
    public static long Single(ServedFrontEnd frontEnd)
    {
        using var connection = BareClient.Open(frontEnd);
        using var command = ForEndpoint(connection, "DELETE psd " + Orphans);
        return command.ExecuteNonQuery();
    }

    /// <summary>
    /// The least that a removal with a count and a backup can do. It counts the rows, and then deletes them with one statement that returns them. The rows are
    /// read and dropped.
    /// </summary>
    public static long CountedAndReturned(ServedFrontEnd frontEnd)
    {
        using var connection = BareClient.Open(frontEnd);
        using var count = ForEndpoint(connection, "SELECT COUNT_BIG(*) " + Orphans);
        var expected = (long)count.ExecuteScalar();
        using var delete = ForEndpoint(connection, "DELETE psd OUTPUT deleted.* " + Orphans);
        using var reader = delete.ExecuteReader();
        var rows = 0L;
        while (reader.Read())
        {
            rows++;
        }

        return rows == expected ? rows : throw new InvalidOperationException($"{rows} rows were deleted where {expected} had been counted.");
    }

    /// <summary>DELETE TOP (n) with the same condition, until no row is left.</summary>
    public static long TopLoop(ServedFrontEnd frontEnd, int rows)
    {
        using var connection = BareClient.Open(frontEnd);
        using var command = ForEndpoint(connection, $"DELETE TOP ({rows}) psd " + Orphans);
        long deleted = 0;
        int last;
        do
        {
            deleted += last = command.ExecuteNonQuery();
        }
        while (last > 0);
        return deleted;
    }

    /// <summary>Reads the keys of some rows and deletes each by its key.</summary>
    public static long RowByRow(ServedFrontEnd frontEnd, int rows)
    {
        using var connection = BareClient.Open(frontEnd);
        List<(int DocId, int ServiceId)> keys = [];
        using (var command = ForEndpoint(connection, $"SELECT TOP ({rows}) psd.DocId, psd.ServiceId " + Orphans))
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                keys.Add((reader.GetInt32(0), reader.GetInt32(1)));
            }
        }

        using var delete = BareClient.Command(connection, "DELETE FROM dbo.PersistedServiceData WHERE DocId = @doc AND ServiceId = @service");
        var doc = delete.Parameters.Add("@doc", SqlDbType.Int);
        var service = delete.Parameters.Add("@service", SqlDbType.Int);
        long deleted = 0;
        foreach (var (docId, serviceId) in keys)
        {
            (doc.Value, service.Value) = (docId, serviceId);
            deleted += delete.ExecuteNonQuery();
        }

        return deleted;
    }

    private static SqlCommand ForEndpoint(SqlConnection connection, string sql)
    {
        var command = BareClient.Command(connection, sql);
        command.Parameters.AddWithValue("@endpoint", BenchData.Endpoint);
        return command;
    }
}
