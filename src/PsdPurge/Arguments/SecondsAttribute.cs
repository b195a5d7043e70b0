using System.Globalization;

namespace PsdPurge.Arguments;

/// <summary>Takes a number for seconds. PowerShell by itself takes it for ticks, and the text of a number for days.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SecondsAttribute : ArgumentTransformationAttribute
{
    /// <summary>Whether 0 is allowed. Its meaning depends on the parameter.</summary>
    public bool AllowsZero { get; set; } = true;

    /// <summary>The longest duration, in seconds.</summary>
    public int Most { get; set; } = int.MaxValue;

    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        var span = value switch
        {
            TimeSpan given => given,
            string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) => Seconds(seconds),
            string text when TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var given) => given,
            IConvertible number and not (string or bool or char or DateTime) => Seconds(number.ToDouble(CultureInfo.InvariantCulture)),
            _ => throw Unusable(),
        };
        return span < TimeSpan.Zero || span.TotalSeconds > Most ? throw Unusable()
            : span == TimeSpan.Zero && !AllowsZero
                ? throw new ArgumentTransformationMetadataException("0 is not a time to wait. Give more than 0 seconds, such as 15.")
            : span;

        TimeSpan Seconds(double seconds) => Math.Abs(seconds) <= TimeSpan.MaxValue.TotalSeconds / 2 ? TimeSpan.FromSeconds(seconds) : throw Unusable();

        ArgumentTransformationMetadataException Unusable() =>
            new($"'{inputData}' is not a duration. Give a number of seconds or a time span such as 00:10:00.");
    }
}
