namespace PsdPurge.Lab.Scenarios;

/// <summary>Public conference ids as the product makes them: <c>1W9J71SKSX2X</c>.</summary>
internal static class ConferenceId
{
    private const string Digits = "0123456789ABCDFGHJKLMNPQRSTVWXYZ";
    private const int Length = 12;
    private const ulong Range = 1UL << (5 * Length);

    /// <summary>
    /// The id of a running number. Different numbers have different ids, because multiplying by an odd number loses nothing modulo a power of two.
    /// </summary>
    public static string Of(long number)
    {
        var value = (((ulong)number + 1) * 0x9E3779B97F4A7C15UL) % Range;
        return string.Create(Length, value, static (text, rest) =>
        {
            for (var i = text.Length - 1; i >= 0; i--)
            {
                text[i] = Digits[(int)(rest & 31)];
                rest >>= 5;
            }
        });
    }
}
