namespace PsdPurge.Purge;

/// <summary>The numbers of FNV-1a with 64 bits, as its authors (Fowler, Noll, Vo) publish them.</summary>
internal static class Fnv
{
    public const ulong Offset = 14695981039346656037;
    public const ulong Prime = 1099511628211;
}
