using System.Collections;
using System.IO.Compression;
using System.Text.Json;

namespace PsdPurge.Lab.Scenarios;

/// <summary>What the lab needs from a bundle that Test-PsdPool -BundlePath wrote.</summary>
internal sealed class LikeBundle
{
    /// <summary>The bundle format that the lab understands.</summary>
    private const int Format = 1;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private LikeBundle(LikeDatabase rtc, LikeDatabase rtcdyn, IReadOnlyList<LikeSample> samples, IDictionary? profile) =>
        (Rtc, RtcDyn, Samples, Profile) = (rtc, rtcdyn, samples, profile);

    public LikeDatabase Rtc { get; }

    public LikeDatabase RtcDyn { get; }

    public IReadOnlyList<LikeSample> Samples { get; }

    /// <summary>How rows name organizer and conference: the proven profile, or else the nearest one. Null if the search found nothing.</summary>
    public IDictionary? Profile { get; }

    /// <summary>Reads a bundle.</summary>
    /// <exception cref="InvalidDataException">The file is not a bundle, or it has another format.</exception>
    public static LikeBundle Read(string path)
    {
        using var zip = ZipFile.OpenRead(path);
        using var index = Parse(zip, "bundle.json");
        if (index.RootElement.GetProperty("format").GetInt32() != Format)
        {
            throw new InvalidDataException($"{path} has a format that this lab does not know. Use the lab of the version that wrote it.");
        }

        foreach (var pool in index.RootElement.GetProperty("pools").EnumerateArray())
        {
            foreach (var folder in pool.GetProperty("frontEnds").EnumerateArray().Select(frontEnd => frontEnd.GetProperty("folder").GetString()!))
            {
                var databases = Read<List<LikeDatabase>>(zip, $"{folder}/catalog.json");
                if (databases.Find(database => database.Database == "rtc") is { Tables.Count: > 0 } rtc)
                {
                    using var search = Parse(zip, $"{pool.GetProperty("folder").GetString()}/search.json");
                    var rtcdyn = databases.Find(database => database.Database == "rtcdyn") ?? new("rtcdyn", []);
                    return new(rtc, rtcdyn, Read<List<LikeSample>>(zip, $"{folder}/samples.json"), Found(search.RootElement));
                }
            }
        }

        throw new InvalidDataException($"{path} holds no Front-End that showed its tables.");
    }

    /// <summary>A sample of a table. Null if the bundle has none.</summary>
    public LikeSample? Sample(string table) =>
        Samples.FirstOrDefault(sample => sample.Table.Equals(table, StringComparison.OrdinalIgnoreCase) && sample.Rows.Count > 0);

    private static Hashtable? Found(JsonElement search)
    {
        var found = search.GetProperty("found") is { ValueKind: JsonValueKind.Object } proven ? proven : search.GetProperty("nearest");
        return found.ValueKind != JsonValueKind.Object ? null : new Hashtable
        {
            ["Name"] = "like",
            ["Organizer"] = Table(found.GetProperty("organizer")),
            ["Conference"] = Table(found.GetProperty("conference")),
        };
    }

    /// <summary>A JSON object in the notation of a profile's file.</summary>
    private static Hashtable Table(JsonElement element)
    {
        var table = new Hashtable();
        foreach (var member in element.EnumerateObject().Where(member => member.Value.ValueKind != JsonValueKind.Null))
        {
            var name = char.ToUpperInvariant(member.Name[0]) + member.Name[1..];
            table[name] = member.Value.ValueKind == JsonValueKind.Object ? Table(member.Value) : member.Value.GetString();
        }

        return table;
    }

    private static T Read<T>(ZipArchive zip, string name)
    {
        using var stream = Entry(zip, name);
        return JsonSerializer.Deserialize<T>(stream, Json) ?? throw new InvalidDataException($"{name} is empty.");
    }

    private static JsonDocument Parse(ZipArchive zip, string name)
    {
        using var stream = Entry(zip, name);
        return JsonDocument.Parse(stream);
    }

    private static Stream Entry(ZipArchive zip, string name) => zip.GetEntry(name)?.Open()
        ?? throw new InvalidDataException($"The file holds no {name}: Test-PsdPool -BundlePath did not write it.");
}
