namespace PsdPurge.Report;

/// <summary>The report's colours for light and dark mode, by their name in the style sheet. A test computes their contrast.</summary>
internal static class ReportPalette
{
    public static IReadOnlyList<(string Name, string Light, string Dark)> Colors { get; } =
    [
        ("paper", "#ffffff", "#16191d"),
        ("panel", "#f5f6f7", "#1f2429"),
        ("ink", "#1d2126", "#e8eaed"),
        ("soft", "#59626c", "#a3adb8"),
        ("line", "#d9dde1", "#39414a"),
        ("axis", "#7b858f", "#7e8994"),
        ("count", "#1f5fa8", "#6fb1f5"),
        ("purge", "#9a5200", "#f0a24a"),
        ("limit", "#b3261e", "#ff8a80"),
        ("fan", "#d5e4f4", "#23384f"),
        ("good", "#1b6b3a", "#7fd39b"),
        ("good-back", "#e3f3e8", "#1c3526"),
        ("soon", "#7d4a00", "#f3b566"),
        ("soon-back", "#fdf0dc", "#3a2c15"),
        ("bad", "#a01f18", "#ff9d94"),
        ("bad-back", "#fde8e6", "#43201d"),
        ("unknown", "#4d5761", "#b4bdc7"),
        ("unknown-back", "#eceef0", "#2c333a"),
    ];

    public static string Variables(bool dark) => string.Concat(Colors.Select(color => $"--{color.Name}:{(dark ? color.Dark : color.Light)};"));
}
