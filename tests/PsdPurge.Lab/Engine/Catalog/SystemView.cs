using System.Globalization;
using System.Text.Json;

namespace PsdPurge.Lab.Engine;

/// <summary>A column of a system view.</summary>
internal sealed record ViewColumn(string Name, SqlType Type, int Ordinal)
{
    public Expr Expression(string alias) => new($"{alias}.c{Ordinal.ToString(CultureInfo.InvariantCulture)}", Type)
    {
        Collation = Type.IsCharacter() ? ServerCatalog.DefaultCollation : null,
    };
}

/// <summary>A system view. Its rows come from the catalog each time, so it has no state to keep up to date.</summary>
internal sealed class SystemView
{
    private readonly Func<ViewSource, IEnumerable<object?[]>> _rows;

    /// <param name="schema">sys or INFORMATION_SCHEMA.</param>
    /// <param name="name">The view's name.</param>
    /// <param name="columns">Names, each with a type mark: i int, t tinyint, s smallint, b bit, n bigint, d datetime, c char(2), otherwise sysname.</param>
    /// <param name="rows">The rows, with their columns in order. Values are int, long, bool, string or null.</param>
    public SystemView(string schema, string name, string columns, Func<ViewSource, IEnumerable<object?[]>> rows)
    {
        (Schema, Name, _rows) = (schema, name, rows);
        Columns = [.. columns.Split(' ').Select((c, i) => new ViewColumn(c.Split(':')[0], TypeOf(c), i))];
    }

    public string Schema { get; }

    public string Name { get; }

    public IReadOnlyList<ViewColumn> Columns { get; }

    /// <summary>The view as a SQLite subquery. LIMIT keeps SQLite from reading the catalog again for each row of a join.</summary>
    public string Select(DatabaseInfo database) =>
        $"SELECT {string.Join(", ", Columns.Select(c => $"value ->> {c.Ordinal} AS c{c.Ordinal}"))} FROM json_each(t_sysview({SqlText.String(database.Name)}, "
            + $"{SqlText.String(Schema + "." + Name)})) LIMIT -1";

    public string Json(ViewSource source) =>
        JsonSerializer.Serialize(_rows(source).Select(r => r.Select(v => v is bool flag ? (flag ? 1 : 0) : v)));

    private static SqlType TypeOf(string column) => column.Split(':') is not [_, string mark] ? SqlTypes.SysName : mark switch
    {
        "i" => SqlTypes.Int,
        "t" => SqlTypes.TinyInt,
        "s" => SqlTypes.SmallInt,
        "b" => SqlTypes.Bit,
        "n" => SqlTypes.BigInt,
        "d" => SqlTypes.DateTime,
        "c" => new SqlType(SqlTypeKind.Char, 2),
        _ => SqlTypes.NVarChar(4000),
    };
}

/// <summary>What a system view reads from.</summary>
internal sealed record ViewSource(ServerCatalog Catalog, DatabaseInfo Database, IReadOnlyList<TableInfo> Tables,
    Func<TableInfo, long> CountRows);
