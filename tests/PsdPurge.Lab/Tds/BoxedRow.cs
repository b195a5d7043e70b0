using System.Text;
using PsdPurge.Lab.Engine;

namespace PsdPurge.Lab.Tds;

/// <summary>An output parameter's value as a row of one column, so that it is written like a column.</summary>
internal sealed class BoxedRow(object? value) : IRow
{
    public bool IsNull(int ordinal) => value is null;

    public long GetInt64(int ordinal) => (long)value!;

    public double GetDouble(int ordinal) => (double)value!;

    public ReadOnlySpan<byte> GetUtf8(int ordinal) => Encoding.UTF8.GetBytes((string)value!);

    public ReadOnlySpan<byte> GetBytes(int ordinal) => (byte[])value!;
}
