using System.Text.Json;
using PsdPurge.Lab.Engine;

namespace PsdPurge.Lab.Scenarios;

/// <summary>A column as a bundle's catalog describes it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type, in the notation of CREATE TABLE.</param>
/// <param name="Nullable">Whether it allows NULL.</param>
/// <param name="Collation">The collation of a text.</param>
/// <param name="Identity">Whether the server numbers it.</param>
/// <param name="Computed">Whether the server computes it.</param>
/// <param name="HasDefault">Whether it has a default.</param>
internal sealed record LikeColumn(string Name, string Type, bool Nullable, string? Collation, bool Identity, bool Computed, bool HasDefault)
{
    /// <summary>The type's name without its length.</summary>
    public string TypeName => Type.Split('(')[0];

    /// <summary>The engine's type. It is bytes if the engine does not know the type.</summary>
    public SqlType SqlType => TypeName == "numeric" ? new(SqlTypeKind.Decimal)
        : Enum.TryParse<SqlTypeKind>(TypeName, ignoreCase: true, out var kind) ? new(kind, Length)
        : new(SqlTypeKind.VarBinary, SqlType.Max);

    /// <summary>Whether only the server writes it.</summary>
    public bool IsServers => Computed || TypeName is "timestamp" or "rowversion";

    /// <summary>The length in characters or bytes. -1 for max and for types without a length.</summary>
    public int Length => Type.Contains('(', StringComparison.Ordinal) && int.TryParse(Type.Split('(', ',', ')')[1], out var length) ? length : SqlType.Max;
}

/// <summary>An index as a bundle's catalog describes it.</summary>
internal sealed record LikeIndex(
    string Name,
    string Type,
    bool Unique,
    bool PrimaryKey,
    bool UniqueConstraint,
    bool Disabled,
    bool Filtered,
    IReadOnlyList<string> Columns,
    IReadOnlyList<string> Descending,
    IReadOnlyList<string> Included);

/// <summary>A foreign key as a bundle's catalog describes it.</summary>
internal sealed record LikeForeignKey(
    string Name, IReadOnlyList<string> Columns, string OtherSchema, string OtherTable, IReadOnlyList<string> OtherColumns, string OnDelete);

/// <summary>A table as a bundle's catalog describes it.</summary>
internal sealed record LikeTable(
    string Schema, string Table, IReadOnlyList<LikeColumn> Columns, IReadOnlyList<LikeIndex> Indexes, IReadOnlyList<LikeForeignKey> ForeignKeys)
{
    public LikeColumn? Find(string column) => Columns.FirstOrDefault(one => one.Name.Equals(column, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether rows must differ in this column, alone or together with other columns.</summary>
    public bool IsKey(LikeColumn column) =>
        Indexes.Any(index => (index.Unique || index.PrimaryKey) && index.Columns.Contains(column.Name, StringComparer.OrdinalIgnoreCase));
}

/// <summary>A database as a bundle's catalog describes it.</summary>
internal sealed record LikeDatabase(string Database, IReadOnlyList<LikeTable> Tables);

/// <summary>Some rows of a table, with pseudonyms.</summary>
internal sealed record LikeSample(string Table, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<JsonElement>> Rows);
