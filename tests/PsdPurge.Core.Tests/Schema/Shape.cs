using System.Globalization;
using System.Text;
using PsdPurge.Schema.Resolver;

namespace PsdPurge.Core.Tests.Schema;

/// <summary>The shape of a generated column: its table, type and encoding, whether the name is in another table, and its texts.</summary>
internal sealed class Shape
{
    private readonly LinkTable _table;
    private readonly bool _isElsewhere;
    private readonly int _kind;
    private readonly int _joint;
    private readonly bool _upper;
    private readonly bool _braces;

    public Shape(Random random)
    {
        _table = random.Next(3) == 0 ? LinkTable.PersistedServiceData : LinkTable.Document;
        _isElsewhere = random.Next(4) == 0;
        _kind = random.Next(8);
        _joint = random.Next(5);
        _upper = random.Next(3) == 0;
        _braces = random.Next(2) == 0;
    }

    public SampleColumn Number(string name) => Place(name, "int", 4);

    public SampleColumn Guid(string name) => _braces ? Place(name, "varchar", 38) : Place(name, "uniqueidentifier", 16);

    /// <summary>A column of text.</summary>
    public SampleColumn Column(string name) => _kind switch
    {
        0 => Place(name, "nvarchar", 900),
        1 => Place(name, "ntext", 16),
        2 => Place(name, "nchar", 400),
        3 or 4 => Place(name, "varbinary", -1),
        5 => Place(name, "image", 16),
        6 => Place(name, "binary", 400),
        _ => Place(name, "varchar", 300),
    };

    /// <summary>A text that names organizer and conference by address and id, with a number that varies.</summary>
    public Func<string, string, int, string> Joint() => _joint switch
    {
        0 => (address, id, _) => $"urn:conf:{address}:{id}",
        1 => (address, id, _) => $"sip:{address};gruu;opaque=app:conf:focus:id:{id}",
        2 => (address, id, number) => FormattableString.Invariant(
            $"<conference version=\"{number % 3}\" organizer=\"sip:{address}\" conferenceId=\"{id}\" mode=\"data\" />"),
        3 => (address, id, _) => $"{id}/{address}",
        _ => (address, id, _) => $"conf|{address}|{id}|rev",
    };

    /// <summary>A value in the column's form.</summary>
    public object? Store(ServerColumn column, string? value) => value is null ? null : column.TypeName switch
    {
        "int" => value.Length == 0 ? null : int.Parse(value, CultureInfo.InvariantCulture),
        "uniqueidentifier" => System.Guid.Parse(value),
        "varchar" when column.MaxLength == 38 => "{" + value.ToUpperInvariant() + "}",
        "varchar" => new string([.. value.Select(c => c > 'ÿ' ? '?' : c)]),
        "nchar" => Cased(value).PadRight(200),
        "varbinary" when _kind == 3 => Encoding.UTF8.GetBytes(value),
        "varbinary" => Encoding.Unicode.GetBytes(value),
        "image" => Encoding.GetEncoding("ISO-8859-1").GetBytes(value),
        "binary" => Padded(Encoding.UTF8.GetBytes(value)),
        _ => Cased(value),
    };

    private static byte[] Padded(byte[] bytes)
    {
        Array.Resize(ref bytes, 400);
        return bytes;
    }

    private string Cased(string value) => _upper ? value.ToUpperInvariant() : value;

    private SampleColumn Place(string name, string type, int length)
    {
        var table = _isElsewhere ? name + "Table" : _table.ToString();
        ServerColumn value =
            TestSchema.Column(table, name, type, length, type.Contains("char", StringComparison.Ordinal) || type == "ntext" ? "Latin1_General_CI_AS" : null);
        return new SampleColumn(
            _table,
            value,
            _isElsewhere ? new SampleHop(_table, TestSchema.Column(_table.ToString(), name + "Id", "int"), TestSchema.Column(table, "Id", "int")) : null);
    }
}
