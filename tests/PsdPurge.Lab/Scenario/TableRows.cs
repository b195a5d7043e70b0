using PsdPurge.Lab.Engine;

namespace PsdPurge.Lab.Scenarios;

/// <summary>Rows for a table. Values are plain .NET ones: int, long, bool, string, byte[], Guid, DateTime, or null.</summary>
/// <param name="Table">The table, such as <c>dbo.Document</c>.</param>
/// <param name="Columns">The columns that the rows fill.</param>
/// <param name="Rows">The rows. They are made while they are read.</param>
public sealed record TableRows(string Table, IReadOnlyList<SqlColumn> Columns, IEnumerable<object?[]> Rows);

/// <summary>Short notations for columns.</summary>
internal static class Column
{
    public static SqlColumn Int(string name) => new(name, new(SqlTypeKind.Int));

    public static SqlColumn BigInt(string name) => new(name, new(SqlTypeKind.BigInt));

    public static SqlColumn Bit(string name) => new(name, new(SqlTypeKind.Bit));

    public static SqlColumn Text(string name, int length) => new(name, new(SqlTypeKind.NVarChar, length));

    public static SqlColumn Bytes(string name) => new(name, new(SqlTypeKind.VarBinary, SqlType.Max));

    public static SqlColumn Time(string name) => new(name, new(SqlTypeKind.DateTime, Scale: 3));

    public static SqlColumn Id(string name) => new(name, new(SqlTypeKind.UniqueIdentifier));
}
