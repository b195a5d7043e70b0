using System.Text.RegularExpressions;

namespace PsdPurge.Bundle;

/// <summary>The words of the module's own messages. The build collects them from the sources: see PsdPurge.Core.csproj.</summary>
internal static class MessageWords
{
    private const string Resource = "PsdPurge.words.txt";

    private static readonly Lazy<IReadOnlyCollection<string>> Words = new(Read);

    public static IReadOnlyCollection<string> All => Words.Value;

    private static IReadOnlyCollection<string> Read()
    {
        using Stream stream = typeof(MessageWords).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly has no resource {Resource}.");
        using StreamReader reader = new(stream);
        return [.. Regex.Split(reader.ReadToEnd(), @"\s+").Where(word => word.Length > 0)];
    }
}
