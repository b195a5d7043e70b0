using System.Text;
using PsdPurge.Lab;

namespace PsdPurge.Tests.Bundle;

/// <summary>All values in a lab pool's tables that name a person or a thing, in all the forms in which a file could reveal them.</summary>
internal sealed class KnownSecrets
{
    /// <summary>Shorter values appear in files by accident.</summary>
    private const int Shortest = 7;

    private const int LongestPiece = 16;

    private static readonly string[] Tables =
        ["Document", "PersistedServiceData", "Conference", "Resource", "ResourceDirectory", "FrontEnd", "RoutingGroupAssignment"];

    private static readonly char[] Separators = ['@', ':', ';', '"', '<', '>', '|', '/', ' ', '='];

    private readonly HashSet<string> _texts = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _bytes = new(StringComparer.Ordinal);

    /// <summary>The secrets of a pool, and additional ones.</summary>
    public static KnownSecrets Of(LabPool pool, params IEnumerable<string> more)
    {
        KnownSecrets secrets = new();
        var servers = pool.FrontEnds.SelectMany(frontEnd => new[] { frontEnd.Fqdn, frontEnd.ComputerName, frontEnd.Password });
        foreach (var text in more.Append(pool.PoolFqdn).Concat(servers))
        {
            secrets.AddText(text);
        }

        foreach (var frontEnd in pool.FrontEnds)
        {
            foreach (var table in Tables)
            {
                frontEnd.Tables.Read("rtc", $"SELECT * FROM dbo.{table}", secrets.AddRow);
            }
        }

        return secrets;
    }

    /// <summary>The number of secrets.</summary>
    public int Count => _texts.Count + _bytes.Count;

    /// <summary>The secrets that a file contains, as text in UTF-8 or UTF-16, as base64, or as hexadecimal digits.</summary>
    public IReadOnlyList<string> In(byte[] file)
    {
        string[] read = [Encoding.Latin1.GetString(file), Encoding.UTF8.GetString(file), Encoding.Unicode.GetString(file)];
        var folded = read.Select(text => text.ToUpperInvariant()).ToArray();
        return
        [
            .. _texts.Where(secret => Forms(secret).Any(form => folded.Any(text => text.Contains(form, StringComparison.Ordinal)))),
            .. _texts.Where(secret => Encoded(secret).Any(form => read[0].Contains(form, StringComparison.Ordinal))),
            .. _bytes.Where(secret => folded[0].Contains(secret, StringComparison.Ordinal)),
        ];
    }

    private static IEnumerable<string> Forms(string secret)
    {
        yield return secret.ToUpperInvariant();
        yield return string.Concat(secret.Select(c => c < 128 ? c.ToString() : $"\\u{(int)c:x4}")).ToUpperInvariant();
        foreach (var encoding in new[] { Encoding.UTF8, Encoding.Unicode, Encoding.Latin1 })
        {
            yield return Convert.ToHexString(encoding.GetBytes(secret));
            yield return Convert.ToHexString(encoding.GetBytes(secret.ToUpperInvariant()));
        }
    }

    /// <summary>Base64 without the characters that depend on neighbouring bytes.</summary>
    private static IEnumerable<string> Encoded(string secret) =>
        from encoding in new[] { Encoding.UTF8, Encoding.Unicode }
        from ahead in Enumerable.Range(0, 3)
        let all = Convert.ToBase64String([.. new byte[ahead], .. encoding.GetBytes(secret)]).TrimEnd('=')
        let begin = ahead == 0 ? 0 : ahead + 1
        select all[begin..^1];

    private void AddRow(object?[] row)
    {
        foreach (var value in row)
        {
            switch (value)
            {
                case string text:
                    AddText(text.Trim());
                    break;
                case Guid guid:
                    AddText(guid.ToString("D"));
                    AddBytes(guid.ToByteArray());
                    break;
                case byte[] bytes:
                    AddBytes(bytes);
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>
    /// Adds a text and each part of it that could name somebody: the part before an at sign, the part after it, and a GUID without its dashes.
    /// </summary>
    private void AddText(string text)
    {
        var parts = text.Split(Separators).Append(text).ToList();
        foreach (var part in parts.Concat(parts.Select(part => part.Replace("-", "", StringComparison.Ordinal))))
        {
            if (part.Length >= Shortest && part.Any(c => !char.IsLetter(c) || c > 127 || part is "contoso"))
            {
                _texts.Add(part);
            }
        }
    }

    private void AddBytes(byte[] bytes)
    {
        if (bytes.Length >= Shortest && bytes.Distinct().Count() > Shortest / 2)
        {
            var piece = Math.Min(bytes.Length, LongestPiece);
            _bytes.Add(Convert.ToHexString(bytes, 0, piece));
            _bytes.Add(Convert.ToHexString(bytes, bytes.Length - piece, piece));
        }
    }
}
