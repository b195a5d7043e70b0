using System.Text;

namespace PsdPurge.Lab.Engine;

/// <summary>Turns rows into boxed values, and boxed values into rows.</summary>
internal static class RowValues
{
    /// <summary>A value of a row in the form a parameter has.</summary>
    public static object? Box(IRow row, int ordinal, SqlType type) =>
        row.IsNull(ordinal) ? null
        : type.IsInteger() ? row.GetInt64(ordinal)
        : type.IsApproximate() ? row.GetDouble(ordinal)
        : type.IsBinary() || type.Kind == SqlTypeKind.UniqueIdentifier ? row.GetBytes(ordinal).ToArray()
        : Encoding.UTF8.GetString(row.GetUtf8(ordinal));
}

/// <summary>A row of boxed values.</summary>
internal sealed class BufferedRow(object?[] values) : IRow
{
    public bool IsNull(int ordinal) => values[ordinal] is null;

    public long GetInt64(int ordinal) => (long)values[ordinal]!;

    public double GetDouble(int ordinal) => values[ordinal] is long number ? number : (double)values[ordinal]!;

    public ReadOnlySpan<byte> GetUtf8(int ordinal) => Encoding.UTF8.GetBytes((string)values[ordinal]!);

    public ReadOnlySpan<byte> GetBytes(int ordinal) => (byte[])values[ordinal]!;
}

/// <summary>A row without its first columns.</summary>
internal sealed class OffsetRow(IRow row, int skip) : IRow
{
    public bool IsNull(int ordinal) => row.IsNull(ordinal + skip);

    public long GetInt64(int ordinal) => row.GetInt64(ordinal + skip);

    public double GetDouble(int ordinal) => row.GetDouble(ordinal + skip);

    public ReadOnlySpan<byte> GetUtf8(int ordinal) => row.GetUtf8(ordinal + skip);

    public ReadOnlySpan<byte> GetBytes(int ordinal) => row.GetBytes(ordinal + skip);
}
