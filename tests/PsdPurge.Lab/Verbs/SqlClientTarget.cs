using System.Data;
using System.Globalization;
using Microsoft.Data.SqlClient;
using PsdPurge.Lab.Engine;
using PsdPurge.Lab.Scenarios;

namespace PsdPurge.Lab.Verbs;

/// <summary>A real SQL Server.</summary>
public sealed class SqlClientTarget(string connectionString) : ISqlTarget
{
    private const int LongCommand = 600;
    private const int MaxRows = 1000;
    private const int MaxParameters = 2000;
    private const int DatabaseInUse = 3702;

    /// <summary>Those of rtc and rtcdyn that the server already has.</summary>
    public IReadOnlyList<string> Existing()
    {
        var names = new List<string>();
        Read("master", "SELECT name FROM sys.databases WHERE name IN (N'rtc', N'rtcdyn') ORDER BY name", row => names.Add((string)row[0]!));
        return names;
    }

    /// <summary>Drops a database and whatever it holds. Sessions that still use it are disconnected.</summary>
    public void DropDatabase(string database)
    {
        var drop = $"DROP DATABASE [{database}];";
        try
        {
            Run("master", drop);
        }
        catch (SqlException exception) when (exception.Number == DatabaseInUse)
        {
            Run("master", $"ALTER DATABASE [{database}] SET SINGLE_USER WITH ROLLBACK IMMEDIATE;\nGO\n{drop}");
        }
    }

    /// <inheritdoc/>
    public void CreateDatabase(string database) => Run("master", $"CREATE DATABASE [{database}];");

    /// <inheritdoc/>
    public void Run(string database, string script)
    {
        using var connection = Open(database);
        foreach (var batch in SqlScript.Batches(script))
        {
            using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The lab's own scripts.
            command.CommandText = batch;
#pragma warning restore CA2100
            command.CommandTimeout = LongCommand;
            command.ExecuteNonQuery();
        }
    }

    /// <summary>Loads rows with plain INSERTs of many rows each, so that any server that speaks TDS accepts them.</summary>
    public void Load(string database, TableRows rows)
    {
        using var connection = Open(database);
        using var transaction = connection.BeginTransaction();
        foreach (var piece in rows.Rows.Chunk(Math.Min(MaxRows, MaxParameters / rows.Columns.Count)))
        {
            using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandTimeout = LongCommand;
#pragma warning disable CA2100 // Names come from the lab's own tables, values are parameters.
            command.CommandText = InsertStatement(rows, piece.Length);
#pragma warning restore CA2100
            command.Parameters.AddRange([.. piece.SelectMany(row => row.Zip(rows.Columns)).Select((value, i) => Parameter(i, value.Second, value.First))]);
            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    /// <inheritdoc/>
    public void Read(string database, string query, Action<object?[]> row)
    {
        using var connection = Open(database);
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The lab's own queries.
        command.CommandText = query;
#pragma warning restore CA2100
        command.CommandTimeout = LongCommand;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var values = new object?[reader.FieldCount];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = Plain(reader.GetValue(i));
            }

            row(values);
        }
    }

    private SqlConnection Open(string database)
    {
        var connection = new SqlConnection(new SqlConnectionStringBuilder(connectionString) { InitialCatalog = database, Pooling = false }.ConnectionString);
        connection.Open();
        return connection;
    }

    private static string InsertStatement(TableRows rows, int count)
    {
        var width = rows.Columns.Count;
        var values = Enumerable.Range(0, count).Select(row => $"({string.Join(", ", Enumerable.Range(row * width, width).Select(i => $"@p{i}"))})");
        return $"INSERT INTO {rows.Table} ({string.Join(", ", rows.Columns.Select(column => column.Name))}) VALUES {string.Join(", ", values)}";
    }

    private static SqlParameter Parameter(int index, SqlColumn column, object? value) => new(FormattableString.Invariant($"@p{index}"), value ?? DBNull.Value)
    {
        SqlDbType = column.Type.Kind switch
        {
            SqlTypeKind.Bit => SqlDbType.Bit,
            SqlTypeKind.SmallInt or SqlTypeKind.Int => SqlDbType.Int,
            SqlTypeKind.BigInt => SqlDbType.BigInt,
            SqlTypeKind.Binary or SqlTypeKind.VarBinary or SqlTypeKind.Image => SqlDbType.VarBinary,
            SqlTypeKind.DateTime => SqlDbType.DateTime,
            SqlTypeKind.UniqueIdentifier => SqlDbType.UniqueIdentifier,
            _ => SqlDbType.NVarChar,
        },
    };

    private static object? Plain(object value) => value switch
    {
        DBNull => null,
        byte or short or int => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        _ => value,
    };
}
