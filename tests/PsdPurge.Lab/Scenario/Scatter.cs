namespace PsdPurge.Lab.Scenarios;

/// <summary>Random-looking numbers that are the same each time and on every Front-End.</summary>
internal static class Scatter
{
    /// <summary>A number that follows from another number, in a different way for each purpose.</summary>
    public static uint Of(int number, string purpose)
    {
        var mixed = 14695981039346656037UL;
        foreach (var part in purpose)
        {
            mixed = unchecked((mixed ^ part) * 1099511628211UL);
        }

        mixed = unchecked((mixed ^ (uint)number) * 0x9E3779B97F4A7C15UL);
        return (uint)(unchecked((mixed ^ (mixed >> 29)) * 0xBF58476D1CE4E5B9UL) >> 32);
    }
}
