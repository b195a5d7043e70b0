using System.Collections;

namespace PsdPurge.Schema;

/// <summary>A hashtable of a data file, read strictly. Every error names the file, the key and the allowed values.</summary>
internal sealed class StrictTable
{
    private readonly Dictionary<string, object?> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly string _path;
    private readonly string _fileName;

    /// <param name="data">The hashtable.</param>
    /// <param name="path">The keys that lead to it, each followed by a full stop.</param>
    /// <param name="fileName">The file.</param>
    public StrictTable(IDictionary data, string path, string fileName)
    {
        _path = path;
        _fileName = fileName;
        foreach (DictionaryEntry entry in data)
        {
            _values[Convert.ToString(entry.Key, System.Globalization.CultureInfo.InvariantCulture) ?? ""] = entry.Value;
        }
    }

    public bool Has(string key) => _values.ContainsKey(key);

    /// <exception cref="PsdPurgeException">There is a key that is not in <paramref name="keys"/>.</exception>
    public void AllowOnly(string[] keys)
    {
        var unknown = _values.Keys.FirstOrDefault(k => !keys.Contains(k, StringComparer.OrdinalIgnoreCase));
        if (unknown is not null)
        {
            throw Invalid(unknown, $"there is no such key; allowed are {string.Join(", ", keys)}");
        }
    }

    /// <summary>A text without control characters.</summary>
    public string Text(string key, int maxLength)
    {
        if (Value(key) is not string text)
        {
            throw Invalid(key, "it must be a text in quotes");
        }

        return text.Trim().Length == 0 || text.Length > maxLength || text.Any(char.IsControl)
            ? throw Invalid(key, $"allowed are 1 to {maxLength} characters, not only blanks and no control characters")
            : text;
    }

    /// <summary>One of several names, without regard to case.</summary>
    public T Choice<T>(string key, T[] allowed)
        where T : struct, Enum
    {
        var text = Value(key) as string;
        foreach (T choice in allowed)
        {
            if (string.Equals(choice.ToString(), text, StringComparison.OrdinalIgnoreCase))
            {
                return choice;
            }
        }

        throw Invalid(key, $"{(text is null ? "it must be a text in quotes" : $"there is no '{text}'")}; allowed are {string.Join(", ", allowed)}");
    }

    /// <summary>A hashtable inside this one.</summary>
    public StrictTable Table(string key) => Value(key) is IDictionary data
        ? new StrictTable(data, _path + key + ".", _fileName)
        : throw Invalid(key, "it must be a hashtable: @{ Table = 'Document'; Column = 'OwnerId'; PointsTo = 'ResourceId' }");

    public PsdPurgeException Invalid(string key, string complaint) => new(
        ErrorIds.SchemaProfileInvalid,
        ErrorKind.InvalidData,
        $"{_fileName}: {_path}{key}: {complaint}. Correct the file (docs/schema.md describes it).",
        _fileName);

    private object? Value(string key) => _values.TryGetValue(key, out var value) ? value : throw Invalid(key, "it is missing");
}
