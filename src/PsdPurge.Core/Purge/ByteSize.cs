using System.Globalization;

namespace PsdPurge;

/// <summary>Sizes for people. The properties of results are in bytes.</summary>
public static class ByteSize
{
    private static readonly string[] Units = ["bytes", "KB", "MB", "GB", "TB"];

    /// <summary>Formats a number of bytes with the largest unit (of 1,024) that leaves at least 1: <c>0 bytes</c>, <c>1.5 KB</c>, <c>12 MB</c>.</summary>
    public static string Format(long bytes)
    {
        var unit = 0;
        double size = bytes;
        while (Math.Abs(size) >= 1024 && unit < Units.Length - 1)
        {
            size /= 1024;
            unit++;
        }

        var digits = unit > 0 && Math.Abs(size) < 10 ? "0.#" : "0";
        return size.ToString(digits, CultureInfo.InvariantCulture) + " " + Units[unit];
    }
}
