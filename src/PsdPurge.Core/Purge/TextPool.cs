namespace PsdPurge;

/// <summary>One object for all equal texts: who keeps a million entries keeps few addresses.</summary>
internal sealed class TextPool
{
    private readonly Dictionary<string, string> _known = new(StringComparer.Ordinal);

    public string Get(string text)
    {
        if (!_known.TryGetValue(text, out var known))
        {
            _known.Add(text, known = text);
        }

        return known;
    }
}
