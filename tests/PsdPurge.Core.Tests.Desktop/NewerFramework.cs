namespace PsdPurge.Core.Tests;

/// <summary>What the shared tests (never the core itself) use of newer frameworks.</summary>
internal static class NewerFramework
{
    extension(TimeSpan)
    {
        public static TimeSpan operator *(TimeSpan span, double factor) => TimeSpan.FromTicks((long)Math.Round(span.Ticks * factor));

        public static TimeSpan operator *(double factor, TimeSpan span) => TimeSpan.FromTicks((long)Math.Round(span.Ticks * factor));
    }

    public static bool Contains(this string text, string part, StringComparison comparison) => text.IndexOf(part, comparison) >= 0;

    public static IEnumerable<(T First, TOther Second)> Zip<T, TOther>(this IEnumerable<T> items, IEnumerable<TOther> others) =>
        items.Zip(others, (item, other) => (item, other));

    public static IEnumerable<T> Order<T>(this IEnumerable<T> items) => items.OrderBy(item => item);
}
