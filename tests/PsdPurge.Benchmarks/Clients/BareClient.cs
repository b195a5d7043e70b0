using Microsoft.Data.SqlClient;
using PsdPurge.Benchmarks.Data;
using PsdPurge.Benchmarks.Servers;
using PsdPurge.Lab.Tds;

namespace PsdPurge.Benchmarks.Clients;

/// <summary>SqlClient alone: the least that any client needs for the same work.</summary>
internal static class BareClient
{
    private const int NoTimeout = 0;

    /// <summary>Runs the module's own SELECT in a bare SqlDataReader loop that reads every column. Returns the number of rows.</summary>
    public static long Select(ServedFrontEnd frontEnd)
    {
        using var connection = OpenForSelect(frontEnd);
        using var command = Command(connection, SentStatements.OfSelect[^1].Text);
        using var reader = command.ExecuteReader();
        var rows = 0L;
        var bytes = 0L;
        while (reader.Read())
        {
            FirstRow.Came();
            rows++;
            bytes += reader.GetString(0).Length + reader.GetString(1).Length + reader.GetString(2).Length + reader.GetInt64(3) + reader.GetInt64(4);
        }

        return bytes > 0 ? rows : 0;
    }

    /// <summary>Opens a connection and runs all statements that the module sends before its SELECT.</summary>
    public static SqlConnection OpenForSelect(ServedFrontEnd frontEnd)
    {
        var connection = Open(frontEnd);
        foreach (var statement in SentStatements.OfSelect.Take(SentStatements.OfSelect.Count - 1))
        {
            using var command = Command(connection, statement.Text);
            for (var i = 0; statement.Kind == RequestKind.Rpc && i < statement.ParameterCount; i++)
            {
                command.Parameters.AddWithValue($"@p{i}", BenchData.Endpoint);
            }

            command.ExecuteNonQuery();
        }

        return connection;
    }

    public static SqlConnection Open(ServedFrontEnd frontEnd)
    {
        SqlConnection connection = new(frontEnd.ConnectionString);
        connection.Open();
        return connection;
    }

    public static SqlCommand Command(SqlConnection connection, string sql)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // The benchmarks' own statements.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.CommandTimeout = NoTimeout;
        return command;
    }
}
