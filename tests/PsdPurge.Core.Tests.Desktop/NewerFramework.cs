namespace PsdPurge.Core.Tests;

/// <summary>Members of newer frameworks that the shared tests use. The core itself never uses them.</summary>
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
