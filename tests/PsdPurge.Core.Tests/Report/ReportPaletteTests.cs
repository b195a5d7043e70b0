using System.Globalization;
using PsdPurge.Report;
using Xunit.Abstractions;

namespace PsdPurge.Core.Tests.Report;

/// <summary>Contrast by the formula of WCAG 2.2: at least 4.5 for text, and 3 for the parts of a chart.</summary>
public class ReportPaletteTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("ink", "paper", 4.5)]
    [InlineData("ink", "panel", 4.5)]
    [InlineData("soft", "paper", 4.5)]
    [InlineData("soft", "panel", 4.5)]
    [InlineData("limit", "paper", 4.5)]
    [InlineData("good", "good-back", 4.5)]
    [InlineData("soon", "soon-back", 4.5)]
    [InlineData("bad", "bad-back", 4.5)]
    [InlineData("unknown", "unknown-back", 4.5)]
    [InlineData("count", "paper", 3)]
    [InlineData("count", "fan", 3)]
    [InlineData("purge", "paper", 3)]
    [InlineData("axis", "paper", 3)]
    public void Contrast_is_enough_in_both_themes(string front, string back, double least)
    {
        var (light, dark) = (Contrast(front, back, color => color.Light), Contrast(front, back, color => color.Dark));
        output.WriteLine(FormattableString.Invariant($"{front} on {back}: {light:0.0} light, {dark:0.0} dark"));

        Assert.InRange(light, least, 21);
        Assert.InRange(dark, least, 21);
    }

    [Fact]
    public void Every_colour_of_the_style_sheet_is_in_the_palette()
    {
        var used = System.Text.RegularExpressions.Regex
            .Matches(ReportStyle.Sheet, @"var\(--([a-z-]+)\)")
            .Cast<System.Text.RegularExpressions.Match>()
            .Select(match => match.Groups[1].Value)
            .Distinct();

        Assert.Empty(used.Except(ReportPalette.Colors.Select(color => color.Name)));
    }

    private static double Contrast(string front, string back, Func<(string Name, string Light, string Dark), string> theme)
    {
        double[] two = [Luminance(front), Luminance(back)];
        return (two.Max() + 0.05) / (two.Min() + 0.05);

        double Luminance(string name)
        {
            var hex = theme(ReportPalette.Colors.Single(color => color.Name == name));
            var parts = new[] { 1, 3, 5 }.Select(place => Convert.ToInt32(hex.Substring(place, 2), 16) / 255.0)
                .Select(part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4)).ToArray();
            return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
        }
    }
}
