using System.Collections;
using System.Text;
using PsdPurge.Lab.Engine;

namespace PsdPurge.Lab.Scenarios;

/// <summary>How a generated schema keeps one link.</summary>
/// <param name="Table"><c>Document</c> or <c>PersistedServiceData</c>.</param>
/// <param name="Column">The column's name.</param>
/// <param name="PointsTo">The column of Resource or Conference that it points to.</param>
/// <param name="Type">Its type.</param>
/// <param name="Pattern">A text with parts in braces, if the value is one of these parts. Null if the value is the whole text.</param>
/// <param name="Encoding">How a varbinary column encodes text: <c>Utf16</c> or <c>SingleByte</c>.</param>
public sealed record GeneratedLink(string Table, string Column, string PointsTo, SqlType Type, string? Pattern = null, string? Encoding = null)
{
    /// <summary>The link in the notation of a profile's file.</summary>
    public IDictionary Data
    {
        get
        {
            var data = new Hashtable { ["Table"] = Table, ["Column"] = Column, ["PointsTo"] = PointsTo };
            if (Pattern is not null)
            {
                data["Pattern"] = Pattern;
            }

            if (Encoding is not null)
            {
                data["Encoding"] = Encoding;
            }

            return data;
        }
    }

    /// <summary>The column's declaration in CREATE TABLE.</summary>
    public string Declaration => TypeText.Declaration(new(Column, Type));

    /// <summary>A plain value in the column's type.</summary>
    public object? Store(object? value) => value switch
    {
        null => null,
        string text when Type.Kind == SqlTypeKind.VarBinary =>
            Encoding == "SingleByte" ? System.Text.Encoding.Latin1.GetBytes(text) : System.Text.Encoding.Unicode.GetBytes(text),
        _ when Type.Kind is SqlTypeKind.Char or SqlTypeKind.NChar => Text(value).PadRight(Type.Length),
        _ when Type.Kind is SqlTypeKind.VarChar or SqlTypeKind.NVarChar => Text(value),
        _ => value,
    };

    /// <summary>The column's value if the link names nothing, although the column is used.</summary>
    public object? Empty => Type.Kind switch
    {
        SqlTypeKind.Int or SqlTypeKind.BigInt => 0L,
        SqlTypeKind.UniqueIdentifier => Guid.Empty,
        _ => Store(""),
    };

    private static string Text(object value) => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!;
}
