using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PsdPurge.Lab.Scenarios;

/// <summary>A column through which rows name organizer, conference or both, according to a bundle's profile. Also the column's values.</summary>
internal sealed class LikeLink
{
    private readonly LikeColumn _value;
    private readonly List<Match> _read = [];
    private readonly string? _pattern;
    private readonly string _pointsTo;
    private readonly Encoding _encoding;
    private readonly bool _hasBraces;
    private readonly bool _isUpper;
    private readonly bool _isLower;

    private LikeLink(LikeBundle bundle, IDictionary link, LikeColumn value, string table)
    {
        _value = value;
        _pointsTo = (string)link["PointsTo"]!;
        _pattern = link["Pattern"] as string;
        _encoding = link["Encoding"] switch { "Utf8" => Encoding.UTF8, "SingleByte" => Encoding.Latin1, _ => Encoding.Unicode };
        var texts = Texts(bundle, table);
        var letters = texts.Where(text => text.Any(char.IsLetter)).ToList();
        _hasBraces = texts.Any(text => text.StartsWith('{'));
        _isUpper = letters.Count > 0 && !letters.Exists(text => text.Any(char.IsLower));
        _isLower = letters.Count > 0 && !letters.Exists(text => text.Any(char.IsUpper));
        ReadParts(texts);
    }

    /// <summary>The table that the link begins in.</summary>
    public required string Table { get; init; }

    /// <summary>The column that it begins at.</summary>
    public required LikeColumn Column { get; init; }

    /// <summary>The table that it goes through, with the key that the column holds. Null if the column itself holds the value.</summary>
    public required (string Table, LikeColumn Key, LikeColumn Value)? Through { get; init; }

    /// <summary>Whether a value names a conference, and not only an organizer.</summary>
    public bool NamesConference => _pattern is null ? _pointsTo is not ("ResourceId" or "UserAtHost") : _pattern.Contains("Conf", StringComparison.Ordinal);

    /// <summary>The links of a bundle's profile, each column once.</summary>
    public static IReadOnlyList<LikeLink> Of(LikeBundle bundle)
    {
        if (bundle.Profile is not { } profile)
        {
            return [];
        }

        var links = new[] { (IDictionary)profile["Conference"]!, (IDictionary)profile["Organizer"]! };
        return [.. links.Select(link => Read(bundle, link)).DistinctBy(link => (link.Table, link.Column.Name, link.Through?.Value.Name))];
    }

    /// <summary>The number of a row in the table that the link goes through.</summary>
    public object? KeyOf(ConferenceNames names, in LabDocument document) =>
        LikeValue.Of(Through!.Value.Key, NamesConference ? 4_000_000 + document.DocId : 7_000 + names.Organizer.Index + 1);

    /// <summary>The column's value for a document.</summary>
    public object? ValueOf(ConferenceNames names, LabDocument document)
    {
        if (document.Plan.Link == DocumentLink.NoConference && NamesConference)
        {
            return _value.Nullable ? null : Stored("");
        }

        var isCut = document.Plan.Link == DocumentLink.Broken;
        return _pattern is null
            ? isCut && NamesConference ? Stored("") : Stored(Named(names, _pointsTo))
            : Stored(Regex.Replace(_pattern, @"\{(\w+)}", part => Part(names, part.Groups[1].Value, document.Plan.Number, isCut)));
    }

    private static LikeLink Read(LikeBundle bundle, IDictionary link)
    {
        var table = Find(bundle, (string)link["Table"]!);
        var column = table.Find((string)link["Column"]!) ?? throw new InvalidDataException($"The bundle's table {table.Table} has no column {link["Column"]}.");
        if (link["Through"] is not IDictionary hop)
        {
            return new(bundle, link, column, table.Table) { Table = table.Table, Column = column, Through = null };
        }

        var other = Find(bundle, (string)hop["Table"]!);
        var (key, value) = (other.Find((string)hop["Key"]!)!, other.Find((string)hop["Value"]!)!);
        return new(bundle, link, value, other.Table) { Table = table.Table, Column = column, Through = (other.Table, key, value) };
    }

    private static LikeTable Find(LikeBundle bundle, string name) =>
        bundle.Rtc.Tables.FirstOrDefault(table => table.Table.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new InvalidDataException($"The bundle has no table {name}.");

    private static object? Named(ConferenceNames names, string target) => target switch
    {
        "ResourceId" => names.ResourceId,
        "UserAtHost" => names.Address,
        "ConfId" => names.ConfId,
        "ConferenceKey" => names.Key,
        _ => names.ConferenceId,
    };

    private List<string> Texts(LikeBundle bundle, string table)
    {
        var sample = bundle.Sample(table);
        var at = sample?.Columns.ToList().IndexOf(_value.Name) ?? -1;
        return at < 0 ? [] : [.. sample!.Rows.Select(row => Read(LikeValue.Of(_value, row[at]))).OfType<string>()];
    }

    private string? Read(object? value) => value is byte[] bytes ? _encoding.GetString(bytes).TrimEnd('\0') : (value as string)?.TrimEnd();

    /// <summary>Reads the parts of the pattern that are neither organizer nor conference from the sample.</summary>
    private void ReadParts(IEnumerable<string> texts)
    {
        if (_pattern is null)
        {
            return;
        }

        Regex reads = new("^" + Regex.Replace(Regex.Escape(_pattern), @"\\\{(\w+)}", "(?<$1>.+?)") + "$", RegexOptions.Singleline);
        _read.AddRange(texts.Select(text => reads.Match(text)).Where(match => match.Success));
    }

    private string Part(ConferenceNames names, string part, int number, bool isCut)
    {
        if (part is "ResourceId" or "UserAtHost" or "ConfId" or "ConferenceKey" or "ExternalConfId")
        {
            return isCut && part is not ("ResourceId" or "UserAtHost") ? "" : Convert.ToString(Named(names, part), CultureInfo.InvariantCulture)!;
        }

        return _read.Count == 0 ? "x" : _read[number % _read.Count].Groups[part].Value;
    }

    private object? Stored(object? value)
    {
        if (value is Guid guid && _value.TypeName != "uniqueidentifier")
        {
            value = guid.ToString(_hasBraces ? "B" : "D");
        }

        if (value is string text)
        {
            text = _isUpper ? text.ToUpperInvariant() : _isLower ? text.ToLowerInvariant() : text;
            return _value.TypeName is "binary" or "varbinary" or "image" ? LikeValue.Padded(_encoding.GetBytes(text), _value) : LikeValue.Of(_value, text);
        }

        return LikeValue.Of(_value, value);
    }
}
