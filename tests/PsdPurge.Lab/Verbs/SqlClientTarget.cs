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

    /// <summary>Which of rtc and rtcdyn the server has already.</summary>
    public IReadOnlyList<string> Existing()
    {
        var names = new List<string>();
        Read("master", "SELECT name FROM sys.databases WHERE name IN (N'rtc', N'rtcdyn') ORDER BY name", row => names.Add((string)row[0]!));
        return names;
    }

    /// <summary>Drops a database and whatever it holds.</summary>
    public void DropDatabase(string database) => Run(
        "master", $"ALTER DATABASE [{database}] SET SINGLE_USER WITH ROLLBACK IMMEDIATE;\nGO\nDROP DATABASE [{database}];");

    /// <inheritdoc/>
    public void CreateDatabase(string database) => Run("master", $"CREATE DATABASE [{database}];\nGO\nALTER DATABASE [{database}] SET RECOVERY SIMPLE;");

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

    /// <inheritdoc/>
    public void Load(string database, TableRows rows)
    {
        using var connection = Open(database);
        using var copy = new SqlBulkCopy(connection, SqlBulkCopyOptions.TableLock | SqlBulkCopyOptions.KeepIdentity, null)
        {
            DestinationTableName = rows.Table,
            BulkCopyTimeout = LongCommand,
        };
        foreach (var column in rows.Columns)
        {
            copy.ColumnMappings.Add(column.Name, column.Name);
        }

        // In pieces, so that a million rows need not be in memory at once.
        const int Piece = 10_000;
        foreach (var piece in rows.Rows.Chunk(Piece))
        {
            using var table = Table(rows.Columns, piece);
            copy.WriteToServer(table);
        }
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

    private static DataTable Table(IReadOnlyList<SqlColumn> columns, object?[][] rows)
    {
        var table = new DataTable { Locale = CultureInfo.InvariantCulture };
        foreach (var column in columns)
        {
            table.Columns.Add(column.Name, ClrType(column.Type.Kind));
        }

        foreach (var row in rows)
        {
            table.Rows.Add([.. row.Select(value => value ?? DBNull.Value)]);
        }

        return table;
    }

    private static Type ClrType(SqlTypeKind kind) => kind switch
    {
        SqlTypeKind.Bit => typeof(bool),
        SqlTypeKind.Int => typeof(int),
        SqlTypeKind.BigInt => typeof(long),
        SqlTypeKind.VarBinary => typeof(byte[]),
        SqlTypeKind.DateTime => typeof(DateTime),
        SqlTypeKind.UniqueIdentifier => typeof(Guid),
        _ => typeof(string),
    };

    private static object? Plain(object value) => value switch
    {
        DBNull => null,
        byte or short or int => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        _ => value,
    };
}
