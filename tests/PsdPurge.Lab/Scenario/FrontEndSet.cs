using System.Numerics;

namespace PsdPurge.Lab.Scenarios;

/// <summary>Some of a pool's Front-Ends, by index from 0 (at most 64).</summary>
public readonly record struct FrontEndSet(ulong Mask)
{
    /// <summary>Every Front-End.</summary>
    public static FrontEndSet All { get; } = new(ulong.MaxValue);

    /// <summary>No Front-End.</summary>
    public static FrontEndSet None { get; } = new(0);

    /// <summary>The number of Front-Ends in the set, among the first 64.</summary>
    public int Count => BitOperations.PopCount(Mask);

    /// <summary>Whether the set is empty.</summary>
    public bool IsEmpty => Mask == 0;

    /// <summary>These Front-Ends.</summary>
    public static FrontEndSet Only(params ReadOnlySpan<int> indexes)
    {
        ulong mask = 0;
        foreach (var index in indexes)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(index, 63);
            mask |= 1UL << index;
        }

        return new(mask);
    }

    /// <summary>The first <paramref name="count"/> of a pool.</summary>
    public static FrontEndSet First(int count) => count >= 64 ? All : new((1UL << count) - 1);

    /// <summary>Whether <paramref name="index"/> is one of them.</summary>
    public bool Contains(int index) => (Mask & (1UL << index)) != 0;

    /// <summary>The Front-Ends that are in both sets.</summary>
    public FrontEndSet And(FrontEndSet other) => new(Mask & other.Mask);

    /// <summary>These without <paramref name="other"/>.</summary>
    public FrontEndSet Without(FrontEndSet other) => new(Mask & ~other.Mask);
}
