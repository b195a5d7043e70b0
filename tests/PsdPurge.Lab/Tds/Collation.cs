using System.Text;

namespace PsdPurge.Lab.Tds;

/// <summary>Latin1_General_CI_AS, the collation of everything in the lab.</summary>
internal static class Collation
{
    public const int Length = 5;

    /// <summary>The code page of its varchar.</summary>
    public static readonly Encoding CodePage = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>LCID 1033; ignores case, kana and width; no sort id.</summary>
    public static ReadOnlySpan<byte> Bytes => [0x09, 0x04, 0xD0, 0x00, 0x00];
}
