using System.Data;

namespace PsdPurge.Schema;

/// <summary>Parameters for values that were read from a column, in the column's own type, so that the comparison loses nothing.</summary>
internal static class EntryParameter
{
    public static SqlParameter Create(string name, ServerColumn column, object value)
    {
        SqlParameter parameter = new() { ParameterName = name, Value = value };
        var typeName = column.TypeName switch
        {
            "numeric" => "decimal",
            "rowversion" => "timestamp",
            _ => column.TypeName,
        };
        if (Enum.TryParse(typeName, ignoreCase: true, out SqlDbType type))
        {
            parameter.SqlDbType = type;
        }

        return parameter;
    }
}
